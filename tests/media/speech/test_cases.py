"""Sentences of official Vietnamese and what a listener must and must not hear: one file of ``cases`` a domain."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import media
from media.speech.spoken import spoken, spoken_form
from media.speech.spoken.rules import CAPITAL

FILES = sorted((Path(__file__).parent / "cases").glob("*.csv"))
COLUMNS = ["input", "must_contain_all (| = and, OR = alternatives)", "must_not_contain", "note"]
UNCHANGED = "(not altered)"
FOR_THE_EYE = re.compile(r"\d|[/%&*#()+=_<>\[\]@°º²³~$≥≤|\"]")
CAPITALS = re.compile(rf"\b[{CAPITAL}]{{2,}}\b")
SENTENCES_A_SECOND = 200
PLAN = Path(media.__file__).parents[2] / "shared" / "samples" / "ke-hoach-thong-tin-co-so-2023.txt"


class Case(NamedTuple):
    """One row: ``|`` parts all of ``wanted`` and ``unwanted``, `` OR `` parts what is equally right."""

    written: str
    wanted: str
    unwanted: str
    note: str


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


CASES = {f"{file.stem}: {row[0]}": Case(*row) for file in FILES for row in _rows(file)[1:]}


def _heard(choices: str, said: str) -> bool:
    return any(choice.strip().casefold() in said.casefold() for choice in choices.split(" OR "))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_is_said_right(case: Case) -> None:
    said = spoken_form(case.written)
    if case.wanted == UNCHANGED:
        assert said == case.written
        return
    assert [choices for choices in case.wanted.split("|") if not _heard(choices, said)] == [], said
    assert [word for word in case.unwanted.split("|") if word and _unwanted(word, said)] == [], said
    assert not FOR_THE_EYE.search(said), said


def _unwanted(word: str, said: str) -> bool:
    """Words and abbreviations as whole words (``TT`` is not in *tất thảy*), marks anywhere."""
    pattern = re.escape(word.strip())
    case = 0 if word.isupper() else re.IGNORECASE
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)" if word.strip().isalnum() else pattern, said, case))


def test_there_are_cases_of_every_domain() -> None:
    assert len(CASES) >= 400
    assert min(Counter(name.partition(":")[0] for name in CASES).values()) >= 10


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_rows_are_whole(file: Path) -> None:
    head, *rows = _rows(file)
    assert head == COLUMNS
    assert [row for row in rows if len(row) != len(COLUMNS) or not row[0].strip() or not row[1].strip()] == []
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_was_said_is_said_again(case: Case) -> None:
    said = spoken_form(case.written)
    assert spoken_form(said) == said


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("BKZT họp", "unknown-abbreviation"),
        ("BCH họp", "several-meanings"),
        ("1/3", "date-or-fraction"),
        ("còn -5", "range-or-minus"),
        ("tàu VINAXUKI", "foreign-word"),
        ("1.5 triệu", "number-form"),
    ],
)
def test_what_may_be_wrong_is_marked(written: str, why: str) -> None:
    assert [doubt.why for doubt in spoken(written).doubts] == [why]


@pytest.mark.parametrize("written", ["ngày 1/3", "1/3 dân số", "rét -2°C", "nghỉ lễ 2-9", "bão số 13 (KALMAEGI)"])
def test_what_is_clear_is_not_marked(written: str) -> None:
    assert spoken(written).doubts == ()


@pytest.mark.skipif(not PLAN.exists(), reason="shared/samples/ke-hoach-thong-tin-co-so-2023.txt is not here")
def test_every_line_of_the_plan_is_words() -> None:
    """As it was typed, marks of its formatting and all; one code of a clerk is nobody's to know."""
    said = spoken(PLAN.read_text(encoding="utf-8"))
    assert [line for line in said.text.splitlines() if FOR_THE_EYE.search(line) or CAPITALS.search(line)] == []
    assert [doubt.written for doubt in said.doubts] == ["TD18"]


def test_is_fast() -> None:
    sentences = [case.written for case in CASES.values()]
    began = time.process_time()
    for sentence in sentences:
        spoken(sentence)
    assert len(sentences) / (time.process_time() - began) >= SENTENCES_A_SECOND
