"""An agent among enemies: whatever comes, from the broker, the web server or its own disk, it plays on and says so."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import msgspec
import pytest

from protocol.alert import AlertText
from protocol.documents import AlertSet, Command
from protocol.ids import UnitId
from protocol.jws import Signer
from protocol.limits import LIMITS
from protocol.topics import CONTROLLER_STATE, CONTROLLER_TRUST, area_alerts, down, up
from protocol.uplink import Ack, Status
from tests.agent.disk import Disk
from tests.agent.programmes import alert, desired, picture_manifest, published
from tests.agent.province import UNIT, Province
from tests.agent.run.ground import ALERTS, CONFIG, DESIRED, ME, Ground
from tests.servers.child import Child, start

pytestmark = [pytest.mark.timeout(180), pytest.mark.long]
TOPICS = (DESIRED, ALERTS, CONTROLLER_STATE, CONTROLLER_TRUST, down(ME, "alerts"), down(ME, "cmd"))
YEAR_S = 365 * 24 * 3600
SHOWN = "picture picture-green"


def garbage(province: Province) -> Iterator[bytes]:
    """What no device should ever be sent."""
    good = province.signed("desired", desired(None))
    header, body, signature = good.split(b".")
    yield from (b"\x00", b"\xff" * 300, b"{}", b"null", b"[]", b"..", b"a.b.c", "đ".encode(), b'{"online": "yes"}')
    yield b"[" * 20_000
    yield b'{"online": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"
    yield b"x" * (LIMITS.document_bytes + 1)
    yield b"." * LIMITS.document_bytes
    yield json.dumps({"online": True, "boot_id": "x" * 10_000, "wall_ms": 10**40}).encode()
    yield b".".join((header, body, signature[:-4]))
    yield b".".join((header, body[::-1], signature))
    yield b".".join((signature, body, header))
    yield msgspec.json.encode({"protected": header.decode(), "payload": body.decode()})


@pytest.fixture
def playing(ground: Ground) -> Iterator[Child]:
    """A board that shows a green picture, and still does when the test is over."""
    play_green(ground)
    child = ground.agent()
    try:
        born = ground.bus.wait_for("status", Status, lambda one: one.showing.screen == SHOWN)
        yield child
        assert still_plays(ground) == born.sid
        assert child.process.poll() is None, child.said()
    finally:
        assert child.stop() == 0, child.said()
    assert "Traceback" not in child.said()
    assert "thread-died" not in child.said()


def still_plays(ground: Ground) -> str:
    """The session of the device, which answers and shows what it did."""
    before = len(ground.bus.messages)
    command = ground.province.signed("command", Command(id=f"look-{before}", action="report"), lives_ms=60_000)
    ground.bus.publish(down(ME, "cmd"), command, retain=False)
    ground.bus.wait_for("ack", Ack, lambda one: one.id == f"look-{before}")
    answer = ground.bus.of("status", Status)[-1]
    assert answer.showing.screen == SHOWN
    return answer.sid


def test_garbage_on_every_topic(ground: Ground, playing: Child) -> None:
    for payload in garbage(ground.province):
        for topic in TOPICS:
            ground.bus.publish(topic, payload, retain=False)
    faults = {"dropped", "refused-unsigned"}
    ground.bus.wait_for("status", Status, lambda one: faults <= set(one.faults))


def test_true_documents_where_they_do_not_belong(ground: Ground, playing: Child) -> None:
    province, bus = ground.province, ground.bus
    elsewhere = UnitId("99999-20250701")
    flood_elsewhere = province.signed("alerts", AlertSet(alerts=(alert("far-away"),)), elsewhere)
    for_another = province.signed("command", Command(id="not-mine", action="restart"), "led-002", lives_ms=60_000)
    lived = province.signed("command", Command(id="too-late", action="restart"), lives_ms=1)
    for token in (flood_elsewhere, for_another, lived, Signer.generate().sign(b"{}", "rao-desired")):
        for topic in (*TOPICS, area_alerts(elsewhere)):
            bus.publish(topic, token, retain=False)
    faults = {"refused-foreign", "refused-expired", "refused-unknown-key", "refused-unsigned"}
    bus.wait_for("status", Status, lambda one: faults <= set(one.faults))
    assert not [one for one in bus.of("ack", Ack) if one.id in ("far-away", "not-mine", "too-late")]


def test_what_it_already_outgrew(ground: Ground, playing: Child) -> None:
    province, bus = ground.province, ground.bus
    manifest = published(province, picture_manifest(province, "green"))
    old, now = (province.signed("desired", desired(manifest, volume_percent=volume)) for volume in (1, 2))
    bus.publish(DESIRED, now)
    bus.wait_for("ack", Ack, lambda one: one.id == f"1.{province.rev}" and one.stage == "finished")
    for _ in range(50):
        bus.publish(DESIRED, old)
    bus.wait_for("status", Status, lambda one: "refused-stale" in one.faults)
    assert bus.of("status", Status)[-1].seen_rev == province.rev


def test_wills_of_others_in_its_name(ground: Ground, playing: Child) -> None:
    """It doesn't read its own status, so a storm of forged wills costs it nothing; its next status is the truth."""
    forged = msgspec.json.encode(Status(sid="0" * 16, online=False))
    for _ in range(50):
        ground.bus.publish(up(ME, "status"), forged)
    assert still_plays(ground) != "0" * 16


