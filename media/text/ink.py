"""Text measured and drawn with the same fonts, so that what was measured to fit does fit."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from PIL import ImageDraw

from media.fonts import FAMILIES, Weight, face
from media.text.runs import Run, runs

Colour = tuple[int, int, int]
REMEMBERED = 4_096
"""Measurements: more than the longest bulletin has different words. A countdown alone asks for 86,400 texts a day."""


class Ink(NamedTuple):
    """Where pixels of a text may fall, from its origin (left end of the baseline); right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int


@lru_cache(maxsize=REMEMBERED)
def width_px(text: str, weight: Weight, size_px: int) -> int:
    """How far ``text`` moves the pen, rounded up run by run."""
    return sum(_advance(run, weight, size_px) for run in runs(text))


@lru_cache(maxsize=REMEMBERED)
def span_px(text: str, weight: Weight, size_px: int) -> int:
    """The room a line of ``text`` needs: how far it moves the pen, or its ink where that reaches further."""
    box = ink(text, weight, size_px)
    return max(width_px(text, weight, size_px), box.right - min(0, box.left))


@lru_cache(maxsize=REMEMBERED)
def ink(text: str, weight: Weight, size_px: int) -> Ink:
    """The box of all that ``text`` blackens."""
    pen = 0
    boxes = []
    for run in runs(text):
        left, top, right, bottom = face(run.family, weight, size_px).getbbox(run.text, anchor="ls")
        boxes.append((pen + math.floor(left), math.floor(top), pen + math.ceil(right), math.ceil(bottom)))
        pen += _advance(run, weight, size_px)
    if not boxes:
        return Ink(0, 0, 0, 0)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Ink(min(lefts), min(tops), max(rights), max(bottoms))


def reach_px(text: str, weight: Weight, size_px: int) -> tuple[int, int]:
    """How far above and below its baseline ``text`` blackens pixels, at the least nothing.

    Letters of a text without marks to be stacked are measured one by one and remembered: half a millisecond a line.
    """
    if not _is_of_single_letters(text):
        box = ink(text, weight, size_px)
        return max(0, -box.top), max(0, box.bottom)
    boxes = [ink(letter, weight, size_px) for letter in set(text)]
    return max((-box.top for box in boxes), default=0), max((box.bottom for box in boxes), default=0)


@lru_cache(maxsize=8192)
def _is_of_single_letters(text: str) -> bool:
    return all(run.family is FAMILIES[0] and not any(map(unicodedata.combining, run.text)) for run in runs(text))


def draw_text(
    draw: ImageDraw.ImageDraw, x_px: int, baseline_px: int, text: str, weight: Weight, size_px: int, colour: Colour
) -> None:
    """Draw ``text`` with the left end of its baseline at ``x_px``, ``baseline_px``."""
    for run in runs(text):
        font = face(run.family, weight, size_px)
        draw.text((x_px, baseline_px), run.text, fill=colour, font=font, anchor="ls")
        x_px += _advance(run, weight, size_px)


@lru_cache(maxsize=REMEMBERED)
def _advance(run: Run, weight: Weight, size_px: int) -> int:
    return math.ceil(face(run.family, weight, size_px).getlength(run.text))
