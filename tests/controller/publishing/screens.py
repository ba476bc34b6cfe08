"""Settings of screens for tests."""

from __future__ import annotations

from hypothesis import strategies as st

from controller.publishing.setting import BoardSetting
from media.board import TEMPLATES
from protocol.documents import PercentWindow, Window

NIGHT = PercentWindow(start="19:00", minutes=600, percent=40)
LATE = Window(start="22:30", minutes=360)
hour_minutes = st.integers(0, 1439).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
lengths = st.integers(1, 1439)
bright = st.builds(PercentWindow, start=hour_minutes, minutes=lengths, percent=st.integers(1, 100))
loud = st.builds(PercentWindow, start=hour_minutes, minutes=lengths, percent=st.integers(0, 100))
off = st.builds(Window, start=hour_minutes, minutes=lengths)
payloads = st.sampled_from(["", "https://dichvucong.gov.vn", "0271 3879 999", "Gọi: 0271 3879 999"])
captions = st.sampled_from(["", "Dịch vụ công", "ស្រុក"])

settings = st.builds(
    BoardSetting,
    volume_percent=st.none() | st.integers(0, 100),
    volume_windows=st.none() | st.lists(loud, max_size=3).map(tuple),
    emergency_volume_percent=st.none() | st.integers(10, 100),
    sound_delay_ms=st.none() | st.integers(0, 60_000),
    brightness_percent=st.none() | st.integers(1, 100),
    brightness_windows=st.none() | st.lists(bright, max_size=3).map(tuple),
    emergency_brightness_percent=st.none() | st.integers(10, 100),
    screen_off_windows=st.none() | st.lists(off, max_size=3).map(tuple),
    layout=st.none() | st.sampled_from(list(TEMPLATES)),
    transition=st.none() | st.sampled_from(["cut", "fade", "wipe"]),
    qr_payload=st.none() | payloads,
    qr_caption=st.none() | captions,
    ticker_languages=st.none() | st.lists(st.sampled_from(["vi", "km", "en"]), max_size=3).map(tuple),
    ticker_speed_px_s=st.none() | st.integers(10, 600),
)
