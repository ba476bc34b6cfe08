"""What the panel calls the fields of a change, and how it tells their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from controller.bulk.change import TAGS, UNIT
from controller.publishing.hours import hours_of
from protocol.documents import PercentWindow, Window
from protocol.words import Words

FIELDS: Mapping[str, Words] = {
    TAGS: Words("Nhãn", "Labels"),
    UNIT: Words("Chuyển sang đơn vị", "Move to the unit"),
    "layout": Words("Bố cục", "Layout"),
    "transition": Words("Chuyển hình", "Change of pictures"),
    "qr_payload": Words("Mã QR", "QR code"),
    "qr_caption": Words("Dòng chữ dưới mã QR", "Words under the QR code"),
    "ticker_languages": Words("Chữ chạy bằng các thứ tiếng", "Languages of running text"),
    "ticker_speed_px_s": Words("Tốc độ chữ chạy", "Speed of running text"),
    "volume_percent": Words("Âm lượng thường ngày", "Volume"),
    "volume_windows": Words("Giờ vặn to, vặn nhỏ", "Hours of another volume"),
    "emergency_volume_percent": Words("Âm lượng khi cảnh báo", "Volume of alerts"),
    "sound_delay_ms": Words("Phát chậm hơn", "Delay of sound"),
    "brightness_percent": Words("Độ sáng ban ngày", "Brightness"),
    "brightness_windows": Words("Độ sáng theo giờ", "Hours of another brightness"),
    "emergency_brightness_percent": Words("Độ sáng khi cảnh báo", "Brightness of alerts"),
    "screen_off_windows": Words("Giờ tắt màn hình", "Hours off"),
}
"""In the order in which the form has them."""
AS_ABOVE = Words("theo đơn vị cấp trên", "as the unit above")
NONE = Words("không có", "none")
_UNITS = {"percent": " %", "ms": " ms", "s": " px/s"}
_TRANSITIONS = {
    "cut": Words("đổi ngay", "at once"),
    "fade": Words("mờ dần", "fade"),
    "wipe": Words("kéo ngang", "wipe"),
}


def told(name: str, value: Any, layouts: Mapping[str, Words]) -> Words:
    """A value for people; ``layouts`` are what layouts are called."""
    if value is None:
        return AS_ABOVE
    if value in ((), ""):
        return NONE
    if name == "layout":
        return layouts.get(value, Words(value, value))
    if name == "transition":
        return _TRANSITIONS[value]
    text = ", ".join(_one(one) for one in value) if isinstance(value, tuple) else f"{value}{_unit(name)}"
    return Words(text, text)


def _one(value: str | Window | PercentWindow) -> str:
    if isinstance(value, str):
        return value
    said = hours_of(value)
    percent = f": {value.percent} %" if isinstance(value, PercentWindow) else ""
    return f"{said.start}–{said.end}{percent}"


def _unit(name: str) -> str:
    return _UNITS.get(name.rpartition("_")[2], "")
