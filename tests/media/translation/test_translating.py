from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from media.translation.translating import MOST_LETTERS, can_draft, draft
from media.translation.translator import NotTranslated
from protocol.errors import InvalidInput
from protocol.words import Words


@dataclass
class Echo:
    """Answers each line as ``made`` makes it."""

    name: str = "echo"
    languages: tuple[str, ...] = ("en",)
    made: Callable[[str], str] = str.upper
    fails: bool = False
    licence = Words("Miễn phí", "Free")

    def translates(self, source: str, target: str) -> bool:
        return target in self.languages

    def translate(self, lines: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        if self.fails:
            raise NotTranslated(Words("hỏng", "broken"), Words("sửa", "mend"))
        return tuple(map(self.made, lines))


def test_the_first_that_can_drafts_it() -> None:
    engines = [Echo("deaf", languages=("km",)), Echo("broken", fails=True), Echo("good"), Echo("idle")]
    made = draft("một\n\n  \nhai", "vi", "en", engines)
    assert (made.text, made.engine, made.licence.vi) == ("MỘT\nHAI", "good", "Miễn phí")


def test_the_last_reason_is_told() -> None:
    with pytest.raises(NotTranslated, match="broken"):
        draft("một", "vi", "en", [Echo(fails=True)])
    with pytest.raises(NotTranslated, match="No engine translates into S'tiêng"):
        draft("một", "vi", "sti", [Echo()])


@pytest.mark.parametrize("made", [lambda _: "", lambda _: "\n", lambda line: line * 500])
def test_nonsense_is_passed_over(made: Callable[[str], str]) -> None:
    with pytest.raises(NotTranslated):
        draft("một hai", "vi", "en", [Echo(made=made)])
    assert draft("một hai", "vi", "en", [Echo(made=made), Echo("good")]).engine == "good"


@pytest.mark.parametrize("text", ["", " \n ", "x" * (MOST_LETTERS + 1)])
def test_too_little_and_too_much_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        draft(text, "vi", "en", [Echo()])


def test_a_language_is_not_translated_into_itself() -> None:
    assert can_draft("vi", "en", [Echo()])
    assert not can_draft("vi", "sti", [Echo()])
    assert not can_draft("en", "en", [Echo()])
    assert not can_draft("vi", "en", [])
