"""``rao controller recording``: how bulletins are said by people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.telling import tell, tell_json, tell_table
from protocol.words import Words

HEADS = (
    Words("MÃ", "CODE"),
    Words("THỨ TIẾNG", "LANGUAGE"),
    Words("TÌNH TRẠNG", "STATE"),
    Words("GIỌNG", "VOICE"),
    Words("GIÂY", "SECONDS"),
    Words("THIẾT BỊ", "DEVICES"),
)
language_option = click.option("--language", required=True, help="In which language, such as sti, cmo, km.")


@click.group()
def recording() -> None:
    """Bulletins by language: what loudspeakers say, and recordings where no engine speaks it."""


@recording.command("list", epilog="Example: rao controller recording list bulletin-0a1b2c3d4e5f")
@click.argument("bulletin")
@json_option
@calling
def list_languages(api: Api, bulletin: str, as_json: bool) -> None:
    """How a bulletin is said in each language of the devices it goes to.

    \b
    JSON: a list of {language, name, state, voice, duration_ms, url (Ogg Opus), mp3_url, translation, boards};
    state is engine, recording, making, needed (no engine speaks it), outdated (a recording of other words) or
    silent (published without speech).
    """
    _tell(api.get(f"/api/v1/contents/{bulletin}/languages"), as_json)


@recording.command(
    "set", epilog="Example: rao controller recording set bulletin-0a1b2c3d4e5f --language sti ban-tin-stieng.m4a"
)
@click.argument("bulletin")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
@json_option
@calling
def set_recording(api: Api, bulletin: str, file: Path, language: str, as_json: bool) -> None:
    """Let a bulletin be heard as FILE has it. What is there in that language stays until FILE is taken.

    \b
    JSON: as `list` answers it.
    """
    with file.open("rb") as opened:
        fields = {"content_id": bulletin, "language": language}
        told = api.send("/api/v1/recordings", fields, [("file", (file.name, opened))])
    _tell(told, as_json)


@recording.command("remove", epilog="Example: rao controller recording remove bulletin-0a1b2c3d4e5f --language sti")
@click.argument("bulletin")
@language_option
@json_option
@calling
def remove(api: Api, bulletin: str, language: str, as_json: bool) -> None:
    """Take a recording out; an engine's voice is heard again where there is one.

    \b
    JSON: as `list` answers it.
    """
    _tell(api.post("/api/v1/recordings/remove", {"content_id": bulletin, "language": language}), as_json)
    if not as_json:
        tell(Words("Đã bỏ bản thu.", "The recording is out."))


def _tell(languages: Any, as_json: bool) -> None:
    if as_json:
        tell_json(languages)
    else:
        tell_table(HEADS, [_row(one) for one in languages])


def _row(one: Any) -> list[str]:
    seconds = f"{one['duration_ms'] / 1000:.1f}" if one["duration_ms"] else "-"
    return [one["language"], one["name"], one["state"], one["voice"] or "-", seconds, str(one["boards"])]
