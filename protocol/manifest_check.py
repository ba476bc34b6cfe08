"""Reading a manifest, and the rules its types can't say: checked before signing, and again before use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import UnsetType

from protocol.errors import InvalidInput
from protocol.layouts import SideZone, faults_of
from protocol.limits import LIMITS
from protocol.manifest import AudioItem, BulletinItem, Manifest, SequenceItem, StreamItem
from protocol.recurrence import check_recurrence
from protocol.wire import Undecodable, decode
from protocol.words import Words

_STATION = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:[/?][!-~]*)?")
"""Absolute (RFC 3986), of the web and no other scheme, in ASCII, without user or password."""


class BadManifest(InvalidInput):
    """A manifest no board may activate."""


def read_manifest(data: bytes) -> Manifest:
    """The manifest in ``data`` (JSON), checked; raises :class:`BadManifest`."""
    if len(data) > LIMITS.manifest_bytes:
        raise _bad(f"{len(data)} bytes, {LIMITS.manifest_bytes} at most")
    try:
        manifest = decode(data, Manifest)
    except Undecodable as error:
        raise _bad(error.problem.en) from error
    check_manifest(manifest)
    return manifest


def check_manifest(manifest: Manifest) -> None:
    """Raises :class:`BadManifest` or :class:`~protocol.recurrence.BadRecurrence`: ids unique, references whole."""
    if len(manifest.items) > LIMITS.items_in_a_manifest:
        raise _bad(f"{len(manifest.items)} items, {LIMITS.items_in_a_manifest} at most")
    _require_unique("item", (item.id for item in manifest.items))
    _require_unique("playlist", (playlist.id for playlist in manifest.playlists))
    _require_unique("slot", (slot.id for slot in manifest.slots))
    items = {item.id for item in manifest.items}
    for playlist in manifest.playlists:
        _require_known("item", playlist.item_ids, items)
        for what, said in (("rules", playlist.resume_rules), ("lengths", playlist.durations_ms)):
            if not isinstance(said, UnsetType) and len(said) != len(playlist.item_ids):
                raise _bad(f"playlist {playlist.id!r}: {len(said)} {what} for {len(playlist.item_ids)} items")
    _require_known("playlist", _playlists_used(manifest), {playlist.id for playlist in manifest.playlists})
    for slot in manifest.slots:
        check_recurrence(slot)
        if slot.over == "duck" and (slot.output != "sound" or slot.slot_class == "filler"):
            raise _bad(f"slot {slot.id!r}: only an announcement on loudspeakers can be said over others")
    _check_layouts(manifest)
    _check_sequences(manifest)
    _check_stations(one for one in manifest.items if isinstance(one, StreamItem))


def is_station(url: str) -> bool:
    """Whether loudspeakers may be told to relay what is at ``url``."""
    return len(url) <= LIMITS.station_url_chars and _STATION.fullmatch(url) is not None


def _check_sequences(manifest: Manifest) -> None:
    sounding = {one.id for one in manifest.items if isinstance(one, AudioItem | BulletinItem | StreamItem)}
    for sequence in (one for one in manifest.items if isinstance(one, SequenceItem)):
        _require_known(f"sounding part (of {sequence.id!r})", sequence.part_ids, sounding)


def _check_stations(streams: Iterable[StreamItem]) -> None:
    for one in streams:
        if not is_station(one.url):
            raise _bad(f"item {one.id!r}: no address of a radio station: {one.url[:80]!r}")


def _check_layouts(manifest: Manifest) -> None:
    _require_unique("layout", (layout.id for layout in manifest.layouts))
    named = [manifest.layout_id, *(slot.layout_id for slot in manifest.slots)]
    _require_known("layout", (one for one in named if one is not None), {layout.id for layout in manifest.layouts})
    for layout in manifest.layouts:
        for arrangement in layout.arrangements:
            for fault in faults_of(arrangement):
                size = f"{arrangement.width_px}x{arrangement.height_px}"
                raise _bad(f"layout {layout.id!r} for {size}: {fault}")


def _playlists_used(manifest: Manifest) -> list[str]:
    fillers = (manifest.filler_screen, manifest.filler_sound)
    arrangements = [one for layout in manifest.layouts for one in layout.arrangements]
    sides = [zone.playlist_id for one in arrangements for zone in one.zones if isinstance(zone, SideZone)]
    return [*(slot.playlist_id for slot in manifest.slots), *(one for one in fillers if one is not None), *sides]


def _require_unique(what: str, ids: Iterable[str]) -> None:
    repeated = [one for one, times in Counter(ids).items() if times > 1]
    if repeated:
        raise _bad(f"{what} {repeated[0]!r} twice")


def _require_known(what: str, named: Iterable[str], known: set[str]) -> None:
    missing = [one for one in named if one not in known]
    if missing:
        raise _bad(f"{what} {missing[0]!r} is named but not there")


def _bad(what: str) -> BadManifest:
    return BadManifest(
        Words(f"Danh mục phát không dùng được ({what}).", f"The manifest can't be used ({what})."),
        Words("Xuất bản lại từ bộ điều khiển.", "Publish it again from the controller."),
    )
