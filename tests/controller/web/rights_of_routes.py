"""The right each route asks for, and a request it would carry out. A route that is not in here fails the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from controller.people.rights import Right

Needs = Right | Literal["open", "known", "device", "self"]
"""``open``: nobody; ``known``: anybody signed in; ``device``: a device's proof, no person; ``self``: a person at a
browser of their own, no program of theirs."""


@dataclass(frozen=True)
class Asked:
    """A request. ``{alert}``, ``{device}``, ``{unit}`` and the like stand for what is there.

    ``placed``: it is about that one unit, so that a person of another unit must be refused. ``unfit``: whoever may ask
    it is told that it can't be done: there is no other site here, and a board has no tune of its own.
    """

    needs: Needs
    placed: bool = False
    send: Mapping[str, Any] = field(default_factory=dict)
    unfit: bool = False


def named(value: Any, names: Mapping[str, str]) -> Any:
    """A request with the placeholders replaced."""
    if isinstance(value, str) and value.startswith("{"):
        return names[value.strip("{}")]
    if isinstance(value, Mapping):
        return {key: named(one, names) for key, one in value.items()}
    return [named(one, names) for one in value] if isinstance(value, list) else value


def seen(**params: Any) -> Asked:
    return Asked("see", placed=True, send={"params": params} if params else {})


WARNING = {"event": "Lũ", "level": 1, "texts": [{"headline": "Lũ"}], "unit_ids": ["{unit}"], "drill": True}
WARNING_FORM = {"event": "Lũ", "level": "1", "headline": "Lũ", "until": "{until}", "unit_ids": ["{unit}"]}
NOTICE = {"data": {"unit_id": "{unit}"}, "files": {"files": ("hop.txt", b"Hop luc 19 gio.")}}
STEP = {"act": "take_back", "seen": "0-"}
LET = {"unit_id": "{unit}", "reason": "Ít người"}
NEW_FILE = {"data": {"seen": "0-", "content_id": "{content}"}, "files": {"file": ("hop.txt", b"Hop luc 20 gio.")}}
NO_TUNE = {"data": {"whose": "none"}}
COUNTDOWN = {"unit_id": "{unit}", "title": "Tết", "at": "2099-01-01T00:00"}
CARDS = {"unit_id": "{unit}", "title": "Thời tiết", "cards": [{"label": "Mưa", "value": "2 mm"}], "spoken": False}
QR = {"unit_id": "{unit}", "title": "Mã", "payload": "https://example.org", "spoken": False}
FEED = {"unit_id": "{unit}", "url": "http://127.0.0.1:9/"}
LINE_IN = {"unit_id": "{unit}", "title": "Trực tiếp", "input": "phong-thu"}
STATION = {"unit_id": "{unit}", "title": "Đài", "url": "https://example.org/dai"}
NO_STATION = {"url": "ftp://example.org"}
CLAIM = {"unit_id": "{unit}", "profile": "led-p5-640x384", "name": "LED"}
CARDS_FORM = {"unit_id": "{unit}", "title": "Thời tiết", "label": "Mưa", "value": "60 %"}
WORD = {"unit_id": "{unit}", "written": "KPX", "spoken": "khu phố mười"}
SHEET = {"data": {"unit_id": "{unit}"}, "files": {"file": ("tu.csv", "KPX,khu phố".encode())}}
TRIED = {"params": {"unit_id": "{unit}", "sentence": "Họp KPX"}}
RECORDED = {"content_id": "{content}", "language": "sti"}
RECORDING = {"data": RECORDED, "files": {"file": ("sti.ogg", b"OggS")}}
TUS = {"Tus-Resumable": "1.0.0"}
ANNOUNCED = {"headers": {**TUS, "Upload-Length": "100"}}
PIECE = {
    "headers": {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"},
    "content": "Hop luc 19 gio.",
}
ACCEPTED = {"accepted": True, "mark": "{mark}"}
ACCEPTED_FORM = {"do": "accept", "mark": "{mark}"}
PERSON = {"login": "moi", "full_name": "Mới", "password": "mot cau that dai", "role": "editor", "unit_id": "{unit}"}
PERSON_FORM = {"login": "moi-nua", "full_name": "Mới", "role": "editor", "unit_id": "{unit}"}
PLACE = {"role": "technician", "unit_id": "{unit}"}
MAIN_ZONE = {"kind": "main", "left": 0, "top": 0, "width": 1000, "height": 1000}
LAYOUT = {"name": "Bố cục", "zones": [MAIN_ZONE]}
LAYOUT_FORM = {"name": "Vẽ", "used": "main", **{one: ["0", "0"] for one in ("left", "top")}}
LAYOUT_FORM |= {one: ["100", "100"] for one in ("width", "height")}
ZONES = {"unit_id": "{unit}", "zones": "main.0.0.1000.1000"}
BULK = {"pick": "some", "ids": ["{device}"], "change": ["volume_percent"], "volume_percent": "40"}
RENAMED = {"kind": "rename", "effective": "2190-01-01", "name": "Tên mới"}
RENAMED_JSON = {
    "kind": "rename",
    "effective": "2190-01-01",
    "begins": [{"code": "25195", "name": "Tên mới"}],
    "into": {"25195-20250701": "25195-21900101"},
}
LIST = {"unit_id": "{unit}", "title": "Buổi sáng"}
SLOT = {
    "unit_id": "{unit}",
    "title": "Buổi chiều",
    "playlist_id": "{playlist}",
    "start": "17:00",
    "end": "17:30",
    "first_date": "2026-01-01",
}
SLOT_FORM = {
    "unit_id": "{unit}",
    "title": "Buổi chiều",
    "what": "list:playlist",
    "start": "17:00",
    "end": "17:30",
    "first_date": "2026-01-01",
}
SCHEDULES = (
    '"schema": "rao.schedules/1", "unit_id": "25195-20250701", '
    '"campaigns": [{"id": "camp-new", "unit_id": "25195-20250701", "name": "Đợt"}]'
)
PROPOSED = SCHEDULES.replace("camp-new", "camp-proposed")
CAMPAIGN = {"unit_id": "{unit}", "name": "Tiêm chủng"}


ROUTES: Mapping[str, Asked] = {
    "GET /healthz": Asked("open"),
    "GET /login": Asked("open"),
    "POST /login": Asked("open"),
    "POST /logout": Asked("open"),
    "POST /language": Asked("open", send={"data": {"language": "vi"}}),
    "POST /api/v1/enrol": Asked("open"),
    "GET /api/v1/device/trust": Asked("device"),
    "GET /api/v1/device/desired": Asked("device"),
    "GET /api/v1/device/alerts/{aud}": Asked("device"),
    "PUT /api/v1/device/snapshot": Asked("device"),
    "GET /api/v1/openapi.json": Asked("known"),
    "GET /api/v1/me": Asked("known"),
    "GET /media/{sha256}": Asked("known"),
    "HEAD /media/{sha256}": Asked("known"),
    "GET /": Asked("see"),
    "GET /events": Asked("see"),
    "GET /devices/overview": Asked("see"),
    "GET /devices/{device_id}": seen(),
    "GET /devices/{device_id}/live": seen(),
    "GET /devices/{device_id}/snapshot": seen(),
    "GET /api/v1/units": Asked("see"),
    "POST /api/v1/units/import": Asked(
        "people", placed=True, send={"json": {"csv": "code,name,kind,tier", "dry_run": True}}
    ),
    "GET /api/v1/units/events": Asked("people", placed=True),
    "POST /api/v1/units/events": Asked("people", placed=True, send={"json": RENAMED_JSON}),
    "POST /api/v1/units/events/mergers": Asked(
        "people", placed=True, send={"json": {"csv": "effective,from_code,from_name,into_code,into_name"}}
    ),
    "POST /api/v1/units/events/renewals": Asked(
        "people", placed=True, send={"json": {"effective": "2026-04-30", "dry_run": True}}
    ),
    "GET /units": Asked("see"),
    "GET /units/events": Asked("people", placed=True),
    "GET /units/events/new": Asked("people", placed=True),
    "POST /units/events/review": Asked("people", placed=True, send={"data": {**RENAMED, "units": "25210-20250701"}}),
    "POST /units/events": Asked("people", placed=True, send={"data": {**RENAMED, "units": "25210-20250701"}}),
    "POST /api/v1/units/events/{event_id}/cancel": Asked("people", placed=True),
    "POST /units/events/{event_id}/cancel": Asked("people", placed=True),
    "GET /api/v1/devices": Asked("see"),
    "POST /api/v1/devices/bulk": Asked(
        "devices", placed=True, send={"json": {"devices": ["{device}"], "setting": {"volume_percent": 40}}}
    ),
    "GET /api/v1/devices/bulk/{change_id}": seen(),
    "GET /devices/bulk": Asked("devices"),
    "POST /devices/bulk/review": Asked("devices", placed=True, send={"data": BULK}),
    "POST /devices/bulk": Asked("devices", placed=True, send={"data": BULK}),
    "GET /devices/bulk/{change_id}": seen(),
    "GET /devices/bulk/{change_id}/live": seen(),
    "GET /api/v1/tags": Asked("see"),
    "PUT /api/v1/devices/{device_id}/tags": Asked("devices", placed=True, send={"json": {"tags": ["Chợ"]}}),
    "POST /devices/{device_id}/tags": Asked("devices", placed=True, send={"data": {"tags": "Chợ, Trường"}}),
    "GET /api/v1/devices/{device_id}/preview": seen(alert="{alert}"),
    "GET /api/v1/devices/{device_id}/programme": seen(),
    "GET /api/v1/devices/{device_id}/programme.ics": seen(),
    "GET /api/v1/devices/{device_id}/week": seen(),
    "GET /api/v1/devices/{device_id}/conflicts": seen(),
    "GET /api/v1/units/{unit_id}/conflicts": seen(),
    "GET /devices/{device_id}/week": seen(),
    "GET /devices/{device_id}/programme": seen(),
    "GET /units/below": seen(unit_id="{unit}", field="unit"),
    "GET /units/{unit_id}/week": seen(),
    "GET /bulletins": Asked("see"),
    "GET /bulletins/{content_id}": seen(),
    "GET /bulletins/{content_id}/picture": seen(board="{board}"),
    "GET /api/v1/contents": Asked("see"),
    "GET /bulletins/mine": Asked("see"),
    "GET /bulletins/{content_id}/history": seen(),
    "GET /bulletins/{content_id}/gone": seen(),
    "GET /bulletins/{content_id}/edit": Asked("write", placed=True),
    "POST /bulletins/{content_id}/roll-back": Asked("write", placed=True, send={"data": {"seen": "0-", "number": "1"}}),
    "POST /bulletins/{content_id}/steps": Asked("write", placed=True, send={"data": STEP}),
    "GET /approvals": Asked("publish"),
    "GET /approvals/waiting": Asked("publish"),
    "GET /self-approvals": Asked("people"),
    "POST /self-approvals": Asked("people", placed=True, send={"data": LET}),
    "POST /self-approvals/end": Asked("people", placed=True, send={"data": LET}),
    "GET /api/v1/contents/{content_id}": seen(),
    "GET /api/v1/contents/{content_id}/gone": seen(),
    "GET /api/v1/contents/{content_id}/share": seen(),
    "PATCH /api/v1/contents/{content_id}": Asked("write", placed=True, send={"json": {"seen": "0-"}}),
    "POST /api/v1/contents/{content_id}/roll-back": Asked("write", placed=True, send={"json": {"seen": "0-"}}),
    "POST /api/v1/contents/file": Asked("write", placed=True, send=NEW_FILE),
    "POST /api/v1/contents/{content_id}/steps": Asked("write", placed=True, send={"json": STEP}),
    "GET /api/v1/approvals": Asked("publish"),
    "GET /api/v1/self-approvals": Asked("people"),
    "POST /api/v1/self-approvals": Asked("people", placed=True, send={"json": LET}),
    "DELETE /api/v1/self-approvals/{unit_id}": Asked("people", placed=True),
    "GET /alerts": Asked("see"),
    "GET /alerts/active": Asked("see"),
    "GET /alerts/{alert_id}": seen(),
    "GET /alerts/{alert_id}/live": seen(),
    "GET /alerts/{alert_id}/picture": seen(board="{board}"),
    "GET /alerts/{alert_id}/speech/{language}": seen(),
    "GET /api/v1/alerts": Asked("see"),
    "GET /api/v1/alerts/{alert_id}": seen(),
    "GET /bulletins/new": Asked("write"),
    "POST /bulletins/new": Asked("write", placed=True, send=NOTICE),
    "POST /bulletins/new/countdown": Asked("write", placed=True, send={"data": COUNTDOWN}),
    "POST /bulletins/new/cards": Asked("write", placed=True, send={"data": CARDS_FORM}),
    "POST /bulletins/new/qr": Asked("write", placed=True, send={"data": QR}),
    "POST /bulletins/new/feed": Asked("write", placed=True, send={"data": FEED}, unfit=True),
    "POST /bulletins/new/web": Asked("write", placed=True, send={"data": FEED}, unfit=True),
    "POST /bulletins/new/station": Asked("write", placed=True, send={"data": STATION}),
    "POST /bulletins/new/line-in": Asked("write", placed=True, send={"data": LINE_IN}),
    "POST /stations/try": Asked("write", send={"data": NO_STATION}),
    "POST /api/v1/contents/station": Asked("write", placed=True, send={"data": STATION}),
    "POST /api/v1/contents/line-in": Asked("write", placed=True, send={"data": LINE_IN}),
    "POST /api/v1/stations/try": Asked("write", send={"json": NO_STATION}),
    "POST /bulletins/{content_id}/withdraw": Asked("publish", placed=True),
    "POST /api/v1/contents": Asked("write", placed=True, send=NOTICE),
    "POST /api/v1/contents/countdown": Asked("write", placed=True, send={"json": COUNTDOWN}),
    "POST /api/v1/contents/cards": Asked("write", placed=True, send={"json": CARDS}),
    "POST /api/v1/contents/qr": Asked("write", placed=True, send={"json": QR}),
    "POST /api/v1/contents/feed": Asked("write", placed=True, send={"json": FEED}, unfit=True),
    "POST /api/v1/contents/web": Asked("write", placed=True, send={"json": FEED}, unfit=True),
    "POST /api/v1/contents/{content_id}/withdraw": Asked("publish", placed=True),
    "GET /alerts/new": Asked("alert", placed=True, send={"params": {"draft": "{alert}"}}),
    "POST /alerts/new": Asked("alert", placed=True, send={"data": WARNING_FORM}),
    "POST /alerts/{alert_id}/confirm": Asked("alert", placed=True),
    "POST /alerts/{alert_id}/lift": Asked("alert", placed=True),
    "POST /api/v1/alerts": Asked("alert", placed=True, send={"json": WARNING}),
    "POST /api/v1/alerts/{alert_id}/confirm": Asked("alert", placed=True),
    "POST /api/v1/alerts/{alert_id}/lift": Asked("alert", placed=True),
    "POST /api/v1/devices/{device_id}/commands": Asked("devices", placed=True, send={"json": {"action": "report"}}),
    "DELETE /api/v1/devices/{device_id}": Asked("devices", placed=True),
    "POST /api/v1/claims": Asked("devices", placed=True, send={"json": CLAIM}),
    "POST /legibility": Asked("write", placed=True, send={"data": {"unit_id": "{unit}", "text": "Họp tối nay"}}),
    "POST /legibility/cards": Asked("write", placed=True, send={"data": CARDS_FORM}),
    "POST /legibility/qr": Asked("write", placed=True, send={"data": QR}),
    "GET /legibility/{content_id}": seen(),
    "GET /api/v1/tunings/{owner_id}": seen(),
    "PUT /api/v1/tunings/{owner_id}": Asked("devices", placed=True, send={"json": {"brightness_percent": 40}}),
    "GET /tunings/{owner_id}": Asked("devices", placed=True),
    "POST /tunings/{owner_id}": Asked("devices", placed=True, send={"data": {"layout": "clock"}}),
    "POST /api/v1/tunings/{owner_id}/signature/{part}": Asked("devices", placed=True, send=NO_TUNE, unfit=True),
    "POST /tunings/{owner_id}/signature/{part}": Asked("devices", placed=True, send=NO_TUNE, unfit=True),
    "GET /tunings/{owner_id}/picture": Asked("devices", placed=True, send={"params": {"layout": "side"}}),
    "GET /api/v1/layouts": Asked("see"),
    "POST /api/v1/layouts": Asked("devices", placed=True, send={"json": {"unit_id": "{unit}", **LAYOUT}}),
    "POST /api/v1/layouts/try": Asked("see", placed=True, send={"json": {"unit_id": "{unit}", "zones": [MAIN_ZONE]}}),
    "GET /api/v1/layouts/{layout_id}": seen(),
    "GET /api/v1/layouts/{layout_id}/picture": seen(),
    "PUT /api/v1/layouts/{layout_id}": Asked("devices", placed=True, send={"json": LAYOUT}),
    "GET /layouts": Asked("see"),
    "GET /layouts/new": Asked("devices", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /layouts/new": Asked(
        "devices", placed=True, send={"data": {"unit_id": "{unit}", **LAYOUT_FORM, "do": "look"}}
    ),
    "GET /layouts/picture": Asked("see", placed=True, send={"params": ZONES}),
    "GET /layouts/check": Asked("see", placed=True, send={"params": ZONES}),
    "GET /layouts/{layout_id}": Asked("devices", placed=True),
    "POST /layouts/{layout_id}": Asked("devices", placed=True, send={"data": LAYOUT_FORM}),
    "POST /layouts/{layout_id}/remove": Asked("devices", placed=True),
    "DELETE /api/v1/layouts/{layout_id}": Asked("devices", placed=True),
    "GET /api/v1/lexicon": Asked("see"),
    "PUT /api/v1/lexicon": Asked("publish", placed=True, send={"json": WORD}),
    "POST /api/v1/lexicon/import": Asked("publish", placed=True, send=SHEET),
    "DELETE /api/v1/lexicon/{entry_id}": Asked("publish", placed=True),
    "GET /lexicon": Asked("see", placed=True, send=TRIED),
    "GET /lexicon/said": Asked("write", placed=True, send=TRIED),
    "GET /lexicon/export": Asked("see", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /lexicon/import": Asked("publish", placed=True, send=SHEET),
    "POST /lexicon/entries": Asked("publish", placed=True, send={"data": WORD}),
    "GET /lexicon/entries/{entry_id}": Asked("publish", placed=True),
    "POST /lexicon/entries/{entry_id}": Asked("publish", placed=True, send={"data": WORD}),
    "POST /lexicon/entries/{entry_id}/remove": Asked("publish", placed=True),
    "GET /bulletins/{content_id}/languages": seen(),
    "GET /bulletins/{content_id}/record": Asked("write", placed=True, send={"params": {"language": "sti"}}),
    "POST /bulletins/recordings": Asked("write", placed=True, send=RECORDING),
    "POST /bulletins/recordings/remove": Asked("write", placed=True, send={"data": RECORDED}),
    "GET /api/v1/contents/{content_id}/languages": seen(),
    "POST /api/v1/recordings": Asked("write", placed=True, send=RECORDING),
    "POST /api/v1/recordings/remove": Asked("write", placed=True, send={"json": RECORDED}),
    "GET /bulletins/{content_id}/translation": Asked("write", placed=True, send={"params": {"language": "km"}}),
    "POST /bulletins/translations": Asked("write", placed=True, send={"data": {**RECORDED, "do": "draft"}}),
    "GET /api/v1/contents/{content_id}/translations": seen(),
    "POST /api/v1/translations/draft": Asked("write", placed=True, send={"json": RECORDED}),
    "POST /api/v1/translations/approve": Asked("publish", placed=True, send={"json": {**RECORDED, "text": "x"}}),
    "POST /api/v1/translations/remove": Asked("write", placed=True, send={"json": RECORDED}),
    "GET /bulletins/{content_id}/preparation": seen(),
    "POST /bulletins/{content_id}/preparation": Asked("publish", placed=True),
    "GET /api/v1/contents/{content_id}/preparation": seen(),
    "POST /api/v1/contents/{content_id}/preparation": Asked("publish", placed=True),
    "GET /unspoken": Asked("see"),
    "GET /api/v1/unspoken": Asked("see"),
    "GET /api/v1/unspoken/counts": Asked("see"),
    "GET /api/v1/held-back": Asked("see"),
    "GET /originals": Asked("see"),
    "GET /originals/{original_id}": seen(),
    "POST /originals/{original_id}/trash": Asked("publish", placed=True),
    "POST /originals/{original_id}/restore": Asked("publish", placed=True),
    "GET /api/v1/originals": Asked("see"),
    "GET /api/v1/originals/{original_id}": seen(),
    "POST /api/v1/originals/{original_id}/trash": Asked("publish", placed=True),
    "POST /api/v1/originals/{original_id}/restore": Asked("publish", placed=True),
    "OPTIONS /api/v1/uploads": Asked("open"),
    "POST /api/v1/uploads": Asked("write", send=ANNOUNCED),
    "GET /api/v1/uploads": Asked("write"),
    "HEAD /api/v1/uploads/{upload_id}": Asked("write"),
    "PATCH /api/v1/uploads/{upload_id}": Asked("write", send=PIECE),
    "DELETE /api/v1/uploads/{upload_id}": Asked("write"),
    "GET /offers": Asked("see"),
    "GET /api/v1/offers": Asked("see", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /offers/{offer_id}/{unit_id}": Asked("publish", placed=True, send={"data": ACCEPTED_FORM}),
    "PUT /api/v1/offers/{offer_id}/{unit_id}": Asked("publish", placed=True, send={"json": ACCEPTED}),
    "DELETE /api/v1/offers/{offer_id}/{unit_id}": Asked("publish", placed=True),
    "GET /bulletins/{content_id}/answers": seen(),
    "GET /api/v1/contents/{content_id}/answers": seen(),
    "GET /orders": Asked("see", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /orders/{unit_id}": Asked("publish", placed=True, send={"data": {"origin_order": "own"}}),
    "POST /orders/{unit_id}/move": Asked("publish", placed=True, send={"data": {"content_id": "{content}"}}),
    "POST /orders/{unit_id}/{slot_class}/usual": Asked("publish", placed=True),
    "GET /api/v1/orders/{unit_id}": seen(),
    "PUT /api/v1/orders/{unit_id}": Asked("publish", placed=True, send={"json": {"origin_order": "above"}}),
    "PUT /api/v1/orders/{unit_id}/{slot_class}": Asked("publish", placed=True, send={"json": {"content_ids": []}}),
    "GET /shared": Asked("see"),
    "GET /api/v1/shared": Asked("see"),
    "POST /bulletins/{content_id}/share": Asked("publish", placed=True, send={"data": {"unit_id": "{unit}"}}),
    "PUT /api/v1/contents/{content_id}/share": Asked("publish", placed=True, send={"json": {"unit_id": "{unit}"}}),
    "POST /shared/{content_id}/use": Asked("write", placed=True, send={"data": {"unit_id": "{unit}"}}),
    "POST /api/v1/shared/{content_id}/use": Asked("write", placed=True, send={"json": {"unit_id": "{unit}"}}),
    "GET /audit": Asked("audit"),
    "GET /audit/export": Asked("audit"),
    "GET /api/v1/audit": Asked("audit"),
    "GET /login/code": Asked("open"),
    "POST /login/code": Asked("open"),
    "GET /login/first": Asked("open"),
    "POST /login/first": Asked("open"),
    "GET /login/oidc": Asked("open"),
    "GET /login/oidc/callback": Asked("open"),
    "GET /account/identities": Asked("self"),
    "POST /account/identities": Asked("self"),
    "POST /account/identities/{ref}/remove": Asked("self"),
    "POST /people/{user_id}/identities": Asked("people", placed=True, send={"data": {"subject": "x"}}),
    "POST /people/{user_id}/identities/{ref}/remove": Asked("people", placed=True),
    "GET /api/v1/users/{user_id}/identities": Asked("people", placed=True),
    "POST /api/v1/users/{user_id}/identities": Asked("people", placed=True, send={"json": {"subject": "x"}}),
    "DELETE /api/v1/users/{user_id}/identities/{ref}": Asked("people", placed=True),
    "GET /account": Asked("self"),
    "GET /account/password": Asked("self"),
    "POST /account/password": Asked("self"),
    "GET /account/second-factor": Asked("self"),
    "POST /account/second-factor/begin": Asked("self"),
    "POST /account/second-factor": Asked("self"),
    "POST /account/second-factor/off": Asked("self"),
    "POST /account/recovery-codes": Asked("self"),
    "POST /account/sessions/end": Asked("self"),
    "POST /account/sessions/{ref}/end": Asked("self"),
    "POST /account/tokens": Asked("self", send={"data": {"name": "x"}}),
    "POST /account/tokens/{ref}/revoke": Asked("self"),
    "GET /api/v1/tokens": Asked("known"),
    "POST /api/v1/tokens": Asked("known", send={"json": {"name": "x"}}),
    "DELETE /api/v1/tokens/{ref}": Asked("known"),
    "GET /people": Asked("people"),
    "GET /people/new": Asked("people"),
    "POST /people/new": Asked("people", placed=True, send={"data": PERSON_FORM}),
    "GET /people/{user_id}": Asked("people", placed=True),
    "POST /people/{user_id}": Asked("people", placed=True, send={"data": {"full_name": "Tên", **PLACE}}),
    "POST /people/{user_id}/grants": Asked("people", placed=True, send={"data": PLACE}),
    "POST /people/{user_id}/grants/remove": Asked("people", placed=True, send={"data": PLACE}),
    "POST /people/{user_id}/code": Asked("people", placed=True),
    "POST /people/{user_id}/second-factor/off": Asked("people", placed=True),
    "POST /people/{user_id}/standing": Asked("people", placed=True, send={"data": {"disabled": "true"}}),
    "GET /api/v1/users": Asked("people"),
    "POST /api/v1/users": Asked("people", placed=True, send={"json": PERSON}),
    "PUT /api/v1/users/{user_id}": Asked("people", placed=True, send={"json": {"full_name": "Tên", **PLACE}}),
    "PUT /api/v1/users/{user_id}/standing": Asked("people", placed=True, send={"json": {"disabled": False}}),
    "POST /api/v1/users/{user_id}/grants": Asked("people", placed=True, send={"json": PLACE}),
    "DELETE /api/v1/users/{user_id}/grants/{role}/{unit_id}": Asked("people", placed=True),
    "POST /api/v1/users/{user_id}/code": Asked("people", placed=True),
    "DELETE /api/v1/users/{user_id}/second-factor": Asked("people", placed=True),
    "GET /api/v1/playlists": Asked("see"),
    "POST /api/v1/playlists": Asked("publish", placed=True, send={"json": LIST}),
    "GET /api/v1/playlists/{playlist_id}": seen(),
    "PUT /api/v1/playlists/{playlist_id}": Asked("publish", placed=True, send={"json": LIST}),
    "DELETE /api/v1/playlists/{playlist_id}": Asked("publish", placed=True),
    "GET /api/v1/slots": Asked("see"),
    "POST /api/v1/slots": Asked("publish", placed=True, send={"json": SLOT}),
    "GET /api/v1/slots/{slot_id}": seen(),
    "PUT /api/v1/slots/{slot_id}": Asked("publish", placed=True, send={"json": SLOT}),
    "DELETE /api/v1/slots/{slot_id}": Asked("publish", placed=True),
    "GET /api/v1/campaigns": Asked("see"),
    "POST /api/v1/campaigns": Asked("publish", placed=True, send={"json": CAMPAIGN}),
    "PUT /api/v1/campaigns/{campaign_id}": Asked("publish", placed=True, send={"json": CAMPAIGN}),
    "POST /api/v1/campaigns/{campaign_id}/shift": Asked("publish", placed=True, send={"json": {"days": 7}}),
    "DELETE /api/v1/campaigns/{campaign_id}": Asked("publish", placed=True),
    "GET /schedules": Asked("see"),
    "GET /schedules/slots/new": Asked("publish", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /schedules/slots/new": Asked("publish", placed=True, send={"data": SLOT_FORM}),
    "GET /schedules/slots/{slot_id}": Asked("publish", placed=True),
    "POST /schedules/slots/{slot_id}": Asked("publish", placed=True, send={"data": SLOT_FORM}),
    "POST /schedules/slots/{slot_id}/remove": Asked("publish", placed=True),
    "GET /schedules/playlists/new": Asked("publish", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /schedules/playlists/new": Asked("publish", placed=True, send={"data": LIST}),
    "GET /schedules/playlists/{playlist_id}": Asked("publish", placed=True),
    "POST /schedules/playlists/{playlist_id}": Asked("publish", placed=True, send={"data": LIST}),
    "POST /schedules/playlists/{playlist_id}/remove": Asked("publish", placed=True),
    "POST /schedules/campaigns": Asked("publish", placed=True, send={"data": CAMPAIGN}),
    "POST /schedules/campaigns/{campaign_id}": Asked("publish", placed=True, send={"data": {"active": "true"}}),
    "POST /schedules/campaigns/{campaign_id}/shift": Asked("publish", placed=True, send={"data": {"days": "7"}}),
    "POST /schedules/campaigns/{campaign_id}/remove": Asked("publish", placed=True),
    "GET /proposals": Asked("see"),
    "GET /proposals/slot": Asked("write", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /proposals/slot": Asked("write", placed=True, send={"data": SLOT_FORM}),
    "GET /proposals/playlist": Asked("write", placed=True, send={"params": {"unit_id": "{unit}"}}),
    "POST /proposals/playlist": Asked("write", placed=True, send={"data": LIST}),
    "GET /proposals/{proposal_id}": seen(),
    "POST /proposals/{proposal_id}/steps": Asked("write", placed=True, send={"data": STEP}),
    "POST /proposals/{proposal_id}/leave-out": Asked(
        "write", placed=True, send={"data": {"what": "slots", "line_id": "slot-none"}}
    ),
    "GET /api/v1/proposals": Asked("see"),
    "POST /api/v1/proposals": Asked("write", placed=True, send={"json": {"file": " {" + PROPOSED + "}"}}),
    "GET /api/v1/proposals/{proposal_id}": seen(),
    "PUT /api/v1/proposals/{proposal_id}": Asked(
        "write", placed=True, send={"json": {"file": " {" + PROPOSED + "}", "seen": "0-"}}
    ),
    "POST /api/v1/proposals/{proposal_id}/steps": Asked("write", placed=True, send={"json": STEP}),
    "GET /api/v1/schedules": Asked("see", send={"params": {"unit_id": "{unit}"}}),
    "POST /api/v1/schedules/import": Asked("publish", placed=True, send={"json": {"file": " {" + SCHEDULES + "}"}}),
    "GET /api/v1/tunings/{owner_id}/sound-hours": seen(),
    "PUT /api/v1/tunings/{owner_id}/sound-hours": Asked("publish", placed=True, send={"json": {}}),
    "GET /tunings/{owner_id}/sound-hours": Asked("publish", placed=True),
    "POST /tunings/{owner_id}/sound-hours": Asked("publish", placed=True, send={"data": {"most_sessions": "3"}}),
}
