"""What is told of a text's spoken form is what a voice is given."""

from __future__ import annotations

from controller.legibility.aloud import MOST_DOUBTS, read_aloud
from media.bulletin import read_bulletin
from media.speech.manner import PLAIN, Manner
from media.speech.scripts import bulletin_script
from media.speech.speaking import words_to_say
from media.speech.spoken import Lexicon


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


def test_the_provinces_own_words_go_before_all_others_and_are_no_doubt() -> None:
    bulletin = read_bulletin("# Họp\n\nTại KPX.")
    plain = read_aloud(bulletin, "vi", PLAIN)
    aloud = read_aloud(bulletin, "vi", PLAIN, Lexicon({"KPX": "khu phố mười"}))
    assert plain is not None
    assert aloud is not None
    assert (plain.doubts_found, aloud.doubts_found) == (1, 0)
    assert aloud.lines[-1] == "Tại khu phố mười."


def test_another_language_is_shown_where_a_word_of_it_is_said_otherwise() -> None:
    lexicon = Lexicon({"UBND": "people's committee"})
    assert read_aloud(read_bulletin("At the market."), "en", PLAIN, lexicon) is None
    aloud = read_aloud(read_bulletin("At the UBND."), "en", PLAIN, lexicon)
    assert aloud is not None
    assert "At the people's committee." in aloud.lines
