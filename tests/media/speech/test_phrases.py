"""A long text is cut where a reader breathes, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.phrases import (
    CLAUSE_PAUSE_MS,
    MOST_CHARACTERS,
    PARAGRAPH_PAUSE_MS,
    SENTENCE_PAUSE_MS,
    Phrase,
    phrases,
)

WORDS = st.lists(st.text(alphabet="abđêơ", min_size=1, max_size=9), min_size=1, max_size=120)
MARKS = st.sampled_from([" ", ", ", "; ", ". ", "! ", "\n"])


def test_sentences_and_paragraphs_have_their_pauses() -> None:
    assert phrases("Một. Hai!\nBa.") == (
        Phrase("Một.", SENTENCE_PAUSE_MS),
        Phrase("Hai!", PARAGRAPH_PAUSE_MS),
        Phrase("Ba.", PARAGRAPH_PAUSE_MS),
    )


def test_an_endless_sentence_is_cut_at_its_clauses() -> None:
    clause = "mười hai huyện và thị xã " * 4
    said = phrases(f"{clause}; {clause}; {clause}.")
    assert [phrase.pause_ms for phrase in said[:-1]] == [CLAUSE_PAUSE_MS] * (len(said) - 1)
    assert all(phrase.text.endswith((";", ".")) for phrase in said)


@settings(deadline=None)
@given(words=WORDS, marks=st.lists(MARKS, min_size=120, max_size=120))
def test_every_word_is_said_once_in_order_and_no_phrase_is_long(words: list[str], marks: list[str]) -> None:
    text = "".join(f"{word}{mark}" for word, mark in zip(words, marks, strict=False))
    said = phrases(text)
    assert [word.strip(",;.!") for phrase in said for word in phrase.text.split()] == words
    assert all(len(phrase.text) <= MOST_CHARACTERS for phrase in said)


@settings(deadline=None)
@given(st.text(alphabet=" \n\t.,;:!?-…\"'()", max_size=40))
def test_where_nothing_can_be_said_there_is_no_phrase(text: str) -> None:
    assert phrases(text) == ()
