"""What is told of a text's spoken form is what a voice is given."""

from __future__ import annotations

from controller.legibility.aloud import MOST_DOUBTS, read_aloud
from media.bulletin import read_bulletin
from media.speech.manner import PLAIN, Manner
from media.speech.scripts import bulletin_script
from media.speech.speaking import words_to_say


def test_it_is_what_a_voice_is_given() -> None:
    bulletin = read_bulletin("# Lịch\n\nTừ 7h30 ngày 15/8: tiêm phòng cho 1.250 trẻ.")
    for manner in (PLAIN, Manner(region="south")):
        aloud = read_aloud(bulletin, "vi", manner)
        assert aloud is not None
        assert "\n".join(aloud.lines) == words_to_say(bulletin_script(bulletin), "vi", manner)


def test_more_doubts_than_anybody_reads_are_counted() -> None:
    words = " ".join(f"XQ{letter}Z" for letter in "BCDGHKLMNPQRSTVXBCDGHKL") + " "
    text = "# Họp\n\n" + "\n\n".join(f"{words}{words[::-1]}" for _ in range(2))
    aloud = read_aloud(read_bulletin(text), "vi", PLAIN)
    assert aloud is not None
    assert aloud.doubts_found > MOST_DOUBTS
    assert len(aloud.doubts) == MOST_DOUBTS
    assert aloud.doubts_left_out == aloud.doubts_found - MOST_DOUBTS


def test_another_language_is_said_as_it_is_written() -> None:
    assert read_aloud(read_bulletin("ជូនដំណឹង"), "km", PLAIN) is None
