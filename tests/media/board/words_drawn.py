"""Finds out which words a drawing put where, by listening to the pen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from media.board import figures as figures_module
from media.board import lettering as lettering_module
from media.board import rows as rows_module
from media.board.colours import Colour
from media.fonts import Weight
from media.text import Ink, draw_text, ink


class Written(NamedTuple):
    """One call of the pen."""

    x_px: int
    baseline_px: int
    text: str
    weight: Weight
    size_px: int
    colour: Colour

    @property
    def ink(self) -> Ink:
        """Where its pixels may fall in the picture."""
        box = ink(self.text, self.weight, self.size_px)
        x, y = self.x_px, self.baseline_px
        return Ink(x + box.left, y + box.top, x + box.right, y + box.bottom)


@contextmanager
def pen() -> Iterator[list[Written]]:
    """All that is written meanwhile."""
    written: list[Written] = []

    def listening(draw: object, *told: object) -> None:
        written.append(Written(*told))  # type: ignore[arg-type]
        draw_text(draw, *told)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        for module in (figures_module, lettering_module, rows_module):
            patch.setattr(module, "draw_text", listening)
        yield written
