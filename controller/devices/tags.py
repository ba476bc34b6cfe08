"""Short labels that people put on devices, to find and change many at once. Never commits.

Two that differ only in case, in blanks or in how their marks are encoded are one; it reads as it was first written on
each device. Who sees a device sees its labels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from controller.devices.models import Device, DeviceTag
from controller.people.actor import Actor
from controller.people.scope import visible_units
from protocol.errors import InvalidInput
from protocol.words import Words

LONGEST = 40
MOST_ON_A_DEVICE = 20


class Labelled(NamedTuple):
    """A label and how many of the devices one sees have it."""

    label: str
    devices: int


def key_of(label: str) -> str:
    """What two equal labels have in common (Unicode NFC, folded case, single blanks)."""
    return unicodedata.normalize("NFC", _clean(label).casefold())


def checked(labels: Iterable[str]) -> dict[str, str]:
    """By key, how each reads; empty ones are left out. Raises :class:`InvalidInput`."""
    found: dict[str, str] = {}
    for label in filter(None, map(_clean, labels)):
        if len(label) > LONGEST or len(key_of(label)) > LONGEST or not label.isprintable() or "," in label:
            raise InvalidInput(
                Words(f"Nhãn “{label[:60]}” không dùng được.", f"The label {label[:60]!r} can't be used."),
                Words(
                    f"Nhãn dài nhất {LONGEST} ký tự, không có dấu phẩy.",
                    f"Use at most {LONGEST} characters and no comma.",
                ),
            )
        found.setdefault(key_of(label), label)
    if len(found) > MOST_ON_A_DEVICE:
        raise InvalidInput(
            Words(f"Nhiều hơn {MOST_ON_A_DEVICE} nhãn.", f"There are more than {MOST_ON_A_DEVICE} labels."),
            Words("Bỏ bớt nhãn.", "Take some away."),
        )
    return found


def tag(session: Session, device_id: str, labels: Iterable[str]) -> None:
    """Puts these labels on the device in the place of all others; raises :class:`InvalidInput`.

    The caller has asked whether it may.
    """
    tag_all(session, {device_id: labels})


def tag_all(session: Session, labels: Mapping[str, Iterable[str]]) -> None:
    """The same for many devices, by id."""
    held: dict[str, dict[str, DeviceTag]] = {}
    for row in _rows(session, list(labels)):
        held.setdefault(row.device_id, {})[row.key] = row
    for device_id, theirs in labels.items():
        _put(session, device_id, checked(theirs), held.get(device_id, {}))
    session.flush()


def tags_of(session: Session, device_ids: Sequence[str] | None) -> dict[str, tuple[str, ...]]:
    """The labels of each of these devices (None: of all) that has some, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(session, device_ids):
        found[row.device_id] = (*found.get(row.device_id, ()), row.label)
    return found


def list_tags(session: Session, actor: Actor) -> list[Labelled]:
    """The labels on devices the actor sees, in order."""
    seen = col(Device.unit_id).in_(visible_units(session, actor)), col(Device.retired_at_ms).is_(None)
    joined = select(func.min(DeviceTag.label), func.count()).join(Device, col(Device.id) == DeviceTag.device_id)
    rows = session.exec(joined.where(*seen).group_by(col(DeviceTag.key)).order_by(col(DeviceTag.key))).all()
    return [Labelled(label, number) for label, number in rows]


def after(held: Sequence[str], added: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    """Labels with some put on and some taken off; raises :class:`InvalidInput`."""
    gone = set(checked(taken))
    return tuple(label for key, label in checked([*held, *added]).items() if key not in gone)


def split(text: str) -> list[str]:
    """As they are typed: with commas between."""
    return text.split(",")


def _put(session: Session, device_id: str, wanted: Mapping[str, str], held: Mapping[str, DeviceTag]) -> None:
    for key, row in held.items():
        if key not in wanted:
            session.delete(row)
    for key, label in wanted.items():
        if key not in held:
            session.add(DeviceTag(device_id=device_id, key=key, label=label))


def _rows(session: Session, device_ids: Sequence[str] | None) -> Sequence[DeviceTag]:
    query = select(DeviceTag)
    query = query if device_ids is None else query.where(col(DeviceTag.device_id).in_(device_ids))
    return session.exec(query.order_by(col(DeviceTag.device_id), col(DeviceTag.key))).all()


def _clean(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).split())
