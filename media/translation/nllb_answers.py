"""What the child that translates is given, and what it tells."""

from __future__ import annotations

from msgspec import Struct


class Job(Struct, frozen=True, kw_only=True):
    """Lines to be translated; ``source`` and ``target`` are FLORES-200 codes."""

    folder: str
    threads: int
    source: str
    target: str
    lines: tuple[str, ...]


class Translated(Struct, frozen=True, tag="translated"):
    """As many lines in the other language."""

    lines: tuple[str, ...]
