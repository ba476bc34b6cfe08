"""``rao speech spoken``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, get_args

import click
import msgspec

from media.speech.lexicon_file import read_lexicon
from media.speech.spoken import NO_LEXICON, WHY, Doubt, Lexicon, Region, SpokenText
from media.speech.spoken import spoken as said_of
from protocol.errors import InvalidInput
from protocol.words import Words, terminal_language


class NotUtf8(InvalidInput):
    """A line that is no UTF-8; ``line`` counts from 1, as editors do."""

    def __init__(self, line: int) -> None:
        super().__init__(
            Words(f"Dòng {line} không phải văn bản UTF-8.", f"Line {line} is not text in UTF-8."),
            Words("Lưu tệp bằng mã UTF-8 rồi thử lại.", "Save it as UTF-8 and try again."),
        )


@click.command(epilog="Example: echo 'Gió giật cấp 8-9' | rao speech spoken --region south")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for scripts.")
@click.option(
    "--region",
    type=click.Choice(get_args(Region)),
    default="north",
    show_default=True,
    help="Whose number words: nghìn, linh or ngàn, lẻ.",
)
@click.option(
    "--lexicon",
    "lexicon_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of the province's own words: written,spoken.",
)
def spoken(file: BinaryIO, as_json: bool, region: Region, lexicon_path: Path | None) -> None:
    """Say each line of FILE (or of standard input) in words, one line for one.

    What may be wrong is told on standard error, or with --json in each object: {written, spoken, doubts: [{written,
    said, line, why}]}; line counts from 0.
    """
    lexicon = read_lexicon(lexicon_path) if lexicon_path else NO_LEXICON
    for number, written in enumerate(_lines(file)):
        said = _said(written, number, region, lexicon)
        click.echo(_json(written, said) if as_json else said.text.encode())
        if not as_json:
            _tell(said.doubts)


def _lines(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise NotUtf8(number) from error


def _said(written: str, number: int, region: Region, lexicon: Lexicon) -> SpokenText:
    """One line for one: what looks like an end of line inside it is a space."""
    said = said_of(" ".join(written.split()), region=region, lexicon=lexicon)
    return replace(said, doubts=tuple(replace(doubt, line=number) for doubt in said.doubts))


def _json(written: str, said: SpokenText) -> bytes:
    return msgspec.json.encode({"written": written, "spoken": said.text, "doubts": said.doubts})


def _tell(doubts: tuple[Doubt, ...]) -> None:
    language = terminal_language(os.environ)
    for doubt in doubts:
        where = Words(f"dòng {doubt.line + 1}", f"line {doubt.line + 1}").spoken_in(language)
        why = WHY[doubt.why].spoken_in(language)
        click.echo(f"{where}: «{doubt.written}» → «{doubt.said}»: {why}".encode(), err=True)
