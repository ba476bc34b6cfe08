"""A fault that lasts is told once, named in every heartbeat until it is over, and its end is told too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.outbox import LogBox
from agent.outbox.faults import PRESENT_S, QUIET_S, FaultDesk
from agent.store import open_state
from protocol.ids import EpochMs
from protocol.uplink import Fault

STATION = "sound-station-lost"
LOST = Fault(code=STATION, detail="stream-1 http://radio.example.vn/live: gone", at_ms=EpochMs(5))
BACK = Fault(code="sound-station-back", detail="stream-1 http://radio.example.vn/live", at_ms=EpochMs(9))


class Desk:
    """A desk with its log and a clock the test turns."""

    def __init__(self, box: LogBox) -> None:
        self.now_s = 1_000.0
        self.box = box
        self.desk = FaultDesk(box, lambda: self.now_s)

    def codes(self) -> list[str]:
        batch = self.box.batch()
        return [row.code for row in batch.rows if isinstance(row, Fault)] if batch else []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    state = open_state(tmp_path)
    yield Desk(LogBox(state))
    state.close()


def test_it_is_written_once_and_named_until_it_is_over(desk: Desk) -> None:
    desk.desk.begin("stream-1", LOST)
    desk.now_s += PRESENT_S + QUIET_S + 1
    desk.desk.begin("stream-1", LOST)
    assert desk.desk.present() == (STATION,)
    desk.desk.end("stream-1", STATION, BACK)
    assert desk.desk.present() == ()
    assert desk.codes() == [STATION, BACK.code]


def test_of_what_nobody_knows_any_more_only_the_name_goes(desk: Desk) -> None:
    desk.desk.begin("stream-1", LOST)
    desk.desk.end("stream-1", STATION, None)
    assert (desk.desk.present(), desk.codes()) == ((), [STATION])


def test_the_end_of_what_never_began_is_no_news(desk: Desk) -> None:
    desk.desk.end("stream-1", STATION, BACK)
    assert desk.codes() == []


def test_what_another_has_stays(desk: Desk) -> None:
    desk.desk.begin("stream-1", LOST)
    desk.desk.begin("stream-2", LOST)
    desk.desk.end("stream-1", STATION, None)
    assert desk.desk.present() == (STATION,)


def test_a_flapping_one_does_not_fill_the_log(desk: Desk) -> None:
    for _ in range(50):
        desk.desk.begin("stream-1", LOST)
        desk.desk.end("stream-1", STATION, BACK)
        desk.now_s += 10
    assert desk.codes() == [STATION, BACK.code]
