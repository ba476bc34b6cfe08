"""The three boards of the demo province."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Board:
    """One device to be: ``slug`` names its folder, ``unit_id`` is the unit that owns it."""

    slug: str
    profile: str
    unit_id: str
    name: str
    has_screen: bool
    has_sound: bool


BOARDS = (
    Board("led", "led-p5-640x384", "25396-20250701", "Màn hình LED trung tâm Bù Đăng", True, False),
    Board("bulletin", "bulletin-1080p", "25195-20250701", "Bảng tin điện tử phường Bình Phước", True, True),
    Board("speaker", "speaker-cluster", "25357-20260430", "Cụm loa khu phố 1, Tân Khai", False, True),
)
