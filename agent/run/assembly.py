"""The composition root: every part made once, in the order in which they need each other, then told of the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.config import Config
from agent.identity import read_identity
from agent.outbox.courier import Courier
from agent.planner.keeper import ContentKeeper
from agent.player.player import Player
from agent.run.agenda import Agenda
from agent.run.content import Content
from agent.run.device import Device
from agent.run.herald import NEWS, Herald
from agent.run.loop import Loop
from agent.run.memory import Memory, open_memory
from agent.run.outputs import Outputs, board_of, open_outputs
from agent.run.stage import Presenting
from agent.run.ways import Ways, build_ways
from agent.run.wiring import FLUSH, wire
from agent.snapshot import SnapshotCourier, pictures_of
from firmware_profiles import load
from protocol.programme_types import Board
from protocol.uplink import Showing

OpenOutputs = Callable[..., Outputs]
LOG_WITHIN_S = 5.0
"""Log rows wait this long for company; acknowledgements wait for nothing."""
GATHER_S = 0.5
"""Changes within this time go up in one status."""


def assemble(config: Config, open_outputs: OpenOutputs = open_outputs) -> Device:
    """The device of ``config``. Raises :class:`agent.identity.NotEnrolled`, and what its parts refuse to start with."""
    agenda = Agenda()
    loop = Loop(agenda)
    identity, profile = read_identity(config.data), load(config.profile)
    memory = open_memory(config, identity, _flushing(agenda))
    outputs = open_outputs(config, profile, memory.blobs, loop.post)
    board = replace(board_of(profile, config), has_sound=outputs.speaker is not None)
    player = Player(board, outputs.screen, outputs.speaker)
    take = pictures_of(outputs.screen, outputs.speaker)
    ways = build_ways(config, identity, memory.blobs, memory.reception.desired, take, loop.post)
    device = _device(_Base(agenda, loop, memory, outputs, ways, player, board), config)
    wire(device)
    return device


@dataclass(frozen=True, slots=True)
class _Base:
    agenda: Agenda
    loop: Loop
    memory: Memory
    outputs: Outputs
    ways: Ways
    player: Player
    board: Board


def _device(base: _Base, config: Config) -> Device:
    memory = base.memory
    keeper = ContentKeeper(memory.state, memory.blobs, base.board, base.ways.fetcher.want)
    courier = Courier(base.ways.link, memory.journal.acks, memory.journal.log)
    presenting = _presenting(base, keeper)
    return Device(
        agenda=base.agenda,
        loop=base.loop,
        memory=memory,
        outputs=base.outputs,
        ways=base.ways,
        courier=courier,
        presenting=presenting,
        content=Content(memory.reception, memory.alert_desk, keeper, memory.journal, base.agenda, presenting.refresh),
        herald=_herald(base, config, keeper, courier),
    )


def _presenting(base: _Base, keeper: ContentKeeper) -> Presenting:
    return Presenting(
        reception=base.memory.reception,
        alert_desk=base.memory.alert_desk,
        keeper=keeper,
        player=base.player,
        timeline=base.memory.timeline,
        journal=base.memory.journal,
        agenda=base.agenda,
        on_change=_telling(base.ways.snapshots, base.agenda),
    )


def _herald(base: _Base, config: Config, keeper: ContentKeeper, courier: Courier) -> Herald:
    return Herald(
        profile=config.profile,
        data=config.data,
        courier=courier,
        reception=base.memory.reception,
        player=base.player,
        keeper=keeper,
        alert_desk=base.memory.alert_desk,
        faults=base.memory.journal.faults,
        timeline=base.memory.timeline,
        agenda=base.agenda,
        languages=base.board.languages if base.board.has_sound else (),
    )


def _flushing(agenda: Agenda) -> Callable[[bool], None]:
    def news(can_not_wait: bool) -> None:
        agenda.sooner(FLUSH, 0.0 if can_not_wait else LOG_WITHIN_S)
        agenda.sooner(NEWS, GATHER_S)

    return news


def _telling(snapshots: SnapshotCourier, agenda: Agenda) -> Callable[[Showing], None]:
    def tell(showing: Showing) -> None:
        snapshots.showing(showing)
        agenda.sooner(NEWS, GATHER_S)

    return tell
