"""What is being presented, in words: for the panel's list and the log."""

from __future__ import annotations

from agent.player.ports import Presented
from protocol.alert import Alert
from protocol.manifest import BulletinItem, DocumentItem, Item
from protocol.programme_types import (
    PlayAlert,
    PlayItem,
    Programme,
    Screen,
    ShowAlert,
    ShowItem,
    ShowOff,
    ShowSafe,
    Sound,
)
from protocol.uplink import Showing

MOST = 200


def showing_of(programme: Programme) -> Showing:
    """Screen and sound as short codes, and a title for people."""
    return Showing(
        screen=screen_code(programme.screen),
        sound=(_of_sound(programme.sound) or _of_sound(programme.under))[:MOST],
        title=(_title(programme.screen) or _title(programme.sound) or _title(programme.under))[:MOST],
    )


def subject_of(presented: Presented) -> tuple[str, str]:
    """(``item``, ``alert``, ``safe``, ``off`` or ``silence``, its id)."""
    match presented:
        case ShowItem(item=item) | PlayItem(item=item):
            return "item", item.id
        case ShowAlert(alert=alert) | PlayAlert(alert=alert):
            return "alert", alert.id
        case ShowSafe():
            return "safe", ""
        case ShowOff():
            return "off", ""
    return "silence", ""


def screen_code(screen: Screen) -> str:
    """What :attr:`protocol.uplink.Showing.screen` says while ``screen`` is shown."""
    return _of_screen(screen)[:MOST]


def _of_screen(screen: Screen) -> str:
    match screen:
        case ShowItem(item=BulletinItem() | DocumentItem()):
            return f"{_named(screen.item)} {screen.page + 1}/{_pages(screen)}"
        case ShowItem(item=item):
            return _named(item)
        case ShowAlert(alert=alert):
            return f"alert {alert.id}"
        case ShowSafe():
            return "safe"
        case ShowOff():
            return "off"
    return ""


def _of_sound(sound: Sound) -> str:
    match sound:
        case PlayItem(item=item):
            return _named(item)
        case PlayAlert(alert=alert, number=number):
            return f"alert {alert.id} round {number}"
    return ""


def _named(item: Item) -> str:
    return f"{type(item).__name__.removesuffix('Item').lower()} {item.id}"


def _pages(show: ShowItem) -> int:
    match show.item:
        case BulletinItem(pages=sets):
            counts = [len(one.durations_ms) for one in sets if one.room_px == show.room]
        case DocumentItem(pages=sets):
            counts = [len(one.blobs) for one in sets]
        case _:
            counts = []
    return max(counts, default=0)


def _title(presented: Screen | Sound) -> str:
    match presented:
        case ShowItem(item=item) | PlayItem(item=item):
            return item.title
        case ShowAlert(alert=alert) | PlayAlert(alert=alert):
            return _headline(alert)
    return ""


def _headline(alert: Alert) -> str:
    return alert.texts[0].headline
