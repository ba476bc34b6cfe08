"""A station that sends a little more slowly than time goes by: one pause now and then, not many small holes."""

from __future__ import annotations

import pytest

from agent.speaker.relay.ledger import Ledger
from agent.speaker.relay.reception import Told
from agent.speaker.relay.rules import RULES
from agent.speaker.relay.stock import STATION
from tests.agent.speaker.relay.station import LARGEST_STEP, Card, Station, holes_ms, largest_step, what_sounds

JOINED_MS = RULES.join_good_ms + 1_000
MINUTE_MS = 60_000


@pytest.fixture
def card() -> Card:
    return Card(Station())


def test_at_97_percent_it_pauses_once_in_a_minute(card: Card) -> None:
    card.listen(JOINED_MS)
    card.station.percent = 97
    holes = holes_ms(card.listen(4 * MINUTE_MS))
    assert 2 <= len(holes) <= 4
    assert sum(holes) == pytest.approx(4 * MINUTE_MS * 0.03, rel=0.25)
    assert all(1_000 <= hole <= 2_500 for hole in holes)
    assert largest_step(card.whole()) <= LARGEST_STEP
    assert card.told == []


def test_one_that_keeps_up_makes_no_pause(card: Card) -> None:
    card.listen(JOINED_MS)
    assert holes_ms(card.listen(2 * MINUTE_MS)) == []


def test_one_that_must_pause_again_and_again_is_replaced_and_told(card: Card) -> None:
    card.listen(JOINED_MS)
    card.station.percent = 75
    card.listen(20_000)
    assert card.told[0] == Told("lost", "it comes too slowly")
    assert card.told[-1].became == "lost"
    card.told.clear()
    heard = card.listen(MINUTE_MS)
    assert (what_sounds(heard), holes_ms(heard), card.told) == ("fallback", [], [])


def test_one_that_stops_while_it_refills_is_replaced(card: Card) -> None:
    card.listen(JOINED_MS)
    card.station.percent = 90
    while not holes_ms(card.listen(100)):
        assert card.station.now_ms < MINUTE_MS
    card.station.weather = "stalled"
    card.listen(RULES.gap_ms + RULES.stall_ms + 500)
    assert what_sounds(card.listen(1_000)) == "fallback"
    assert largest_step(card.whole()) <= LARGEST_STEP


def test_a_pause_shorter_than_what_is_laid_by_is_not_heard(card: Card) -> None:
    card.listen(JOINED_MS + 2_000)
    card.station.weather = "stalled"
    before = len(card.heard)
    card.listen(1_000)
    card.station.weather = "good"
    card.listen(2_000)
    assert holes_ms(card.whole()[before * 960 :]) == []


def test_a_ledger_counts_what_is_left_and_never_more_than_a_reader_takes() -> None:
    ledger = Ledger(1_000)
    assert ledger.left_ms(0) == 0
    ledger.hand(300, 0)
    assert (ledger.left_ms(0), ledger.left_ms(200), ledger.left_ms(900)) == (300, 100, 0)
    ledger.hand(5_000, 900)
    assert ledger.left_ms(900) == 1_000
    ledger.correct(800, 1_500)
    assert ledger.left_ms(1_600) == 700 > STATION.starved_ms
