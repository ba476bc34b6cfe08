from __future__ import annotations

import pytest

from agent.screen import telling as on_screen
from agent.speaker import naming as on_loudspeaker
from controller.devices.faults import FAULTS, fault_words
from media.speech.voice import NotAvailable
from protocol.errors import InvalidMedia, NotFound, RaoError, Unavailable
from protocol.words import Words

WORDS = Words("vì sao", "why")


def test_a_lost_station_is_said_in_words_with_its_address() -> None:
    words = fault_words("sound-station-lost", "stream-1 http://radio.example.vn/live: gone")
    assert words.vi == "mất tín hiệu đài: stream-1 http://radio.example.vn/live: gone"
    assert words.en.startswith("a station is not received: ")


@pytest.mark.parametrize(("code", "detail", "said"), [("media", "no space", "no space"), ("disk", "", "disk")])
def test_what_has_no_words_is_shown_as_it_is(code: str, detail: str, said: str) -> None:
    assert (fault_words(code, detail).vi, fault_words(code, detail).en) == (said, said)


def test_what_was_refused_is_said_whatever_the_reason() -> None:
    assert fault_words("refused-stale", "desired led-1: 3").vi.startswith("từ chối một chỉ dẫn không hợp lệ: ")
    assert fault_words("fetch-disk-full").vi == "thẻ nhớ đầy"


@pytest.mark.parametrize("kind", [NotFound, InvalidMedia, NotAvailable, Unavailable])
def test_whatever_an_item_fails_by_has_words(kind: type[RaoError]) -> None:
    error = kind(WORDS, WORDS)
    assert f"screen-{on_screen.code_of(error)}" in FAULTS
    assert f"sound-{on_loudspeaker.code_of(error)}" in FAULTS
