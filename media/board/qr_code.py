"""A QR code (ISO/IEC 18004) as a picture: whole pixels for each module, the quiet zone of four modules around it."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from media.board.colours import CODE, WHITE
from media.text.symbol import QUIET_MODULES, matrix

LEAST_MODULE_PX = 2
"""A camera needs two pixels of a screen for a module; with one it sees moiré."""


def draw_code(payload: str, side_px: int) -> Image.Image:
    """The code as a square of the biggest whole multiple of its modules in ``side_px``; one pixel each if none fits."""
    modules = _modules(payload)
    side = modules.width * max(1, side_px // modules.width)
    return modules.resize((side, side), Image.Resampling.NEAREST)


@lru_cache(maxsize=16)
def _modules(payload: str) -> Image.Image:
    """One pixel a module."""
    rows = matrix(payload)
    side = len(rows)
    inner = Image.frombytes("P", (side, side), b"".join(map(bytes, rows)))
    inner.putpalette([*WHITE, *CODE])
    code = Image.new("RGB", (side + 2 * QUIET_MODULES,) * 2, WHITE)
    code.paste(inner.convert("RGB"), (QUIET_MODULES, QUIET_MODULES))
    return code
