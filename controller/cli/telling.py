"""What commands print: words in the terminal's language, JSON for programs, columns for people."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

from protocol.words import Words, terminal_language


def spoken(words: Words) -> str:
    """In the terminal's language."""
    return words.spoken_in(terminal_language(os.environ))


def tell(words: Words) -> None:
    """One line for a person."""
    click.echo(spoken(words))


def tell_json(value: Any) -> None:
    """One JSON value for a program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell_table(heads: Sequence[Words], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as they need to be."""
    lines = [[head.spoken_in(terminal_language(os.environ)) for head in heads], *rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Columns on a terminal: marks that combine take none."""
    return sum(not unicodedata.combining(letter) for letter in unicodedata.normalize("NFC", text))
