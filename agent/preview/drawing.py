"""From what was typed to a PNG."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.config import read_config
from agent.preview.blob_folder import BlobFolder
from agent.preview.device import held_by
from agent.preview.frame import Playable, frame_at
from agent.preview.guessing import profile_for
from firmware_profiles import ScreenProfile, load
from media.board import Look
from media.frame import Painter
from media.text import Geometry
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.manifest_check import read_manifest
from protocol.programme_types import Alerts, Board
from protocol.words import Words

TIME_ZONE = "Asia/Ho_Chi_Minh"


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


def draw_device(config_path: Path, at_ms: EpochMs, output: Path) -> None:
    """Write what the device configured in ``config_path`` shows at a moment."""
    config = read_config(config_path)
    screen = _screen(config.profile)
    manifest, alerts = held_by(config.data)
    playable = Playable(manifest, alerts, _board(screen, config.languages), screen.fps)
    _write(_painter(screen, BlobFolder(config.data)), playable, at_ms, output)


def draw_manifest(path: Path, store: Path, profile: str | None, at_ms: EpochMs, output: Path) -> None:
    """Write what a board of this model shows of the manifest in ``path``, with content from ``store``.

    Without ``profile`` it is the only model of a size the manifest was made for.
    """
    manifest = read_manifest(path.read_bytes())
    screen = _screen(profile or profile_for(manifest))
    playable = Playable(manifest, Alerts(), _board(screen, ("vi",)), screen.fps)
    _write(_painter(screen, BlobFolder(store)), playable, at_ms, output)


def _painter(screen: ScreenProfile, blobs: BlobFolder) -> Painter:
    return Painter(Look.of(Geometry(*screen.shown)), blobs.path_of)


def _write(painter: Painter, playable: Playable, at_ms: EpochMs, output: Path) -> None:
    frame_at(painter, playable, at_ms).save(output, format="PNG")


def _board(screen: ScreenProfile, languages: tuple[str, ...]) -> Board:
    shown = screen.shown
    return Board(shown.width_px, shown.height_px, has_sound=False, languages=languages, time_zone=TIME_ZONE)


def _screen(profile_name: str) -> ScreenProfile:
    profile = load(profile_name)
    if profile.screen is None:
        raise InvalidInput(
            Words(f"Mẫu thiết bị “{profile_name}” không có màn hình.", f"The model {profile_name!r} has no screen."),
            Words("Chọn mẫu có màn hình.", "Choose a model with a screen."),
        )
    return profile.screen
