"""Who reacts to what: every event and every alarm of a device, in one place."""

from __future__ import annotations

from agent.fetch import Fetched, FetchFailed, FetchResult
from agent.link.arrivals import Arrived, Delivered, Dropped, Hint, Offline, Online
from agent.player.ports import Failed, Finished, Flawed, Mended, Rendered, Rendering
from agent.run.commands import Commands
from agent.run.connection import RETURNED, Connection
from agent.run.content import REPLAN
from agent.run.crashes import Crashes, ThreadDied
from agent.run.device import Device
from agent.run.heap import GIVE_BACK_EVERY_S, TIDY, give_back
from agent.run.herald import HEARTBEAT, NEWS
from agent.run.intake_desk import IntakeDesk
from agent.run.stage import PRESENT, RECORD
from agent.run.watchdog import BEAT_S, WATCHDOG, notify
from agent.run.witness_stand import WitnessStand

FLUSH = "flush"


def wire(device: Device) -> None:
    """Say to the loop and the agenda of ``device`` what each event and alarm does."""
    _wire_documents(device)
    _wire_connection(device)
    _wire_evidence(device)
    _wire_alarms(device)


def _wire_documents(device: Device) -> None:
    def changed() -> None:
        device.presenting.refresh()
        device.content.replan()
        device.ways.snapshots.pace(device.memory.reception.desired.snapshot_s)
        device.agenda.sooner(NEWS, 0.0)

    def fetched(event: FetchResult) -> None:
        device.content.fetched(event)
        device.herald.something_changed()

    ways, journal = device.ways, device.memory.journal
    desk = IntakeDesk(
        device.memory.reception, journal, ways.listen, ways.ask_again, changed, _commands(device).carry_out
    )
    device.loop.on(Arrived, desk.arrived)
    device.loop.on(Dropped, desk.dropped)
    device.loop.on(Fetched, fetched)
    device.loop.on(FetchFailed, fetched)


def _commands(device: Device) -> Commands:
    return Commands(
        device.memory.journal,
        {
            "snapshot": device.ways.snapshots.at_once,
            "report": device.herald.tell_all,
            "restart": lambda: device.loop.stop("restart"),
        },
    )


def _wire_connection(device: Device) -> None:
    connection = Connection(
        device.courier,
        device.herald,
        device.ways.poll,
        device.ways.fetcher,
        device.memory.timeline,
        device.agenda,
    )
    device.loop.on(Online, connection.online)
    device.loop.on(Offline, connection.offline)
    device.loop.on(Hint, connection.hint)
    device.loop.on(Delivered, connection.delivered)
    device.agenda.on(RETURNED, connection.returned)


def _wire_evidence(device: Device) -> None:
    snapshots = device.ways.snapshots
    stand = WitnessStand(device.memory.journal, snapshots.at_once)

    def begun(event: Rendering) -> None:
        device.presenting.record()
        stand.heard(event)

    def rendered(event: Rendered) -> None:
        device.presenting.record()
        snapshots.witnessed(event)
        stand.heard(event)

    def failed(event: Failed) -> None:
        snapshots.witnessed(event)
        stand.heard(event)
        device.content.suspect(event)

    device.loop.on(Rendering, begun)
    device.loop.on(Rendered, rendered)
    device.loop.on(Finished, stand.heard)
    device.loop.on(Failed, failed)
    device.loop.on(Flawed, stand.heard)
    device.loop.on(Mended, stand.heard)
    device.loop.on(ThreadDied, Crashes(device.memory.journal, device.loop.stop).died)


def _wire_alarms(device: Device) -> None:
    def beat() -> None:
        notify("WATCHDOG=1")
        device.agenda.set(WATCHDOG, BEAT_S)

    def tidy() -> None:
        give_back()
        device.agenda.set(TIDY, GIVE_BACK_EVERY_S)

    device.agenda.on(TIDY, tidy)
    device.agenda.on(PRESENT, device.presenting.refresh)
    device.agenda.on(RECORD, device.presenting.record)
    device.agenda.on(REPLAN, device.content.replan)
    device.agenda.on(HEARTBEAT, device.herald.heartbeat)
    device.agenda.on(NEWS, device.herald.news)
    device.agenda.on(FLUSH, device.courier.flush)
    device.agenda.on(WATCHDOG, beat)
