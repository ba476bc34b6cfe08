"""A sketch made into zones, in pixels of one board; and what of it a board has no room for.

Unlike a template a sketch is never changed to fit: people said where things stand. A board on which a zone would be too
small to be read refuses it, and tells which and by how much.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from media.board.aside import aside_zone
from media.board.bars import even
from media.board.look import Look
from media.board.qr_code import LEAST_MODULE_PX
from media.board.sketch import CALLED, WHOLE, Sketch, SketchZone, ZoneKind, check_sketch
from media.board.template_contents import Contents, Qr, check_contents
from media.board.templates import TEMPLATES
from media.text.boxes import Box
from media.text.scale import line_height_px
from media.text.shape import least_room_px
from media.text.symbol import modules_across
from protocol.errors import InvalidInput
from protocol.layouts import Arrangement, HeaderZone, MainZone, Room, TickerZone, Zone
from protocol.words import Words

_BAR_OF_LETTER = 5 / 4
"""A bar is so much higher than its letters at the least."""
_BAR_EMS = 8
"""In less there is no room for a name and the time, or a word and the next."""
_ASIDES = {one.aside.kind: one.aside for one in TEMPLATES.values() if one.aside}


def sketched(
    look: Look,
    sketch: Sketch,
    *,
    side_playlist_id: str | None = None,
    qr: Qr | None = None,
    ticker_languages: tuple[str, ...] = (),
) -> Arrangement:
    """The sketch worked out for a board; edges are on even pixels or at the board's own edge.

    What fills the zones is as for templates (:func:`media.board.arranging.arranged`). Raises InvalidInput where it
    lacks that, for what no board could be, and where a zone would be too small on this one.
    """
    contents = Contents(side_playlist_id, qr, ticker_languages)
    check_filled(sketch, contents)
    problem = next(refusals(look, sketch, qr), None)
    if problem:
        raise InvalidInput(problem, Words("Làm ô ấy lớn hơn.", "Make it bigger."))
    return Arrangement(width_px=look.size[0], height_px=look.size[1], zones=tuple(_zones(look, sketch, contents)))


def check_filled(sketch: Sketch, contents: Contents) -> None:
    """Raises InvalidInput for what no board could be, and where a zone lacks what fills it."""
    check_sketch(sketch)
    kinds = [zone.kind for zone in sketch]
    check_contents(kinds, kinds.count("ticker"), contents)


def refusals(look: Look, sketch: Sketch, qr: Qr | None = None) -> Iterator[Words]:
    """What of the sketch would be too small on this board; with ``qr`` also a code that could not be scanned."""
    width, height = look.size
    for zone in sketch:
        room, needed = _box(zone, look.size).size, _least(look, zone, qr)
        if room[0] < needed[0] or room[1] < needed[1]:
            name = CALLED[zone.kind]
            yield Words(
                f"Trên bảng {width}×{height}, {name.vi} còn {room[0]}×{room[1]} điểm ảnh: quá nhỏ, cần ít nhất "
                f"{needed[0]}×{needed[1]}.",
                f"On a board of {width}×{height}, {name.en} has {room[0]}×{room[1]} px: too small, it needs "
                f"{needed[0]}×{needed[1]}.",
            )


def sketch_of(arrangement: Arrangement) -> Sketch:
    """The zones of a board as a sketch: where people start from."""
    size = arrangement.width_px, arrangement.height_px
    return tuple(_drawn(zone, size) for zone in arrangement.zones)


def _least(look: Look, zone: SketchZone, qr: Qr | None) -> Room:
    """Width and height that the zone must have to be read from where people stand."""
    letter = look.scale.least
    match zone.kind:
        case "main":
            return least_room_px(look.geometry, _box(zone, look.size).size)
        case "header" | "ticker":
            return _BAR_EMS * letter, round(letter * _BAR_OF_LETTER + 0.5)
        case kind:
            aside = _ASIDES[kind]
            width, height = aside.least_ems * letter, aside.least_lines * line_height_px(letter)
            code = modules_across(qr[0]) * LEAST_MODULE_PX if kind == "qr" and qr else 0
            return max(width, code), max(height, code)


def _box(zone: SketchZone, size: Room) -> Box:
    left, right = (_edge(parts, size[0]) for parts in (zone.left, zone.left + zone.width))
    top, bottom = (_edge(parts, size[1]) for parts in (zone.top, zone.top + zone.height))
    return Box(left, top, right - left, bottom - top)


def _edge(parts: int, length_px: int) -> int:
    """Grows with ``parts``, so that what is apart in a sketch is apart on every board."""
    return length_px if parts == WHOLE else even(round(parts * length_px / WHOLE))


def _zones(look: Look, sketch: Sketch, contents: Contents) -> Iterator[Zone]:
    tickers = sum(zone.kind == "ticker" for zone in sketch)
    lines = iter(_languages(tickers, contents.languages))
    for zone in sketch:
        box = _box(zone, look.size)
        match zone.kind:
            case "main":
                yield MainZone(name="main", **box._asdict())
            case "header":
                yield HeaderZone(name="header", **box._asdict())
            case "ticker":
                name, languages = next(lines)
                yield TickerZone(name=name, languages=languages, **box._asdict())
            case kind:
                yield aside_zone(kind, box, contents)


def _languages(tickers: int, languages: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Name and languages of each ticker, in the order in which they were drawn."""
    if tickers < len(("first", "second")):
        return [("ticker", languages)]
    return [("ticker", languages[:1]), ("ticker-2", languages[1:])]


def _drawn(zone: Zone, size: Room) -> SketchZone:
    left, right = (round(x * WHOLE / size[0]) for x in (zone.x_px, zone.x_px + zone.width_px))
    top, bottom = (round(y * WHOLE / size[1]) for y in (zone.y_px, zone.y_px + zone.height_px))
    kind = cast(ZoneKind, zone.__struct_config__.tag)
    return SketchZone(kind=kind, left=left, top=top, width=right - left, height=bottom - top)
