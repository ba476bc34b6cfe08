"""``rao agent preview``: a picture of any moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from agent.config import read_config
from agent.preview.blob_folder import BlobFolder
from agent.preview.device import held_by
from agent.preview.frame import Playable, frame_at
from agent.screen.artist import Artist
from firmware_profiles import Shown, load
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.manifest_check import read_manifest
from protocol.programme_types import Alerts, Board
from protocol.words import Words

TIME_ZONE = "Asia/Ho_Chi_Minh"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog="Example:  rao agent preview --config agent.toml --at 2026-11-23T05:29:59+07:00 -o moment.png")
@click.argument("manifest", type=_FILE, required=False)
@click.option("--config", type=_FILE, help="The device whose programme to draw.")
@click.option("--store", type=_FOLDER, help="With MANIFEST: the folder of content by hash.")
@click.option("--profile", help="With MANIFEST: the hardware model, such as bulletin-1080p.")
@click.option("--at", required=True, help="The moment, ISO 8601; without an offset it is Vietnamese time.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="PNG to write.")
def preview(
    manifest: Path | None, config: Path | None, store: Path | None, profile: str | None, at: str, output: Path
) -> None:
    """Draw what a board shows at a moment, from its device's data or from a MANIFEST file, by the board's own code."""
    moment = moment_of(at)
    if config is not None and manifest is None:
        _draw_device(config, moment, output)
    elif manifest is not None and store is not None and profile is not None:
        _draw_manifest(manifest, store, profile, moment, output)
    else:
        raise _name_a_source()


def moment_of(text: str) -> EpochMs:
    """An ISO 8601 time as a moment; raises InvalidInput when it is none."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(
            Words(f"“{text}” không phải thời điểm.", f"{text!r} is no moment."),
            Words("Ví dụ: 2026-11-23T05:29:59+07:00.", "Write it like 2026-11-23T05:29:59+07:00."),
        ) from error
    local = when if when.tzinfo else when.replace(tzinfo=ZoneInfo(TIME_ZONE))
    return EpochMs(round(local.timestamp() * 1000))


def _draw_device(config_path: Path, at_ms: EpochMs, output: Path) -> None:
    config = read_config(config_path)
    shown = _shown(config.profile)
    manifest, alerts = held_by(config.data)
    playable = Playable(manifest, alerts, _board(shown, config.languages))
    _write(Artist(shown, BlobFolder(config.data)), playable, at_ms, output)


def _draw_manifest(path: Path, store: Path, profile: str, at_ms: EpochMs, output: Path) -> None:
    shown = _shown(profile)
    playable = Playable(read_manifest(path.read_bytes()), Alerts(), _board(shown, ("vi",)))
    _write(Artist(shown, BlobFolder(store)), playable, at_ms, output)


def _write(artist: Artist, playable: Playable, at_ms: EpochMs, output: Path) -> None:
    frame_at(artist, playable, at_ms).save(output, format="PNG")
    click.echo(str(output))


def _board(shown: Shown, languages: tuple[str, ...]) -> Board:
    return Board(shown.width_px, shown.height_px, has_sound=False, languages=languages, time_zone=TIME_ZONE)


def _shown(profile: str) -> Shown:
    geometry = load(profile).geometry
    if geometry is None:
        raise InvalidInput(
            Words(f"Mẫu thiết bị “{profile}” không có màn hình.", f"The model {profile!r} has no screen."),
            Words("Chọn mẫu có màn hình.", "Choose a model with a screen."),
        )
    return geometry


def _name_a_source() -> InvalidInput:
    return InvalidInput(
        Words("Chưa biết vẽ chương trình nào.", "It is not said whose programme to draw."),
        Words(
            "Dùng --config TỆP, hoặc MANIFEST cùng --store và --profile.",
            "Use --config FILE, or MANIFEST with --store and --profile.",
        ),
    )
