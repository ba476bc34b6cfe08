"""Publishing what loudspeakers relay: a station, or a sound input of their own device."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from controller.bulletins.checks import check_days, check_title
from controller.bulletins.draft import Options, Prepared, Upload
from controller.bulletins.jobs import boards_to_render_for, take_in
from controller.bulletins.kind_forms import MOST_STATION_MIN
from controller.bulletins.kinds import Kind
from controller.bulletins.models import Content
from controller.bulletins.originals import keep_original, kept_draft
from controller.bulletins.recordings import sound_of
from controller.bulletins.service import find
from controller.db import session_scope
from controller.library import service as library
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.stations.address import checked_station
from protocol.errors import InvalidInput
from protocol.manifest import INPUT_NAME, Blob
from protocol.words import Words

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Station:
    """A station relayed for ``minutes`` each time it is its turn.

    While it is gone or silent loudspeakers play ``fallback``, a file or the id of a published recording, or nothing.
    """

    url: str
    minutes: int
    fallback: Upload | str | None = None


@dataclass(frozen=True, slots=True)
class LineIn:
    """A sound input, by the name that profiles of devices give it; the rest as of a :class:`Station`."""

    input: str
    minutes: int
    fallback: Upload | str | None = None


def publish_station(
    workshop: Workshop, actor: Actor, station: Station | LineIn, unit_id: str, options: Options
) -> Content:
    """Puts it on the air in a unit and all below it; the same address or input again is the same content.

    Raises :class:`InvalidInput` for an address, name, title, length or fallback that won't do, and what
    ``publish`` raises.
    """
    boards_to_render_for(workshop, actor, unit_id)
    prepared = _prepared(workshop, actor, station, options)
    return take_in(workshop, actor, [prepared], unit_id, options)[0]


def _prepared(workshop: Workshop, actor: Actor, station: Station | LineIn, options: Options) -> Prepared:
    check_days(options)
    kind, address = _source(station)
    title = check_title(options.title)
    if not title:
        raise _nameless(kind)
    if options.slot_class == "filler":
        raise _filler()
    if not 1 <= station.minutes <= MOST_STATION_MIN:
        raise _odd_length()
    fallback = _fallback(workshop, actor, station.fallback)
    draft = kept_draft(workshop, kind, "station", address.encode(), title, options)
    kept = keep_original(workshop, draft)
    prepared = Prepared(draft=draft, title=title, original=kept, renditions=(), sound=fallback, has_sound=True)
    prepared = replace(prepared, duration_ms=station.minutes * MINUTE_MS, identity=f"{kind} {address}")
    return replace(prepared, station_url=address) if kind == "station" else replace(prepared, input_name=address)


def _source(station: Station | LineIn) -> tuple[Kind, str]:
    if isinstance(station, Station):
        return "station", checked_station(station.url)
    if not re.fullmatch(INPUT_NAME, station.input):
        raise _no_input(station.input)
    return "line-in", station.input


def _fallback(workshop: Workshop, actor: Actor, fallback: Upload | str | None) -> Blob | None:
    if isinstance(fallback, Upload):
        return sound_of(workshop, fallback)[0]
    return _published(workshop, actor, fallback) if fallback else None


def _published(workshop: Workshop, actor: Actor, content_id: str) -> Blob:
    with session_scope(workshop.engine, writes=False) as session:
        content = find(session, actor, content_id)
        if content.kind not in ("audio", "station", "line-in") or content.sound_sha256 is None:
            raise _no_recording(content.title)
        return library.blob_of(library.find(session, content.sound_sha256))


def _no_input(name: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{name}” không phải tên đường vào âm thanh.", f"{name!r} is no name of a sound input."),
        Words(
            "Dùng tên trong mục sound.inputs của mẫu thiết bị: chữ thường không dấu, số, gạch nối.",
            "Use one from sound.inputs of the device's profile: small letters, digits and hyphens.",
        ),
    )


def _nameless(kind: Kind) -> InvalidInput:
    if kind == "line-in":
        return InvalidInput(
            Words("Chưa có tên chương trình.", "The programme has no name."),
            Words("Ghi tên ở mục tiêu đề.", "Give it as the title."),
        )
    return InvalidInput(
        Words("Chưa có tên đài.", "The station has no name."),
        Words("Ghi tên đài ở mục tiêu đề.", "Give it as the title."),
    )


def _filler() -> InvalidInput:
    return InvalidInput(
        Words("Đài tiếp âm không làm nội dung nền được.", "A station can't be a filler."),
        Words("Chọn “Theo lịch thường ngày” hoặc “Ưu tiên”.", "Choose scheduled or priority."),
    )


def _odd_length() -> InvalidInput:
    return InvalidInput(
        Words(
            f"Thời lượng tiếp âm phải từ 1 đến {MOST_STATION_MIN} phút.",
            f"A station is relayed for 1 to {MOST_STATION_MIN} minutes.",
        ),
        Words("Sửa số phút rồi phát hành lại.", "Correct the number of minutes, then publish again."),
    )


def _no_recording(title: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{title}” không phải bản ghi âm.", f"{title!r} is no recording."),
        Words("Chọn một bản ghi âm đã phát hành, hoặc tải tệp lên.", "Choose a published recording, or upload a file."),
    )
