"""Three devices and what they say."""

from __future__ import annotations

from sqlmodel import Session

from controller.clock import wall_ms
from controller.status.service import Heard, record_heartbeats
from protocol.ids import DeviceId
from protocol.uplink import Showing, Status

BOARDS = {
    "led-01": ("Màn hình LED ngã tư", "led-p5-640x384", "screen"),
    "board-01": ("Bảng tin phường", "bulletin-1080p", "board"),
    "speaker-01": ("Cụm loa khu phố 1", "speaker-cluster", "speaker"),
}
SID = "sid-00000001"


def hear(session: Session, device_id: str, title: str = "Lịch tiêm chủng", screen: str = "") -> None:
    """A heartbeat of this device, just now."""
    now_ms = wall_ms()
    status = Status(
        sid=SID,
        online=True,
        seq=now_ms,
        at_ms=now_ms,
        clock="trusted",
        profile=BOARDS[device_id][1],
        showing=Showing(title=title, screen=screen),
    )
    record_heartbeats(session, [(DeviceId(device_id), Heard(status, now_ms))])
