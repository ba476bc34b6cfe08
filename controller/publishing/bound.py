"""Whether devices could take a manifest, and what of it is most when they could not. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.manifest import Manifest
from protocol.words import Words

MIB = 1024 * 1024


class TooMuch(InvalidInput):
    """A manifest that no device would activate."""


class Heavy(NamedTuple):
    """A part of a manifest that somebody can make smaller: a slot with its playlists, or a unit's contents."""

    unit_id: str
    slot: str
    """Its title; empty: contents."""


def is_within(manifest: Manifest, encoded: bytes) -> bool:
    """Whether devices take it, by :data:`protocol.limits.LIMITS`; ``encoded`` are its bytes."""
    return len(encoded) <= LIMITS.manifest_bytes and len(manifest.items) <= LIMITS.items_in_a_manifest


def too_much(manifest: Manifest, encoded: bytes, owners: Mapping[str, str], names: Mapping[str, str]) -> TooMuch:
    """The refusal of one that is not, with the heaviest part of it.

    ``owners`` are the units of its contents, ``names`` what units are called, both by id.
    """
    [(part, size)] = _weights(manifest, owners).most_common(1)
    what, remedy = _told(part, manifest, owners, names)
    whole, most, some = (_mib(one) for one in (len(encoded), LIMITS.manifest_bytes, size))
    items, most_items = (_number(one) for one in (len(manifest.items), LIMITS.items_in_a_manifest))
    return TooMuch(
        Words(
            f"Danh mục phát của {manifest.unit_name} có {items.vi} mục, {whole.vi}; thiết bị chỉ nhận đến "
            f"{most_items.vi} mục, {most.vi}. Nặng nhất là {what.vi}: {some.vi}.",
            f"The manifest of {manifest.unit_name} has {items.en} items, {whole.en}; devices take {most_items.en} "
            f"items, {most.en}. Most of it is {what.en}: {some.en}.",
        ),
        remedy,
    )


def _weights(manifest: Manifest, owners: Mapping[str, str]) -> Counter[Heavy]:
    """The bytes of each part; a playlist counts for the first slot that plays it. Of too many items, contents alone."""
    weights = Counter[Heavy]()
    for item in manifest.items:
        weights[Heavy(owners.get(item.id, ""), "")] += _size(item)
    if len(manifest.items) > LIMITS.items_in_a_manifest:
        return weights
    waiting = {one.id: _size(one) for one in manifest.playlists}
    for slot in manifest.slots:
        weights[Heavy(slot.origin or "", slot.title)] += _size(slot) + waiting.pop(slot.playlist_id, 0)
    return weights


def _told(part: Heavy, manifest: Manifest, owners: Mapping[str, str], names: Mapping[str, str]) -> tuple[Words, Words]:
    """What it is called, and what to do about it."""
    unit = names.get(part.unit_id, manifest.unit_name)
    if part.slot:
        return (
            Words(f"khung giờ “{part.slot}” của {unit}", f"slot {part.slot!r} of {unit}"),
            Words(
                "Bớt mục, giảm hệ số hoặc bớt ngày riêng của khung giờ đó. Đến khi ấy thiết bị vẫn phát bản trước.",
                "Take entries out of its list, lower weights or have fewer odd days. Until then devices go on as they "
                "were told before.",
            ),
        )
    count = _number(sum(1 for item in manifest.items if owners.get(item.id, "") == part.unit_id))
    return (
        Words(f"{count.vi} nội dung của {unit}", f"{count.en} contents of {unit}"),
        Words(
            "Rút bớt nội dung cũ hoặc đặt ngày kết thúc cho chúng. Đến khi ấy thiết bị vẫn phát bản trước.",
            "Withdraw old contents or give them a last day. Until then devices go on as they were told before.",
        ),
    )


def _size(part: msgspec.Struct) -> int:
    return len(msgspec.json.encode(part))


def _number(count: int) -> Words:
    said = f"{count:,}"
    return Words(said.replace(",", "."), said)


def _mib(size: int) -> Words:
    said = f"{size / MIB:.1f} MiB"
    return Words(said.replace(".", ","), said)
