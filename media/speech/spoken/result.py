"""A text in words, and what its author should look at before it goes out."""

from __future__ import annotations

from dataclasses import dataclass

from media.speech.spoken.doubt import Doubt


@dataclass(frozen=True, slots=True)
class SpokenText:
    """``text`` as it is said, one line a paragraph; ``doubts`` in the order of the lines."""

    text: str
    doubts: tuple[Doubt, ...]
