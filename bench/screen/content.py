"""What the boards of the benchmark show: a bulletin's page, running text, a clip, warnings."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace

from bench.screen.xserver import HEIGHT_PX, WIDTH_PX
from firmware_profiles import Profile
from media.bulletin import encode_pages, read_bulletin
from media.specimen.scene import scene
from media.text import Geometry, paginate
from protocol.alert import Alert, AlertText
from protocol.ids import EpochMs
from protocol.layouts import Ticker
from protocol.manifest import (
    Blob,
    BulletinItem,
    CountdownItem,
    Item,
    Manifest,
    PageSet,
    PictureItem,
    Playlist,
    Rendition,
    Transition,
    VideoItem,
)
from tests.agent.province import now_ms

Keep = Callable[[bytes, str], Blob]
"""Keeps a file of a media type where the board will find it."""
UNIT = "Ủy ban nhân dân xã Bù Gia Mập"
RUNNING_TEXT = (
    "Mỗi ngày, tin tức của xã đến với bà con bằng hai con đường: chữ trên bảng và tiếng nói trên loa. "
    "Bà con chú ý theo dõi lịch tiêm phòng cho trẻ em, lịch cắt điện và dự báo thời tiết trong tuần."
)
SPEED_PX_S = 60
EACH_MS, DAY_MS = 30_000, 86_400_000
NOTICE = """# Thông báo lịch tiêm chủng mở rộng tháng 12

Trạm y tế xã tổ chức tiêm chủng cho trẻ em từ 2 đến 24 tháng tuổi.

- Thời gian: từ 7 giờ 30 đến 11 giờ, ngày 5 và ngày 6
- Địa điểm: nhà văn hóa thôn Bù Lư và trạm y tế xã
- Mang theo sổ tiêm chủng của trẻ

Mọi thắc mắc xin gọi trạm y tế xã trong giờ hành chính.
"""


def still_page(keep: Keep, profile: Profile, *, ticker: bool) -> Manifest:
    """One page of a bulletin that stands for an hour, with or without running text under it."""
    return _playing(notice(keep, profile, NOTICE), ticker=ticker)


def clip(keep: Keep, file: Path, duration_ms: int) -> Manifest:
    """A clip as large as the board, round and round with its sound, and running text under it."""
    blob = keep(file.read_bytes(), "video/mp4")
    rendition = Rendition(width_px=WIDTH_PX, height_px=HEIGHT_PX, blob=blob)
    item = VideoItem(id="phim", title="Phim", duration_ms=duration_ms, has_sound=True, renditions=(rendition,))
    return _playing(item, ticker=True)


def variety(keep: Keep, profile: Profile, file: Path, at_ms: int) -> Manifest:
    """A day's programme in short: a notice, a picture, a clip and a countdown, one fading into the other."""
    photo = BytesIO()
    scene(WIDTH_PX, HEIGHT_PX).seen(0.4).save(photo, "JPEG", quality=90)
    rendition = Rendition(width_px=WIDTH_PX, height_px=HEIGHT_PX, blob=keep(photo.getvalue(), "image/jpeg"))
    picture = PictureItem(id="anh", title="Ảnh", duration_ms=EACH_MS, renditions=(rendition,))
    later = CountdownItem(id="tet", title="Đến Tết", duration_ms=EACH_MS, target_ms=EpochMs(at_ms + 10 * DAY_MS))
    first = notice(keep, profile, NOTICE, EACH_MS)
    items = (first, picture, *clip(keep, file, EACH_MS).items, later)
    alone = _playing(first, ticker=True)
    playlist = Playlist(id="loop", item_ids=tuple(item.id for item in items), transition=Transition(kind="fade"))
    return replace(alone, items=items, playlists=(playlist,), filler_sound=None)


def warning(number: int) -> Alert:
    """One more emergency, in two languages. No two say the same, so that nothing about one is known from another."""
    vietnamese = AlertText(
        language="vi",
        headline=f"Cảnh báo lũ quét khẩn cấp số {number} trên suối Rạt",
        description=f"Mưa {150 + number} mm từ nửa đêm, nước suối dâng nhanh.",
        instruction=f"Di chuyển ngay người và tài sản ở {number} nhà ven suối lên nơi cao. Không đi qua ngầm, tràn.",
        area="Xã Bù Gia Mập",
        sender_name="Ban Chỉ huy phòng thủ dân sự tỉnh",
    )
    english = AlertText(
        language="en", headline=f"Flash flood {number} on Rat stream", instruction="Move to high ground now."
    )
    return emergency(number, vietnamese, english)


def emergency(number: int, *texts: AlertText) -> Alert:
    """A warning of level 4 with these texts, in force for ten minutes from now."""
    now = now_ms()
    return Alert(
        id=f"lu-quet-{number}",
        status="Actual",
        event="Lũ quét",
        level=4,
        severity="Extreme",
        sent_at_ms=now,
        expires_at_ms=EpochMs(now + 600_000),
        texts=texts,
    )


def notice(keep: Keep, profile: Profile, text: str, duration_ms: int = 3_600_000) -> BulletinItem:
    """``text`` laid out for the board; its first page alone, for so long."""
    shown = profile.geometry
    if shown is None:
        raise AssertionError(profile.name)
    paged = paginate(read_bulletin(text), Geometry(*shown))
    blob = keep(encode_pages(paged), "application/json")
    pages = PageSet(width_px=shown.width_px, height_px=shown.height_px, blob=blob, durations_ms=(duration_ms,))
    return BulletinItem(id="tiem-chung", title="Lịch tiêm chủng", pages=(pages,))


def _playing(item: Item, *, ticker: bool) -> Manifest:
    return Manifest(
        unit_name=UNIT,
        items=(item,),
        playlists=(Playlist(id="loop", item_ids=(item.id,)),),
        filler_screen="loop",
        filler_sound="loop",
        tickers=(Ticker(text=RUNNING_TEXT),) if ticker else (),
        ticker_speed_px_s=SPEED_PX_S,
    )
