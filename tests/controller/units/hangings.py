"""One row of everything that hangs on a unit, by the column that names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from controller.alerts.models import AlertRow, AlertTarget
from controller.approval.models import SelfApproval
from controller.db import Row
from controller.devices.models import DeviceTag
from controller.enrolment.models import ClaimToken
from controller.layouts.models import BoardLayout
from controller.lexicon.models import LexiconEntry
from controller.offers.models import ContentAnswer, ContentShare, ContentTarget, UnitOrder
from controller.originals.models import Original
from controller.people.models import ApiToken, User, UserGrant
from controller.proposals.models import Proposal
from controller.publishing.models import Tuning
from controller.schedules.models import Campaign, PlaylistEntry, PlaylistRow, SlotDay, SlotRow, SlotTarget, SlotUnit
from controller.units.models import Unit
from tests.controller.units.province import SHA

BEGAN, LATE = date(2025, 1, 1), 10**14
Make = Callable[[str, int], Row]
"""(unit, the person there) -> a row."""
MADE_BY_FILL = frozenset({"device.unit_id", "user_account.unit_id", "content.unit_id"})
HANGINGS: Mapping[str, Make] = {
    "alert_target.unit_id": lambda unit, _: AlertTarget(alert_id="a", unit_id=unit),
    "api_token.unit_id": lambda unit, who: ApiToken(
        token_sha256=f"t-{unit}", user_id=who, name="x", expires_at_ms=LATE, role="editor", unit_id=unit
    ),
    "board_layout.unit_id": lambda unit, _: BoardLayout(
        id=f"l-{unit}", unit_id=unit, name="Vẽ", zones="[]", changed_at_ms=0
    ),
    "campaign.unit_id": lambda unit, who: Campaign(
        id=f"k-{unit}", unit_id=unit, name="Đợt", changed_by=who, changed_at_ms=0
    ),
    "claim_token.unit_id": lambda unit, _: ClaimToken(
        token_sha256=f"q-{unit}", unit_id=unit, profile="led-p5-640x384", name="LED", expires_at_ms=LATE
    ),
    "content_answer.unit_id": lambda unit, who: ContentAnswer(
        content_id=f"c-{unit}", unit_id=unit, accepted=True, mark="m", answered_by=who, answered_at_ms=0
    ),
    "content_share.unit_id": lambda unit, who: ContentShare(
        content_id=f"c-{unit}", unit_id=unit, shared_by=who, shared_at_ms=0
    ),
    "content_target.unit_id": lambda unit, _: ContentTarget(content_id=f"c-{unit}", unit_id=unit),
    "lexicon_entry.unit_id": lambda unit, who: LexiconEntry(
        id=f"w-{unit}", unit_id=unit, language="vi", written=f"W{unit}", spoken="x", changed_by=who, changed_at_ms=0
    ),
    "original.unit_id": lambda unit, who: Original(
        id=f"o-{unit}",
        unit_id=unit,
        sha256=SHA,
        name="x",
        plain="x",
        form="text",
        kind="bulletin",
        size_bytes=1,
        brought_by=who,
        brought_at_ms=0,
    ),
    "playlist.unit_id": lambda unit, who: PlaylistRow(
        id=f"p-{unit}", unit_id=unit, title="Danh sách", changed_by=who, changed_at_ms=0
    ),
    "proposal.unit_id": lambda unit, who: Proposal(
        id=f"v-{unit}",
        unit_id=unit,
        title="Đề xuất",
        state="submitted",
        document="{}",
        made_from="{}",
        created_by=who,
        created_at_ms=0,
        changed_at_ms=0,
    ),
    "self_approval.unit_id": lambda unit, who: SelfApproval(unit_id=unit, set_at_ms=0, set_by=who, reason="Ít người"),
    "slot.unit_id": lambda unit, who: SlotRow(
        id=f"s-{unit}",
        unit_id=unit,
        title="Khung giờ",
        slot_class="scheduled",
        outputs="both",
        playlist_id=f"p-{unit}",
        rrule="FREQ=DAILY",
        start="17:00",
        duration_min=30,
        first_date=BEGAN,
        campaign_id=f"k-{unit}",
        changed_by=who,
        changed_at_ms=0,
    ),
    "slot_unit.unit_id": lambda unit, _: SlotUnit(slot_id=f"s-{unit}", unit_id=unit),
    "unit_order.unit_id": lambda unit, who: UnitOrder(
        unit_id=unit, slot_class="scheduled", content_ids=f'["c-{unit}"]', ordered_by=who, ordered_at_ms=0
    ),
    "user_grant.unit_id": lambda unit, who: UserGrant(user_id=who, role="technician", unit_id=unit),
}
LATER: Sequence[Make] = (
    lambda unit, _: PlaylistEntry(playlist_id=f"p-{unit}", place=0, content_id=f"c-{unit}"),
    lambda unit, _: SlotTarget(slot_id=f"s-{unit}", kind="device", value=f"b-{unit}"),
    lambda unit, _: SlotDay(slot_id=f"s-{unit}", day=date(2026, 2, 17)),
    lambda unit, _: DeviceTag(device_id=f"b-{unit}", key="chợ", label="Chợ"),
    lambda unit, _: Tuning(owner=f"b-{unit}", volume_percent=40),
)
"""What hangs on those, not on the unit itself."""


def hang(session: Session, units: Sequence[Unit]) -> None:
    """Everything, on each of the units that ``province.fill`` furnished."""
    session.add(AlertRow(**_alert()))
    people: dict[str, int] = dict(session.exec(select(User.login, col(User.id))).all())
    session.flush()
    for make in (*HANGINGS.values(), *LATER):
        session.add_all(make(unit.id, people[f"p-{unit.id}"]) for unit in units)
        session.flush()


def _alert() -> dict[str, object]:
    lasting = {"lasts_ms": LATE, "written_at_ms": 0, "sent_at_ms": 0, "expires_at_ms": LATE}
    return {"id": "a", "state": "active", "status": "Actual", "event": "Lũ", "level": 1, "severity": "Minor", **lasting}
