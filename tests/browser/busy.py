"""A province at work: something on every list, with names as long as they are in life."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from msgspec import structs
from PIL import Image
from sqlmodel import Session, select

from controller.alerts import service as alerts
from controller.approval.models import ApprovalStep
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.clock import day_of, wall_ms
from controller.db import insert_into, run_many, session_scope
from controller.devices.models import Device, FaultRow, PlayRow
from controller.layouts import service as layouts
from controller.lexicon.models import LexiconEntry
from controller.library.workshop import workshop_of
from controller.offers.models import ContentShare
from controller.originals.models import Original
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.service import actor_of, create_user
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.schedules.campaigns import save_campaign
from controller.schedules.draft import CampaignDraft, PlaylistDraft, SlotDraft
from controller.schedules.kinds import Timed
from controller.schedules.plan import Entry
from controller.schedules.playlists import save_playlist
from controller.schedules.service import save_slot
from controller.snapshots.service import keep
from controller.status.models import DeviceStatus
from controller.units import events
from controller.units.order import NewUnit, Order
from media.board import SketchZone
from protocol.ids import EpochMs
from tests.controller.alerts.flood import flood
from tests.controller.places import NORTH as COMMUNE
from tests.controller.places import SOUTH
from tests.controller.web.running import CITY, PASSWORD, Running
from tests.media.word.papers import paper, picture, saved

ZONE = "Asia/Ho_Chi_Minh"
PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone=ZONE)
A_DAY_MS = 24 * 3600 * 1000
LONG = "Thông báo lịch tiêm chủng mở rộng, uống vitamin A và cân trẻ dưới 5 tuổi tại Trạm Y tế và các điểm trường"
TITLES = (
    LONG,
    "Kế hoạch ra quân tổng vệ sinh môi trường, khơi thông cống rãnh phòng, chống sốt xuất huyết",
    "Lịch cúp điện",
    "Chi trả trợ cấp người có công và đối tượng bảo trợ xã hội tháng 12",
)
STATES = ("published", "draft", "returned", "approved", "expired", "withdrawn", "submitted")
CATEGORIES = ("policy", None)
MANY = 52
"""More than a page of a list holds."""


@dataclass(frozen=True, slots=True)
class Busy:
    """Ids of what stands in the province."""

    bulletin: str
    word: str
    waiting: str
    playlist: str
    slot: str
    layout: str
    alert: str
    draft: str
    original: str
    person: int


def furnish(panel: Running, folder: Path) -> Busy:
    """Fills a province that has only people and a few devices yet."""
    engine, now_ms = panel.app.state.engine, wall_ms()
    today = day_of(now_ms, ZONE)
    with session_scope(engine) as session:
        _devices(session, now_ms)
        person = _people(session)
    workshop = workshop_of(panel.app.state.settings, engine)
    text, options = folder / "tin.txt", Options(today, today + timedelta(30), source="Ủy ban nhân dân xã")
    silent = replace(options, spoken=False)
    text.write_text(f"{LONG}\n\n" + "Bà con mang theo sổ tiêm chủng. Trẻ sốt thì hoãn lại. " * 12, "utf-8")
    [bulletin] = publish_files(workshop, THE_SYSTEM, [Upload(text, text.name)], CITY, options)
    offered = replace(silent, title="Lịch tuyển quân năm 2027 của Ban Chỉ huy quân sự", flow="offered")
    publish_files(workshop, THE_SYSTEM, [Upload(text, text.name)], CITY, offered)
    document = paper()
    document.add_heading("Lịch thu gom rác thải sinh hoạt trên địa bàn phường", 1)
    document.add_paragraph("Bà con để rác trước cổng lúc 17 giờ.")
    document.add_picture(picture(folder))
    [word] = publish_files(workshop, THE_SYSTEM, [Upload(saved(document, folder), "rac.docx")], COMMUNE, silent)
    photo = folder / "anh.png"
    Image.new("RGB", (320, 180), "seagreen").save(photo)
    publish_files(workshop, THE_SYSTEM, [Upload(photo, "Ảnh lễ ra quân làm sạch kênh rạch.png")], COMMUNE, options)
    with session_scope(engine, writes=False) as session:
        editor = actor_of(session, session.exec(select(User).where(User.login == "editor")).one())
    text.write_text("Họp tổ dân phố\n\nTối thứ Bảy, 19 giờ, tại nhà văn hóa.", "utf-8")
    waits = replace(options, upto="submitted", slot_class="priority", last_date=None)
    [waiting] = publish_files(workshop, editor, [Upload(text, text.name)], COMMUNE, waits)
    with session_scope(engine) as session:
        _contents(session, bulletin, today, now_ms)
        playlist, slot = _schedules(session, bulletin.id, today, now_ms)
        zones = (
            SketchZone(kind="main", left=0, top=0, width=700, height=1000),
            SketchZone(kind="side", left=700, top=0, width=300, height=1000),
        )
        layout = layouts.add(session, THE_SYSTEM, COMMUNE, "Chợ và bến xe trung tâm phường", zones, now_ms).id
        original = _originals(session, bulletin.original_sha256, now_ms)
        alert, draft = _alerts(session, now_ms)
        _words(session, now_ms)
        _unit_events(session, today, now_ms)
        _spoken_nowhere(session)
        keep(session, folder, "board-01", _picture(), "image/webp", "bulletin", now_ms)
    republish(workshop, PACE)
    return Busy(
        bulletin=bulletin.id,
        word=word.id,
        waiting=waiting.id,
        playlist=playlist,
        slot=slot,
        layout=layout,
        alert=alert,
        draft=draft,
        original=original,
        person=person,
    )


def _devices(session: Session, now_ms: EpochMs) -> None:
    for number in range(MANY):
        unit_id = (COMMUNE, SOUTH)[number % 2]
        known = {
            "profile": "speaker-cluster",
            "kind": "speaker",
            "public_key": "-",
            "enrolled_at_ms": now_ms - A_DAY_MS,
        }
        name = f"Cụm loa số {number} nhà văn hóa khu phố Phú Thanh, đường Nguyễn Huệ nối dài"
        session.add(Device(id=f"loa-{number:03}", name=name, unit_id=unit_id, **known))
    session.flush()
    heard = {"online": True, "sid": "sid-1", "languages": '["vi", "sti", "km"]', "profile": "speaker-cluster"}
    for number in range(MANY // 2):
        faults = '["disk-full"]' if number % 9 == 0 else "[]"
        seen_ms = now_ms - (0 if number % 3 else A_DAY_MS)
        session.add(DeviceStatus(device_id=f"loa-{number:03}", last_seen_ms=seen_ms, faults=faults, **heard))
    for seq in range(12):
        proof = {"frame_sha256": f"{seq:x}" * 64, "rms_dbfs": -23.4}
        began_ms = now_ms - seq * 60_000
        play = {"item_id": "bulletin-1", "output": ("screen", "sound")[seq % 2], "lasted_ms": 42_000}
        session.add(PlayRow(device_id="board-01", seq=seq, began_ms=began_ms, **play, **proof))
    for seq in range(3):
        fault = FaultRow(device_id="board-01", seq=seq, code="screen-no-display", detail="HDMI-1", at_ms=now_ms - seq)
        session.add(fault)
    session.flush()


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (320, 180), "steelblue").save(made, "webp")
    return made.getvalue()


def _people(session: Session) -> int:
    for number in range(MANY):
        name = f"Nguyễn Thị Hoàng Kim Ngọc Phương {number}"
        known = {"password": PASSWORD, "role": "editor", "unit_id": COMMUNE}
        made = create_user(session, THE_SYSTEM, login=f"vanhoaxa{number}", full_name=name, **known)
    return made.id or 0


def _contents(session: Session, like: Content, today: date, now_ms: EpochMs) -> None:
    editor = session.exec(select(User).where(User.login == "editor")).one()
    rows = []
    for number in range(MANY * 2):
        state = STATES[number % len(STATES)]
        rows.append(
            {
                "id": f"bulletin-{number:05}",
                "kind": "bulletin",
                "form": "text",
                "title": TITLES[number % len(TITLES)],
                "source": "Trung tâm Văn hóa, Thông tin và Thể thao",
                "slot_class": ("scheduled", "priority", "live", "filler")[number % 4],
                "first_date": today - timedelta(number % 9),
                "last_date": today + timedelta(20) if number % 2 else None,
                "unit_id": (CITY, COMMUNE, SOUTH)[number % 3],
                "state": state,
                "original_sha256": like.original_sha256,
                "created_by": editor.id,
                "created_at_ms": now_ms - number * 1_000,
                "changed_at_ms": now_ms - number * 60_000,
                "published_at_ms": now_ms - A_DAY_MS if state == "published" else 0,
            }
        )
    run_many(session, insert_into(session, Content), rows)
    for row in rows:
        if row["state"] == "returned":
            step = {
                "act": "return",
                "from_state": "submitted",
                "to_state": "returned",
                "digest": "0" * 64,
                "judged": "{}",
            }
            reason = "Ghi rõ giờ, địa điểm của từng điểm tiêm và số điện thoại Trạm Y tế để bà con hỏi khi cần."
            session.add(ApprovalStep(content_id=row["id"], number=1, at_ms=now_ms, reason=reason, **step))
    session.add(ContentShare(content_id=like.id, unit_id=CITY, shared_at_ms=now_ms))
    for row in rows[:: len(STATES)]:
        if row["unit_id"] == SOUTH:
            session.add(ContentShare(content_id=row["id"], unit_id=CITY, shared_at_ms=now_ms))
    session.flush()


def _schedules(session: Session, content_id: str, today: date, now_ms: EpochMs) -> tuple[str, str]:
    campaign = CampaignDraft(CITY, "Tháng cao điểm bảo đảm trật tự, an toàn giao thông và phòng cháy, chữa cháy")
    campaign_id = save_campaign(session, THE_SYSTEM, campaign, now_ms).id
    for number in range(8):
        title = f"Bản tin buổi sáng số {number} của Trung tâm Văn hóa, Thông tin và Thể thao"
        entries = tuple(Entry(content_id) for _ in range(4))
        playlist = save_playlist(session, THE_SYSTEM, PlaylistDraft(CITY, title, entries), now_ms).id
    for number in range(MANY):
        title = f"Tiếp âm chương trình thời sự và bản tin kinh tế, xã hội buổi {number}"
        when = f"{number % 24:02}:15"
        draft = SlotDraft(CITY, title, today, when, 30, playlist_id=playlist, campaign_id=campaign_id)
        slot_class: Timed = "priority" if number % 2 else "scheduled"
        varied = replace(draft, slot_class=slot_class, active=number % 5 > 0, outputs="sound")
        slot = save_slot(session, THE_SYSTEM, varied, now_ms).id
    return playlist, slot


def _originals(session: Session, sha256: str, now_ms: EpochMs) -> str:
    for number in range(MANY):
        name = f"Kế hoạch số {number}-KH-UBND về việc tổ chức Ngày hội Đại đoàn kết toàn dân tộc.docx"
        known = {"sha256": sha256, "form": "text", "kind": "document", "size_bytes": 4_200_000, "plain": "ke hoach"}
        trashed_at_ms = now_ms - A_DAY_MS if number % 3 == 0 else None
        at = {"brought_at_ms": now_ms - number * 60_000, "trashed_at_ms": trashed_at_ms}
        session.add(Original(id=f"file-{number:03}", unit_id=COMMUNE, name=name, **known, **at))
    session.flush()
    return "file-001"


def _alerts(session: Session, now_ms: EpochMs) -> tuple[str, str]:
    texts = tuple(structs.replace(text, headline=LONG) for text in flood().texts)
    for level in (1, 2, 3, 4, 5):
        told = flood(level=level, status="Exercise" if level % 2 else "Actual", texts=texts, unit_ids=(SOUTH,))
        ended = alerts.write(session, THE_SYSTEM, told, now_ms)
        alerts.confirm(session, THE_SYSTEM, ended.id, EpochMs(now_ms - level * A_DAY_MS))
        alerts.lift(session, THE_SYSTEM, ended.id, EpochMs(now_ms - level * A_DAY_MS + 1_000))
    sent = alerts.write(session, THE_SYSTEM, flood(unit_ids=(COMMUNE, SOUTH)), now_ms)
    alerts.confirm(session, THE_SYSTEM, sent.id, now_ms)
    return sent.id, alerts.write(session, THE_SYSTEM, flood(unit_ids=(COMMUNE,)), now_ms).id


def _words(session: Session, now_ms: EpochMs) -> None:
    for number in range(MANY):
        known = {"language": "vi", "note": "Theo đề nghị của Phòng Văn hóa – Xã hội", "changed_at_ms": now_ms}
        said = f"ủy ban nhân dân số {number}"
        session.add(LexiconEntry(id=f"w{number}", unit_id=CITY, written=f"UBND{number}", spoken=said, **known))
    session.flush()


def _unit_events(session: Session, today: date, now_ms: EpochMs) -> None:
    for number, unit_id in enumerate((COMMUNE, SOUTH)):
        code = unit_id.partition("-")[0]
        new = NewUnit(code=code, name=f"Phường mới số {number}", kind="Phường")
        day = today + timedelta(40 + number)
        into = {unit_id: f"{code}-{day:%Y%m%d}"}
        basis = "Nghị quyết số 1662/NQ-UBTVQH15 ngày 16/6/2025 của Ủy ban Thường vụ Quốc hội"
        order = Order(kind="rename", effective=day, begins=(new,), into=into, basis=basis)
        events.order_event(session, THE_SYSTEM, order, now_ms, ZONE)


def _spoken_nowhere(session: Session) -> None:
    for device_id in ("board-01", "speaker-01"):
        status = session.get_one(DeviceStatus, device_id)
        status.languages = '["vi", "sti", "cmo", "km"]'
        session.add(status)
    session.flush()
