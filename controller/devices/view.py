"""What the panel shows of devices: each with since when it is as it is, and the picture of what it shows now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from controller.devices.schemas import DeviceOut
from controller.snapshots.service import Snapshot, latest_snapshots
from controller.status.models import DeviceStatus, Flip
from controller.status.state import State
from controller.units.service import plain

WORST_FIRST: tuple[State, ...] = ("offline", "late", "online", "never")
MOST_CARDS = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One device as the overview shows it."""

    device: DeviceOut
    since_ms: int
    """When it came into its state; 0 when that was never written down."""
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The devices somebody asked for, the worst first, and how many there are in each state."""

    cards: tuple[Card, ...]
    left_out: int
    """How many more fit the search than are shown."""
    counts: dict[State, int]
    total: int


def overview(session: Session, devices: Sequence[DeviceOut], words: str, state: str) -> Overview:
    """Counts over all ``devices``; cards of those whose name or unit holds every word and which are in ``state``."""
    found = sorted((one for one in devices if _fits(one, words, state)), key=_place)
    counts = {state: sum(one.state == state for one in devices) for state in WORST_FIRST}
    return Overview(cards(session, found[:MOST_CARDS]), max(0, len(found) - MOST_CARDS), counts, len(devices))


def cards(session: Session, devices: Sequence[DeviceOut]) -> tuple[Card, ...]:
    """These devices with what the status table and the snapshots know of them; two queries."""
    ids = [device.id for device in devices]
    rows = session.exec(select(DeviceStatus).where(col(DeviceStatus.device_id).in_(ids))).all()
    flipped = {row.device_id: row.flipped_at_ms for row in rows}
    pictures = latest_snapshots(session, ids)
    return tuple(Card(device, flipped.get(device.id, 0), pictures.get(device.id)) for device in devices)


def flips_of(session: Session, device_id: str, most: int = 20) -> Sequence[Flip]:
    """The newest changes of state of one device, newest first."""
    newest = col(Flip.at_ms).desc(), col(Flip.id).desc()
    return session.exec(select(Flip).where(Flip.device_id == device_id).order_by(*newest).limit(most)).all()


def _fits(device: DeviceOut, words: str, state: str) -> bool:
    text = plain(f"{device.name} {device.unit}")
    return state in ("", device.state) and all(word in text for word in plain(words).split())


def _place(device: DeviceOut) -> tuple[int, str, str]:
    return WORST_FIRST.index(device.state), plain(device.unit), plain(device.name)
