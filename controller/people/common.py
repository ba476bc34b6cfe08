"""Passwords that everybody thinks of (NIST SP 800-63B 5.1.1.2: common, repeated, in sequence, of the context)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from controller.units.service import plain

WORDS = Path(__file__).parent / "common_words.txt"
LEET = str.maketrans("013457@$!", "oieastasi")
LEAST_DIFFERENT = 5
LEAST_LEFT = 6
"""Letters that must remain when everything common is taken out."""
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890",
    "0987654321",
)
RUN = 4
REPEATED = re.compile(r"(.{1,6}?)\1{2,}")


def is_common(password: str) -> bool:
    """Whether little remains without common words, digits at the ends, runs of the keyboard and repetitions."""
    text = plain(password)
    if len(set(text)) < LEAST_DIFFERENT:
        return True
    return any(len(_uncommon(one)) < LEAST_LEFT for one in (text, text.translate(LEET)))


def holds_a_name(password: str, names: tuple[str, ...]) -> bool:
    """Whether little remains of the password without one of these names (login, full name), however it is written."""
    text = _letters(password)
    bare = [name for name in map(_letters, names) if len(name) >= RUN and name in text]
    return any(len(text.replace(name, "")) < LEAST_LEFT for name in bare)


def _uncommon(text: str) -> str:
    text = REPEATED.sub("", text)
    for run in RUNS:
        text = _without_run(text, run)
    text = _words().sub("", re.sub(r"[^a-z0-9]", "", text))
    return re.sub(r"^[0-9]+|[0-9]+$", "", text)


@cache
def _words() -> re.Pattern[str]:
    """Longest first, so that ``passwords`` is not ``pass`` and something else."""
    return re.compile("|".join(sorted(map(re.escape, WORDS.read_text("ascii").split()), key=len, reverse=True)))


def _without_run(text: str, run: str) -> str:
    """The text without every part of it, four or longer, that is a part of ``run``."""
    left, start = "", 0
    while start < len(text):
        length = _run_at(text, start, run)
        left += "" if length else text[start]
        start += length or 1
    return left


def _run_at(text: str, start: int, run: str) -> int:
    lengths = range(min(len(run), len(text) - start), RUN - 1, -1)
    return next((length for length in lengths if text[start : start + length] in run), 0)


def _letters(text: str) -> str:
    return "".join(letter for letter in plain(text) if letter.isalnum())
