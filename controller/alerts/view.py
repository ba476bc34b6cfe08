"""What the panel shows of an alert: its boards and pictures before it is sent, and how far it got afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from controller.alerts import service
from controller.alerts.counts import Counts, Reached, counted, reached_by
from controller.alerts.models import AlertRow
from controller.alerts.sets import alert_of
from controller.bulletins.boards import distinct_geometries, name_of
from controller.devices.service import devices_in, list_devices
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.units.models import Unit
from controller.units.service import get_unit, subtree_ids, tree, units_on
from media.board import Look, alert_pages, draw_alert
from media.picture import encode_webp
from media.text import Geometry
from protocol.alert import Alert
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.words import Words

WORST_FIRST = ("refused", "offline", "not_yet", "rendered")
NO_PAGE = NotFound(
    Words("Cảnh báo không có trang này trên bảng đó.", "The alert has no such page on that board."),
    Words("Mở lại trang cảnh báo.", "Open the page of the alert again."),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit somebody may warn, and how many boards stand in it (with all below it)."""

    unit: Unit
    boards: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What sending a draft will do."""

    alert: Alert
    units: tuple[str, ...]
    """Names of the target units."""
    boards: int
    silent: int
    """How many of them are offline now and will show it when they are back, if it is still in force."""
    speakers: int
    looks: tuple[Preview, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One size of board among the targets and how many pages the alert needs on it."""

    name: str
    geometry: Geometry
    pages: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an alert got. ``received`` boards are working on it, ``silent`` ones said nothing yet."""

    counts: Counts
    received: int
    silent: int
    rows: tuple[Reached, ...]


def choices(session: Session, actor: Actor, on: date) -> list[Choice]:
    """The units of that day in which the actor may alert, the widest first, then by name."""
    units = units_on(session, on, visible_units(session, actor, "alert"))
    standing = Counter(device.unit_id for device in devices_in(session, frozenset(unit.id for unit in units)))
    below = {unit.id: tree(session).subtree(unit.id) for unit in units}
    found = [Choice(unit, sum(standing[one] for one in below[unit.id])) for unit in units]
    return sorted(found, key=lambda choice: -len(below[choice.unit.id]))


def plan(session: Session, actor: Actor, row: AlertRow, now_ms: EpochMs) -> Plan:
    """What confirming this draft will do."""
    targets = service.targets_of(session, row.id)
    reach = frozenset[str]().union(*(subtree_ids(session, one) for one in targets))
    boards = [device for device in list_devices(session, actor, now_ms) if device.unit_id in reach]
    alert = alert_of(session, row)
    return Plan(
        alert=alert,
        units=tuple(get_unit(session, one).name for one in targets),
        boards=len(boards),
        silent=sum(board.state in ("offline", "never") for board in boards),
        speakers=sum(board.kind == "speaker" for board in boards),
        looks=previews(alert, {board.profile for board in boards}),
    )


def previews(alert: Alert, profiles: Iterable[str]) -> tuple[Preview, ...]:
    """How the alert's first text is laid out on each different size of these hardware models."""
    return tuple(
        Preview(name_of(geometry), geometry, len(alert_pages(Look.of(geometry), alert, alert.texts[0])))
        for geometry in distinct_geometries(profiles)
    )


def picture(alert: Alert, geometry: Geometry, page: int, time_zone: str) -> bytes:
    """The WebP of one page of the alert as a board of this geometry will show it; raises :class:`NotFound`."""
    look, text = Look.of(geometry), alert.texts[0]
    if page not in range(len(alert_pages(look, alert, text))):
        raise NO_PAGE
    return encode_webp(draw_alert(look, alert, text, 1, 1, page, time_zone))


def progress(session: Session, alert_id: str, now_ms: EpochMs) -> Progress:
    """How far the alert is now: boards in trouble first, then those that are not done."""
    reached = reached_by(session, alert_id, now_ms)
    counts = counted(reached)
    received = sum(
        one.receipt.expected and one.outcome == "not_yet" and one.receipt.stage is not None for one in reached
    )
    rows = tuple(sorted(reached, key=lambda one: WORST_FIRST.index(one.outcome)))
    return Progress(counts, received, counts.not_yet - received, rows)
