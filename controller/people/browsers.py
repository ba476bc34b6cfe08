"""What people call the browser that sent a ``User-Agent`` header (RFC 9110 10.1.5). A guess for a list."""

from __future__ import annotations

from collections.abc import Sequence

BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
MOST_CHARS = 40


def browser_name(header: str) -> str:
    """Such as ``Chrome · Windows``; the beginning of the header itself for one that is not known."""
    parts = [name for name in (_first(header, BROWSERS), _first(header, SYSTEMS)) if name]
    return " · ".join(parts) or header[:MOST_CHARS]


def _first(header: str, names: Sequence[tuple[str, str]]) -> str:
    return next((name for sign, name in names if sign in header), "")
