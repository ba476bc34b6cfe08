"""Every page of the panel, by a name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.busy import Busy
from tests.controller.web.running import CITY, COMMUNE

EVERYWHERE: Mapping[str, str] = {
    "overview": "/",
    "overview-offline": "/?state=offline",
    "overview-unit": f"/?unit={COMMUNE}",
    "device": "/devices/board-01",
    "device-week": "/devices/board-01/week",
    "device-programme": "/devices/board-01/programme",
    "unit-week": f"/units/{COMMUNE}/week",
    "bulk": "/devices/bulk",
    "tuning-board": "/tunings/board-01",
    "tuning-speaker": "/tunings/speaker-01",
    "tuning-unit": f"/tunings/{COMMUNE}",
    "sound-hours": f"/tunings/{COMMUNE}/sound-hours",
    "layouts": "/layouts",
    "layout-new": "/layouts/new",
    "bulletins": "/bulletins",
    "bulletins-none": "/bulletins?category=goods",
    "mine": "/bulletins/mine",
    "approvals": "/approvals",
    "self-approvals": "/self-approvals",
    "offers": f"/offers?unit_id={COMMUNE}",
    "offers-waiting": f"/offers?unit_id={COMMUNE}&waiting=true",
    "orders": f"/orders?unit_id={COMMUNE}",
    "shared": "/shared",
    "unspoken": "/unspoken",
    "originals": "/originals",
    "trash": "/originals?trashed=true",
    "new-text": "/bulletins/new",
    "new-countdown": "/bulletins/new?kind=countdown",
    "new-cards": "/bulletins/new?kind=cards",
    "new-qr": "/bulletins/new?kind=qr",
    "new-feed": "/bulletins/new?kind=feed",
    "new-web": "/bulletins/new?kind=web",
    "new-station": "/bulletins/new?kind=station",
    "new-line-in": "/bulletins/new?kind=line-in",
    "schedules": "/schedules",
    "slot-new": f"/schedules/slots/new?unit_id={COMMUNE}",
    "playlist-new": f"/schedules/playlists/new?unit_id={COMMUNE}",
    "proposals": "/proposals",
    "slot-proposed": f"/proposals/slot?unit_id={COMMUNE}",
    "playlist-proposed": f"/proposals/playlist?unit_id={COMMUNE}",
    "lexicon": "/lexicon",
    "lexicon-tried": "/lexicon?sentence=Họp+BĐBP",
    "alerts": "/alerts",
    "alert-new": "/alerts/new",
    "account": "/account",
    "password": "/account/password",
    "second-factor": "/account/second-factor",
    "people": "/people",
    "people-none": "/people?q=khong+co",
    "person-new": "/people/new",
    "audit": "/audit",
    "units": "/units",
    "unit-events": "/units/events",
    "unit-merge": "/units/events/new?kind=merge",
    "unit-split": f"/units/events/new?kind=split&unit={COMMUNE}",
    "unit-rename": f"/units/events/new?kind=rename&unit={COMMUNE}",
    "unit-move": f"/units/events/new?kind=move&unit={COMMUNE}",
    "nowhere": "/nowhere",
}


def every_page(busy: Busy | None) -> Mapping[str, str]:
    """By name, where it is; with those of single things where there are some."""
    if busy is None:
        return EVERYWHERE
    return {
        **EVERYWHERE,
        "bulletin": f"/bulletins/{busy.bulletin}",
        "bulletin-word": f"/bulletins/{busy.word}",
        "bulletin-waiting": f"/bulletins/{busy.waiting}",
        "bulletin-edit": f"/bulletins/{busy.word}/edit",
        "history": f"/bulletins/{busy.waiting}/history",
        "record": f"/bulletins/{busy.bulletin}/record?language=sti",
        "translation": f"/bulletins/{busy.bulletin}/translation?language=km",
        "original": f"/originals/{busy.original}",
        "playlist": f"/schedules/playlists/{busy.playlist}",
        "slot": f"/schedules/slots/{busy.slot}",
        "layout": f"/layouts/{busy.layout}",
        "word": "/lexicon/entries/w1",
        "alert": f"/alerts/{busy.alert}",
        "alert-confirm": f"/alerts/{busy.draft}",
        "person": f"/people/{busy.person}",
        "offers-city": f"/offers?unit_id={CITY}",
    }
