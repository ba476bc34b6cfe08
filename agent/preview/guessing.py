"""What need not be typed: where a manifest's content lies, for which board it was made, what the picture is called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firmware_profiles import load, names
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.layouts import Room
from protocol.manifest import BulletinItem, DocumentItem, Manifest, PictureItem, VideoItem
from protocol.words import Words


def store_beside(manifest: Path) -> Path:
    """The folder of content by hash that a manifest lies in: its own, or the one above a folder of two hex digits."""
    folder = manifest.resolve().parent
    return folder.parent if len(folder.name) == len("ab") else folder


def profile_for(manifest: Manifest) -> str:
    """The one hardware model whose screen has a size the manifest was made for; raises InvalidInput otherwise."""
    sizes = set(_sizes(manifest))
    fitting = [name for name in names() if _size_of(name) in sizes]
    if len(fitting) != 1:
        raise _name_a_profile(fitting)
    return fitting[0]


def picture_name(source: Path, at_ms: EpochMs) -> Path:
    """In the current folder: ``manifest-1795386599000.png``."""
    return Path(f"{source.stem[:40]}-{at_ms}.png")


def _sizes(manifest: Manifest) -> Iterator[Room]:
    for item in manifest.items:
        match item:
            case BulletinItem(pages=made) | DocumentItem(pages=made):
                yield from ((one.width_px, one.height_px) for one in made)
            case PictureItem(renditions=made) | VideoItem(renditions=made):
                yield from ((one.width_px, one.height_px) for one in made)


def _size_of(profile: str) -> Room | None:
    shown = load(profile).geometry
    return (shown.width_px, shown.height_px) if shown else None


def _name_a_profile(fitting: list[str]) -> InvalidInput:
    known = ", ".join(fitting or [name for name in names() if _size_of(name)])
    return InvalidInput(
        Words("Chưa rõ danh mục này dành cho mẫu bảng nào.", "It is not clear for which board this manifest is."),
        Words(f"Thêm --profile với một trong: {known}.", f"Add --profile with one of: {known}."),
    )
