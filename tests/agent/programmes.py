"""Small real manifests for the tests of a device: a picture that fills a board, and an alert."""

from __future__ import annotations

from io import BytesIO

import msgspec
from PIL import Image

from protocol.alert import Alert, AlertText
from protocol.documents import Desired
from protocol.ids import EpochMs, UnitId
from protocol.manifest import Blob, Manifest, PictureItem, Playlist, Rendition
from tests.agent.province import UNIT, Province, now_ms


def picture_blob(province: Province, colour: str, size: tuple[int, int] = (640, 384)) -> Blob:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return province.blob(out.getvalue(), "image/png")


def picture_manifest(province: Province, *colours: str) -> Manifest:
    items = tuple(
        PictureItem(
            id=f"picture-{colour}",
            title=f"Ảnh {colour}",
            duration_ms=2_000,
            renditions=(Rendition(width_px=640, height_px=384, blob=picture_blob(province, colour)),),
        )
        for colour in colours
    )
    playlist = Playlist(id="loop", item_ids=tuple(item.id for item in items))
    return Manifest(unit_name="Phường Bình Phước", items=items, playlists=(playlist,), filler_screen="loop")


def published(province: Province, manifest: Manifest) -> Blob:
    return province.blob(msgspec.json.encode(manifest), "application/json")


def desired(manifest: Blob | None, **changes: object) -> Desired:
    return msgspec.structs.replace(
        Desired(unit_name="Phường Bình Phước", areas=(UnitId(UNIT),), manifest=manifest, snapshot_s=1.0), **changes
    )


def alert(alert_id: str = "flood-1", lives_ms: int = 600_000) -> Alert:
    now = now_ms()
    text = AlertText(language="vi", headline="Lũ quét đang về", instruction="Lên chỗ cao ngay.")
    return Alert(
        id=alert_id,
        status="Actual",
        event="Lũ quét",
        level=4,
        severity="Extreme",
        sent_at_ms=now,
        expires_at_ms=EpochMs(now + lives_ms),
        texts=(text,),
    )
