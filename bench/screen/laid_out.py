"""What a page costs before it is on the screen: laid out, drawn, put up."""

from __future__ import annotations

from itertools import count

import pygame
from PIL import Image

from agent.screen.window import Window
from bench.measuring import Goal, Row, Section, medians
from bench.screen.board import MODEL, look_of
from bench.screen.content import NOTICE
from firmware_profiles import ScreenProfile, load
from media.board import arranged, draw_page, draw_qr
from media.bulletin import Bulletin, read_bulletin
from media.text import Geometry, paginate
from protocol.layouts import QrZone

REDRAWS, PART_PX = 50, (1920, 900)
CODE = ("https://binhphuoc.gov.vn/tiem-chung", "Quét mã để xem lịch của từng thôn")
ABOUT = (
    "A bulletin's page with a title and a list, and a QR code beside it, for the board of 1920 x 1080. *Laid out and "
    "drawn*: from the text of its author to the pictures of both zones, in one thread, other words each time. *Put "
    "up*: a picture that is ready, without a display (SDL's dummy driver); floor: `blit` and `display.update`."
)


def measure() -> Section:
    """Milliseconds a page, and pages put up a second."""
    profile = load(MODEL)
    if profile.geometry is None or profile.screen is None:
        raise AssertionError(profile.name)
    look, geometry, texts = look_of(profile), Geometry(*profile.geometry), map(_notice, count())

    zones = arranged(look, "notice-qr", qr=CODE)
    code = next(zone for zone in zones.zones if isinstance(zone, QrZone))

    def page() -> None:
        draw_page(look, paginate(next(texts), geometry, zones.main.room).pages[0], zones.main.room)
        draw_qr(look, code.payload, code.caption, code.room)

    (page_s,) = medians(page)
    return Section(
        "The screen: a page",
        ABOUT,
        [Row("a page with a QR code, laid out and drawn", 1000 * page_s, "ms", goal=Goal(90)), _put_up(profile.screen)],
    )


def _notice(number: int) -> Bulletin:
    """A page full of other lines each time, so that nothing measured before is known again."""
    lines = [line.split(" ") for line in NOTICE.splitlines()]
    turned = (" ".join([*line[:1], *line[number + 1 :], *line[1 : number + 1]]) for line in lines)
    return read_bulletin("\n".join(turned))


def _put_up(screen: ScreenProfile) -> Row:
    window = Window(screen, headless=True)
    ready, surface = window.ready(Image.effect_noise(PART_PX, 90).convert("RGB")), pygame.display.get_surface()
    if surface is None:
        raise AssertionError("no window")

    def put() -> None:
        for _ in range(REDRAWS):
            window.put(ready, 0, 0)
            window.flip()

    def bare() -> None:
        for _ in range(REDRAWS):
            pygame.display.update(surface.blit(ready.surface, (0, 0)))

    put_s, bare_s = medians(put, bare)
    window.close()
    return Row("a picture put up", REDRAWS / put_s, "redraws/s", REDRAWS / bare_s)
