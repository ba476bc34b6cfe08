"""What whoever saves a slot is told: it is saved all the same, but something of it will not be heard or seen so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, or_, select

from controller.bulletins.models import Content
from controller.publishing.chain import all_tunings, chain_of, tuned
from controller.publishing.hours import hours_of
from controller.publishing.slot_rooms import OnBoard, boards_meant
from controller.publishing.staging import why_not, worked_out
from controller.schedules.clashes import Clash, clashes
from controller.schedules.models import Campaign, SlotRow
from controller.schedules.plan import Planned
from controller.schedules.reading import planned_of, plans_of
from controller.schedules.targets import Targets
from controller.units.service import ancestors, subtree_ids
from protocol.documents import Desired, Window
from protocol.ids import EpochMs
from protocol.recurrence import window_spans
from protocol.spans import Span, merged
from protocol.words import Words


def notices(session: Session, row: SlotRow, today: date, time_zone: str) -> list[Words]:
    """About one slot as it is written now, in the order in which they matter."""
    [planned] = planned_of(session, [row])
    campaign = session.get(Campaign, row.campaign_id) if row.campaign_id else None
    is_on = row.active and (campaign is None or campaign.active)
    found = _clashes(session, planned, today, time_zone) if is_on else []
    return [
        *_empty(session, planned, today),
        *_outside(session, planned, time_zone),
        *_refusing(session, planned, today),
        *(_told(planned, one, time_zone) for one in found),
    ]


def _empty(session: Session, planned: Planned, today: date) -> Iterator[Words]:
    lasts = or_(col(Content.last_date).is_(None), col(Content.last_date) >= today)
    on_air = select(Content.id).where(col(Content.state) == "published", lasts)
    if session.exec(on_air.where(col(Content.id).in_(planned.content_ids)).limit(1)).first() is None:
        yield Words(
            "Chưa có nội dung nào đang phát hành, nên khung giờ này chưa phát gì.",
            "Nothing of it is on the air, so this slot plays nothing yet.",
        )


def _outside(session: Session, planned: Planned, time_zone: str) -> Iterator[Words]:
    """By the hours of the unit itself; those below may have others."""
    if "sound" not in planned.outputs:
        return
    windows = windows_of(session, planned.unit_id)
    if _covered(planned, windows, time_zone):
        return
    said = [hours_of(one) for one in windows]
    told = ", ".join(f"{one.start}–{one.end}" for one in said)
    yield Words(
        f"Loa chỉ mở {told or 'khi khẩn cấp'}: phần ngoài giờ đó không nghe được.",
        f"Loudspeakers are open {told or 'in emergencies'} only: what is outside is not heard.",
    )


def _refusing(session: Session, planned: Planned, today: date) -> Iterator[Words]:
    """The kinds of board that can't have the layout of the slot, and why, each once."""
    if planned.layout is None:
        return
    boards = boards_meant(session, plans_of(session, [planned]), today)
    told = {_kept(one, why) for one in boards if (why := _why_not(session, one, boards[one])) is not None}
    yield from sorted(told, key=lambda one: one.vi)


def _why_not(session: Session, one: OnBoard, units: Collection[str]) -> Words | None:
    refusal = why_not(one.setting, one.geometry)
    if refusal is not None:
        problem, remedy = refusal.problem, refusal.remedy
        return Words(f"{problem.vi} {remedy.vi}", f"{problem.en} {remedy.en}")
    if worked_out(one.setting, one.geometry, with_side=False) is None and not _fills(session, units):
        return Words(
            "Cột bên chưa có gì để chiếu: phát hành một bản tin lấp chỗ trống.",
            "Its side column has nothing to show: publish a filler.",
        )
    return None


def _kept(one: OnBoard, why: Words) -> Words:
    size = f"{one.geometry.width_px}×{one.geometry.height_px}"
    return Words(
        f"Bảng {size} vẫn giữ bố cục thường ngày trong khung giờ này. {why.vi}",
        f"Boards of {size} keep their usual layout in this slot. {why.en}",
    )


def _fills(session: Session, units: Collection[str]) -> bool:
    """Whether something of these units fills screens."""
    meant = col(Content.state) == "published", col(Content.slot_class) == "filler", col(Content.placement) == "loop"
    return session.exec(select(Content.id).where(*meant, col(Content.unit_id).in_(units)).limit(1)).first() is not None


def windows_of(session: Session, unit_id: str) -> tuple[Window, ...]:
    """When loudspeakers of the unit may be heard."""
    units = ancestors(session, unit_id)
    return tuned(Desired(unit_name="", areas=()), chain_of(all_tunings(session), "", units)).sound_windows


def _covered(planned: Planned, windows: Sequence[Window], time_zone: str) -> bool:
    begin = datetime.combine(planned.first, datetime.min.time(), ZoneInfo(time_zone))
    hour, _, minute = planned.start.partition(":")
    begin_ms = int(begin.timestamp() * 1000) + (int(hour) * 60 + int(minute)) * 60_000
    wanted = Span(EpochMs(begin_ms), EpochMs(begin_ms + planned.duration_min * 60_000))
    open_ms = merged(window_spans(windows, time_zone, wanted.begin_ms))
    return any(one.common(wanted) == wanted for one in open_ms)


def _clashes(session: Session, planned: Planned, today: date, time_zone: str) -> list[Clash]:
    """With slots of the same unit that are on and mean some of the same places."""
    campaign_is_on = or_(col(SlotRow.campaign_id).is_(None), col(Campaign.active))
    same = (SlotRow.unit_id == planned.unit_id, SlotRow.slot_class == planned.slot_class, SlotRow.id != planned.id)
    query = select(SlotRow).outerjoin(Campaign, col(Campaign.id) == SlotRow.campaign_id).where(*same, SlotRow.active)
    rows = session.exec(query.where(campaign_is_on).order_by(SlotRow.id)).all()
    others = planned_of(session, rows) if rows else []
    near = [one for one in others if _meet(session, planned.targets, one.targets)]
    return clashes(planned, near, today, time_zone)


def _meet(session: Session, mine: Targets, theirs: Targets) -> bool:
    """Whether their places have something in common, as far as units tell."""
    if mine.devices and theirs.devices and not mine.units and not theirs.units:
        return bool(mine.devices & theirs.devices)
    if not mine.units or not theirs.units:
        return True
    below = [frozenset[str]().union(*(subtree_ids(session, one) for one in some.units)) for some in (mine, theirs)]
    return bool(below[0] & below[1])


def _told(planned: Planned, clash: Clash, time_zone: str) -> Words:
    zone = ZoneInfo(time_zone)
    begin, end = (datetime.fromtimestamp(edge / 1000, zone) for edge in clash.span)
    at = f"{begin:%H:%M}–{end:%H:%M} {begin:%d/%m/%Y}"
    other = clash.second if clash.first.id == planned.id else clash.first
    if clash.first.id == planned.id:
        return Words(
            f"Trùng giờ với “{other.title}” ({at}): khung này được phát vì lập trước, “{other.title}” thì không.",
            f"At the same time as {other.title!r} ({at}): this one is on, being the older; {other.title!r} is not.",
        )
    return Words(
        f"Trùng giờ với “{other.title}” ({at}): “{other.title}” được phát vì lập trước, khung này thì không.",
        f"At the same time as {other.title!r} ({at}): {other.title!r} is on, being the older; this one is not.",
    )