def test_a_disk_that_fills_up_while_it_plays_and_is_full_when_it_starts(ground: Ground, small_disk: Disk) -> None:
    province, bus = ground.province, ground.bus
    on_disk(ground, small_disk)
    play_green(ground)
    child = ground.agent()
    bus.wait_for("status", Status, lambda one: one.showing.screen == SHOWN)
    small_disk.fill()
    for number in range(12):
        bus.publish(ALERTS, province.signed("alerts", long_alerts(number), UNIT))
        bus.wait_for("ack", Ack, partial(verified, f"long-{number}-0"))
    bus.wait_for("status", Status, lambda one: "disk-refuses" in one.faults)
    child.kill()
    bus.publish(ALERTS, province.signed("alerts", AlertSet(), UNIT))
    del bus.messages[:]
    warned_and_plays(ground)


def test_a_disk_that_is_read_only(ground: Ground, small_disk: Disk) -> None:
    on_disk(ground, small_disk)
    play_green(ground)
    child = ground.agent()
    ground.bus.wait_for("status", Status, lambda one: one.showing.screen == SHOWN)
    assert child.stop() == 0
    small_disk.make_read_only()
    del ground.bus.messages[:]
    warned_and_plays(ground)


def test_a_clock_that_steps_a_year_and_back(ground: Ground) -> None:
    """Ahead it takes what comes for expired, as it must; back again it knows that its clock can't be right."""
    offset_s = ground.folder / "offset"
    offset_s.write_text("0")
    play_green(ground)
    argv: list[str | Path] = [sys.executable, "-c", STEPPED, offset_s, "agent", "run", "--config", ground.config]
    child = start(argv, ground.folder / "agent.log")
    try:
        born = ground.bus.wait_for("status", Status, lambda one: one.showing.screen == SHOWN)
        offset_s.write_text(str(-YEAR_S))
        assert still_plays(ground) == born.sid
        assert ground.bus.of("ack", Ack)[-1].clock == "unknown"
        offset_s.write_text(str(YEAR_S))
        look = ground.province.signed("command", Command(id="look-ahead", action="report"), lives_ms=60_000)
        ground.bus.publish(down(ME, "cmd"), look, retain=False)
        ahead = ground.bus.wait_for("status", Status, lambda one: "refused-expired" in one.faults)
        assert ahead.showing.screen == SHOWN
        offset_s.write_text("0")
        assert still_plays(ground) == born.sid
        assert ground.bus.of("ack", Ack)[-1].clock == "unknown"
        ground.bus.publish(ALERTS, ground.province.signed("alerts", AlertSet(alerts=(alert("dam-1"),)), UNIT))
        ground.bus.wait_for("ack", Ack, lambda one: one.id == "dam-1" and one.stage == "rendered")
    finally:
        assert child.stop() == 0, child.said()
    assert "Traceback" not in child.said()


def test_killed_at_any_moment_of_an_activation_it_plays_the_old_or_the_new(ground: Ground) -> None:
    province, bus, random = ground.province, ground.bus, Random(3)
    play_green(ground)
    child = ground.agent()
    bus.wait_for("status", Status, lambda one: one.showing.screen == SHOWN)
    for colour in ("red", "blue", "navy"):
        manifest = published(province, picture_manifest(province, colour))
        bus.publish(DESIRED, province.signed("desired", desired(manifest)))
        threading.Event().wait(random.uniform(0.0, 0.15))  # a random moment is what is wanted here
        child.kill()
        bus.wait_for("status", Status, lambda one: not one.online)
        del bus.messages[:]
        child = ground.agent()
        first = bus.wait_for("status", Status, lambda one: one.online)
        assert first.showing.screen.startswith("picture ")
        bus.wait_for("status", Status, partial(shows, f"picture picture-{colour}"))
    assert child.stop() == 0
    assert "Traceback" not in child.said()


STEPPED = """
import agent.clock.timeline, pathlib, sys, time
offset = pathlib.Path(sys.argv.pop(1))
class Stepped:
    def time_ns():
        return time.time_ns() + int(offset.read_text() or 0) * 10**9
agent.clock.timeline.time = Stepped
from provisioning.main import main
main(sys.argv[1:])
"""
"""The same program with a wall clock that is wrong by the seconds in a file."""


def verified(alert_id: str, ack: Ack) -> bool:
    return ack.id == alert_id and ack.stage == "verified"


def shows(screen: str, status: Status) -> bool:
    return status.showing.screen == screen


def on_disk(ground: Ground, disk: Disk) -> None:
    """Give the device this disk."""
    shutil.copytree(ground.folder / "data", disk.folder / "data")
    ground.config.write_text(CONFIG.replace('"data"', f'"{disk.folder / "data"}"'))


def play_green(ground: Ground) -> None:
    manifest = published(ground.province, picture_manifest(ground.province, "green"))
    ground.bus.publish(DESIRED, ground.province.signed("desired", desired(manifest)))


def long_alerts(number: int) -> AlertSet:
    """Ten alerts with long texts: what the device must remember of them needs room on its disk."""
    text = AlertText(language="vi", headline="Lũ", description="Nước dâng. " * 150, instruction="Lên cao. " * 200)
    return AlertSet(
        alerts=tuple(msgspec.structs.replace(alert(f"long-{number}-{one}"), texts=(text,)) for one in range(10))
    )


def warned_and_plays(ground: Ground) -> None:
    """A device whose disk refuses starts, plays what it has, shows an alert, says what is wrong, and ends cleanly."""
    child = ground.agent()
    try:
        ground.bus.wait_for("status", Status, lambda one: one.showing.screen == SHOWN)
        warning = AlertSet(alerts=(alert("dam-1"),))
        ground.bus.publish(ALERTS, ground.province.signed("alerts", warning, UNIT))
        ground.bus.wait_for("ack", Ack, lambda one: one.id == "dam-1" and one.stage == "rendered")
        ground.bus.wait_for("status", Status, lambda one: "disk-refuses" in one.faults)
    finally:
        assert child.stop() == 0, child.said()
    assert "Traceback" not in child.said()
