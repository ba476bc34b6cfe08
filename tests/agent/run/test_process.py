"""The agent as its users have it: a process, enrolled over HTTP, told by a real broker, killed and started again."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import msgspec
import pytest

from agent.identity import read_identity, write_identity
from protocol.documents import AlertSet, Command, ControllerState
from protocol.topics import CONTROLLER_STATE, down, up
from protocol.uplink import Ack, LogBatch, Report, Status
from protocol.wire import decode
from tests.agent.programmes import alert, desired, picture_manifest, published
from tests.agent.province import UNIT, Province, now_ms
from tests.agent.run.ground import ALERTS, DESIRED, ME, Ground, ready
from tests.servers.child import start
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

pytestmark = [pytest.mark.timeout(180), pytest.mark.long]


def test_a_board_shows_what_is_published_and_proves_what_it_warned_of(ground: Ground) -> None:
    province, bus = ground.province, ground.bus
    manifest = published(province, picture_manifest(province, "green"))
    bus.publish(DESIRED, province.signed("desired", desired(manifest)))
    child = ground.agent()
    try:
        born = bus.wait_for("status", Status, ready)
        assert born.profile == "led-p5-640x384"
        assert bus.wait_for("status", Status, lambda one: one.showing.screen == "picture picture-green")
        assert bus.wait_for("report", Report, lambda one: one.manifest_sha256 == manifest.sha256).pending == ""
        assert bus.wait_for("ack", Ack, lambda one: one.subject == "desired" and one.stage == "finished")
        wait_for(lambda: bool(province.requests("PUT", "/api/v1/device/snapshot")), "a picture of the board", 30)

        bus.publish(ALERTS, province.signed("alerts", AlertSet(alerts=(alert(),)), UNIT))
        rendered = bus.wait_for("ack", Ack, lambda one: one.id == "flood-1" and one.stage == "rendered")
        assert rendered.evidence is not None
        assert rendered.evidence.frame_sha256
        assert bus.wait_for("status", Status, lambda one: one.showing.screen == "alert flood-1")

        bus.publish(ALERTS, province.signed("alerts", AlertSet(lifted=("flood-1",)), UNIT))
        assert bus.wait_for("ack", Ack, lambda one: one.id == "flood-1" and one.stage == "finished")
    finally:
        assert child.stop() == 0, child.said()
    last = decode([payload for topic, payload, _ in bus.messages if topic == up(ME, "status")][-1], Status)
    assert not last.online
    assert last.sid == born.sid


def test_killed_it_leaves_its_will_and_plays_from_disk_before_it_reaches_anything(ground: Ground) -> None:
    province, bus = ground.province, ground.bus
    manifest = published(province, picture_manifest(province, "blue"))
    bus.publish(DESIRED, province.signed("desired", desired(manifest)))
    child = ground.agent()
    born = bus.wait_for("status", Status, lambda one: one.showing.screen == "picture picture-blue")
    child.kill()
    assert bus.wait_for("status", Status, lambda one: not one.online).sid == born.sid
    del bus.messages[:], province.media[manifest.url]
    bus.publish(DESIRED, b"")
    again = ground.agent()
    try:
        assert bus.wait_for("status", Status, lambda one: one.showing.screen == "picture picture-blue").sid != born.sid
    finally:
        again.stop(signal.SIGKILL)


def test_commands_and_a_controller_that_came_back(ground: Ground) -> None:
    bus, province = ground.bus, ground.province
    bus.publish(DESIRED, province.signed("desired", desired(None)))
    bus.publish(CONTROLLER_STATE, encoded_state("boot-1"))
    child = ground.agent()
    try:
        bus.wait_for("status", Status, ready)
        command = province.signed("command", Command(id="look-now", action="report"), lives_ms=60_000)
        bus.publish(down(ME, "cmd"), command, retain=False)
        assert bus.wait_for("ack", Ack, lambda one: one.id == "look-now").stage == "finished"
        del bus.messages[:]
        bus.publish(CONTROLLER_STATE, encoded_state("boot-2"))
        assert bus.wait_for("report", Report, lambda one: one.seen_rev == 1)
        assert bus.wait_for("ack", Ack, lambda one: one.subject == "desired" and one.stage == "finished")
    finally:
        child.stop()


def test_what_is_not_signed_by_us_changes_nothing_and_is_reported(ground: Ground) -> None:
    bus, province = ground.bus, ground.province
    bus.publish(DESIRED, province.signed("desired", desired(None)))
    child = ground.agent()
    try:
        bus.wait_for("status", Status, ready)
        bus.publish(DESIRED, Province().signed("desired", desired(None, volume_percent=100)))
        bus.publish(down(ME, "alerts"), b"an alert, believe me")
        faults = {"refused-unknown-key", "refused-unsigned"}
        bus.wait_for("status", Status, lambda one: faults <= set(one.faults))
        wait_for(lambda: faults <= {row.code for batch in bus.of("log", LogBatch) for row in batch.rows}, "faults", 20)
        assert bus.of("report", Report)[-1].seen_rev == 1
    finally:
        child.stop()


def test_it_restarts_when_told_and_says_so_first(ground: Ground) -> None:
    bus, province = ground.bus, ground.province
    bus.publish(DESIRED, province.signed("desired", desired(None)))
    child = ground.agent()
    try:
        born = bus.wait_for("status", Status, ready)
        command = province.signed("command", Command(id="again-1", action="restart"), lives_ms=60_000)
        bus.publish(down(ME, "cmd"), command, retain=False)
        assert bus.wait_for("ack", Ack, lambda one: one.id == "again-1").stage == "finished"
        bus.wait_for("status", Status, lambda one: one.online and one.sid != born.sid)
        assert child.process.poll() is None
    finally:
        assert child.stop() == 0


def test_a_loudspeaker_warns_by_tone_and_its_own_voice(ground: Ground) -> None:
    bus, province = ground.bus, ground.province
    ground.config.write_text(
        'data_dir = "data"\nprofile = "speaker-cluster"\nclock = "assume-trusted"\n[speaker]\nrecording = "heard.wav"\n'
    )
    bus.publish(DESIRED, province.signed("desired", desired(None)))
    child = ground.agent()
    try:
        bus.wait_for("status", Status, ready)
        bus.publish(ALERTS, province.signed("alerts", AlertSet(alerts=(alert(),)), UNIT))
        heard = bus.wait_for("ack", Ack, lambda one: one.id == "flood-1" and one.stage == "rendered", within_s=60)
        assert heard.evidence is not None
        assert heard.evidence.rms_dbfs is not None
        assert heard.evidence.rms_dbfs > -40
        assert (heard.evidence.played_ms or 0) > 4_000
        wait_for(lambda: len(province.requests("PUT", "/api/v1/device/snapshot")) > 0, "a picture of what it says", 30)
    finally:
        assert child.stop() == 0, child.said()
    assert (ground.folder / "heard.wav").stat().st_size > 4 * 48_000


def test_without_a_broker_the_same_documents_come_by_https(ground: Ground, tmp_path: Path) -> None:
    province, bus = ground.province, ground.bus
    del bus
    identity = read_identity(tmp_path / "data")
    nobody = msgspec.structs.replace(identity.broker, port=free_port())
    write_identity(tmp_path / "data", msgspec.structs.replace(identity, broker=nobody))
    manifest = published(province, picture_manifest(province, "teal"))
    province.documents["/api/v1/device/desired"] = province.signed("desired", desired(manifest))
    child = start([sys.executable, "-c", IMPATIENT, "agent", "run", "--config", ground.config], tmp_path / "agent.log")
    try:
        wait_for(lambda: shown_in_pictures(province), "the picture, by HTTPS alone", 30)
    finally:
        child.stop()


IMPATIENT = """
import agent.link.poll, agent.run.ways, functools, sys
agent.run.ways.DocumentPoll = functools.partial(agent.link.poll.DocumentPoll, every_s=0.2)
from provisioning.main import main
main(sys.argv[1:])
"""
"""The same program with a poll each 0.2 s instead of each 30 s."""


def shown_in_pictures(province: Province) -> bool:
    uploads = province.requests("PUT", "/api/v1/device/snapshot")
    return any(one.headers.get("X-Rao-Showing") == "picture picture-teal" for one in uploads)


def encoded_state(boot_id: str) -> bytes:
    return msgspec.json.encode(ControllerState(online=True, boot_id=boot_id, wall_ms=now_ms()))


def test_a_board_whose_display_is_dead_still_warns_aloud_and_says_what_it_lacks(ground: Ground) -> None:
    province, bus = ground.province, ground.bus
    deaf = ground.config.read_text().replace("led-p5-640x384", "bulletin-1080p").replace("headless = true", "")
    ground.config.write_text(f'{deaf}[speaker]\nrecording = "{ground.folder / "sound.wav"}"\n')
    bus.publish(DESIRED, province.signed("desired", desired(None)))
    child = ground.agent(DISPLAY=":77", SDL_VIDEODRIVER="x11")
    try:
        bus.wait_for("status", Status, lambda one: "screen-no-display" in one.faults)
        bus.publish(ALERTS, province.signed("alerts", AlertSet(alerts=(alert(),)), UNIT))
        heard = bus.wait_for("ack", Ack, lambda one: one.id == "flood-1" and one.stage == "rendered")
        assert heard.evidence is not None
        assert heard.evidence.rms_dbfs is not None and heard.evidence.rms_dbfs > -60
    finally:
        assert child.stop() == 0, child.said()
