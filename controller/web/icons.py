"""Icons as inline SVG, so that a page draws at once and icons take the colour of their text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).parent / "static" / "vendor" / "icons"


@cache
def icon(name: str) -> Markup:
    """The icon's SVG, hidden from screen readers: the words beside it say the same. An unknown name is an OSError."""
    drawing = (FOLDER / f"{name}.svg").read_text("utf-8")
    return Markup(drawing.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S704 - our own files
