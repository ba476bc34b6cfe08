"""Content for a screen: made by the project's own tools, kept in a folder by hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from agent.player.lip_sync import LipSync
from agent.player.ports import Event, ScreenScene
from agent.screen.assembly import stage_on
from agent.screen.clock import Moment
from agent.screen.telling import Telling
from agent.screen.window import Window
from firmware_profiles import Profile
from media.board import Look
from media.bulletin import encode_pages, read_bulletin
from media.frame import Painter
from media.picture import encode_jpeg
from media.text import Geometry, paginate
from protocol.alert import Alert, AlertText
from protocol.ids import EpochMs
from protocol.layouts import Ticker
from protocol.manifest import Blob, BulletinItem, PageSet, PictureItem, Rendition, VideoItem
from protocol.programme_types import Screen, ShowItem, ShowSide

MORNING_MS = EpochMs(1_795_386_600_000)
"""2026-11-22T22:30:00Z, which is 05:30:00 in Viet Nam."""
UNIT = "Ủy ban nhân dân xã Bù Gia Mập"
TEXT = "# Thông báo\n\nNhân dân chú ý Ễ Ộ Ậ ỗ.\n\n" + "Nội dung của thông báo được trình bày thành nhiều trang. " * 60


class Blobs:
    """Files by hash in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, sha256: str) -> Path | None:
        path = self.folder / sha256
        return path if path.is_file() else None

    def keep(self, data: bytes, media_type: str) -> Blob:
        sha256 = hashlib.sha256(data).hexdigest()
        (self.folder / sha256).write_bytes(data)
        return Blob(sha256=sha256, size_bytes=len(data), media_type=media_type, url=f"/media/{sha256}")


def picture(blobs: Blobs, profile: Profile, colour: tuple[int, int, int], name: str = "anh") -> PictureItem:
    shown = profile.geometry
    assert shown
    image = Image.new("RGB", (shown.width_px, shown.height_px), colour)
    return picture_of(blobs, profile, encode_jpeg(image), name)


def picture_of(blobs: Blobs, profile: Profile, data: bytes, name: str) -> PictureItem:
    shown = profile.geometry
    assert shown
    blob = blobs.keep(data, "image/jpeg")
    rendition = Rendition(width_px=shown.width_px, height_px=shown.height_px, blob=blob)
    return PictureItem(id=name, title=name, duration_ms=10_000, renditions=(rendition,))


def clip_of(blobs: Blobs, profile: Profile, path: Path, duration_ms: int) -> VideoItem:
    shown = profile.geometry
    assert shown
    blob = blobs.keep(path.read_bytes(), "video/mp4")
    rendition = Rendition(width_px=shown.width_px, height_px=shown.height_px, blob=blob)
    return VideoItem(id="clip", title="Clip", duration_ms=duration_ms, has_sound=False, renditions=(rendition,))


def bulletin(blobs: Blobs, profile: Profile, text: str = TEXT) -> BulletinItem:
    shown = profile.geometry
    assert shown
    paged = paginate(read_bulletin(text), Geometry(*shown))
    pages = PageSet(
        width_px=shown.width_px,
        height_px=shown.height_px,
        blob=blobs.keep(encode_pages(paged), "application/json"),
        durations_ms=tuple(page.duration_ms for page in paged.pages),
    )
    return BulletinItem(id="ban-tin", title="Thông báo", pages=(pages,))


def alert(name: str = "lu-quet", *, status: str = "Actual", texts: tuple[AlertText, ...] = ()) -> Alert:
    vietnamese = AlertText(
        language="vi",
        headline="Cảnh báo lũ quét khẩn cấp",
        description="Nước suối dâng nhanh trong đêm.",
        instruction="Di chuyển ngay lên nơi cao.",
        area="Xã Bù Gia Mập",
    )
    return Alert(
        id=name,
        status=status,
        event="Lũ quét",
        level=4,
        severity="Severe",
        sent_at_ms=MORNING_MS,
        expires_at_ms=EpochMs(MORNING_MS + 3_600_000),
        texts=texts or (vietnamese,),
    )


def scene(
    show: Screen,
    at_ms: int = MORNING_MS,
    *,
    upcoming: Screen = None,
    tickers: tuple[str, ...] = (),
    brightness: int = 100,
    languages: tuple[str, ...] = ("vi",),
    sides: tuple[ShowSide, ...] = (),
) -> ScreenScene:
    return ScreenScene(
        at_ms=EpochMs(at_ms),
        show=show,
        upcoming=upcoming,
        tickers=tuple(Ticker(text=text) for text in tickers),
        ticker_speed_px_s=60,
        unit_name=UNIT,
        time_zone="Asia/Ho_Chi_Minh",
        clock="trusted",
        brightness_percent=brightness,
        languages=languages,
        sides=sides,
    )


class Switched:
    """A panel's switch that remembers what it was told."""

    name = "remembered"
    trouble = None

    def __init__(self) -> None:
        self.told: list[str] = []

    def on(self) -> None:
        self.told.append("on")

    def off(self) -> None:
        self.told.append("off")

    def close(self) -> None:
        self.told.append("close")


class Theatre:
    """A stage whose clock the test turns and whose preparing happens when the test says so."""

    def __init__(self, profile: Profile, blobs: Blobs, on_frame: Callable[[], None] = lambda: None) -> None:
        assert profile.screen
        self.events: list[Event] = []
        self.blobs = blobs
        self.window = Window(profile.screen, headless=True)
        self.painter = Painter(Look.of(Geometry(*profile.screen.shown)), lambda sha256: blobs.path_of(sha256))
        self.lip_sync = LipSync()
        self.power = Switched()
        self.telling = Telling(self.events.append, self.painter.size, lambda job: job())
        self.now_ms = int(MORNING_MS)
        self.stage, self.preparer = stage_on(
            self.window,
            self.power,
            self.painter,
            self.telling,
            self.lip_sync,
            on_frame,
            profile.screen.fps,
            lambda: self.now_ms / 1000,
        )
        self.log = self.stage.log

    def prepare(self) -> None:
        while self.preparer.prepare_next():
            pass

    def take(self, new: ScreenScene) -> None:
        self.stage.take(new, self._moment(self.now_ms))

    def at(self, now_ms: int) -> Image.Image:
        """What is on the screen at ``now_ms``."""
        self.step(now_ms)
        return self.window.picture()

    def step(self, now_ms: int) -> int | None:
        self.now_ms = now_ms
        return self.stage.step(self._moment(now_ms))

    def told(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def close(self) -> None:
        self.stage.leave(self._moment(self.now_ms))
        self.preparer.stop()
        self.window.close()

    def _moment(self, now_ms: int) -> Moment:
        return Moment(EpochMs(now_ms), now_ms)


def item(content: PictureItem | BulletinItem | VideoItem, began_ms: int = MORNING_MS, page: int = 0) -> ShowItem:
    return ShowItem(content, "buoi-sang", page, EpochMs(began_ms))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference a pixel and channel (0 to 255) after both were softened as eyes at a distance do."""
    from PIL import ImageChops, ImageFilter, ImageStat

    assert one.size == other.size
    soft = [image.filter(ImageFilter.BoxBlur(2)) for image in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*soft)).mean) / 3
