"""One draft for one zone of one geometry: pages of a text, a fitted picture, a document's pages, a transcoded clip."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL.Image import Image

from controller.bulletins.boards import Boards
from controller.bulletins.draft import Draft, Made
from controller.bulletins.kinds import Form
from controller.bulletins.reading import bulletin_of
from controller.bulletins.stops import refuse_stops
from controller.library.workshop import Workshop
from media.board import Look
from media.bulletin import encode_pages
from media.document import page_pictures
from media.legibility import flash_remarks
from media.picture import encode_webp, fit, open_picture
from media.text import Geometry, paginate
from media.video import transcode
from protocol.layouts import Room
from protocol.manifest import Blob

PAGES_MEDIA_TYPE = "application/vnd.rao.pages+json"
PAGED: frozenset[Form] = frozenset(("text", "table", "word", "written"))
"""What is laid out anew for each size of zone; all else is made once for a board and scaled there."""
CHECKED_PX = (64, 64)
"""As small as pages are drawn when there is no board yet and only the file is to be tried."""
UNRENDERED: frozenset[Form] = frozenset(("countdown", "address", "station"))
"""What boards draw by themselves, what is pictured in the course of its own job, and what is only heard."""


OnProgress = Callable[[float], None]
"""Told from 0 to 1 how much of a clip is done."""


def nobody(_done: float) -> None:
    """Who wants no progress."""


def zones_for(draft: Draft, boards: Boards) -> Iterator[tuple[Geometry, Room | None]]:
    """All that ``draft`` is to be rendered for."""
    for geometry, rooms in boards.items():
        yield from ((geometry, room) for room in rooms_for(draft.form, draft.full_screen, geometry, rooms))


def rooms_for(form: Form, full_screen: bool, geometry: Geometry, rooms: tuple[Room, ...]) -> tuple[Room | None, ...]:
    """The zones of one geometry that something of this form is rendered for."""
    if form in UNRENDERED:
        return ()
    whole = (geometry.width_px, geometry.height_px)
    if form not in PAGED:
        return (whole,) if full_screen else (None,)
    return tuple(dict.fromkeys((None, *((whole,) if full_screen else ()), *rooms)))


def made_for(
    workshop: Workshop, draft: Draft, geometry: Geometry, room: Room | None, on_progress: OnProgress = nobody
) -> Made:
    """The draft, which is not only sound, as boards of this geometry play it in a zone of this size."""
    if draft.form in PAGED:
        return _pages(workshop, draft, geometry, room)
    if draft.form == "picture":
        return _picture(workshop, draft, geometry, room)
    if draft.form == "document":
        return _document(workshop, draft, geometry, room)
    return _clip(workshop, draft, geometry, room, on_progress)


def clip_size_px(look: Look, room: Room | None = None) -> tuple[int, int]:
    """The shape of the whole board, as large as fits in the zone: there boards show clips unscaled."""
    width_px, height_px = look.size
    room_px = box_px(look.geometry, room)
    scale = min(room_px[0] / width_px, room_px[1] / height_px)
    return round(width_px * scale), round(height_px * scale)


def box_px(geometry: Geometry, room: Room | None) -> Room:
    """The size of a zone; None is the main zone of the standard arrangement."""
    main = Look.of(geometry).main
    return room or (main.width_px, main.height_px)


def check_document(path: Path) -> None:
    """Raises :class:`protocol.errors.InvalidMedia` for a document that no board could show."""
    for _page in page_pictures(path, *CHECKED_PX):
        pass


def keep_picture(workshop: Workshop, image: Image) -> Blob:
    """A picture as boards get it."""
    return workshop.blob(workshop.store.keep(encode_webp(image)), "image/webp")


def _pages(workshop: Workshop, draft: Draft, geometry: Geometry, room: Room | None) -> Made:
    paged = paginate(bulletin_of(draft), geometry, room)
    blob = workshop.blob(workshop.store.keep(encode_pages(paged)), PAGES_MEDIA_TYPE)
    return Made(geometry, room, blob, tuple(page.duration_ms for page in paged.pages))


def _picture(workshop: Workshop, draft: Draft, geometry: Geometry, room: Room | None) -> Made:
    fitted = fit(open_picture(draft.path), *box_px(geometry, room))
    return Made(geometry, room, keep_picture(workshop, fitted))


def _document(workshop: Workshop, draft: Draft, geometry: Geometry, room: Room | None) -> Made:
    pictures = page_pictures(draft.path, *box_px(geometry, room))
    blobs = tuple(keep_picture(workshop, picture) for picture in pictures)
    return Made(geometry, room, blobs[0], (draft.page_ms,) * len(blobs), blobs)


def _clip(workshop: Workshop, draft: Draft, geometry: Geometry, room: Room | None, on_progress: OnProgress) -> Made:
    width_px, height_px = clip_size_px(Look.of(geometry), room)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "clip.mp4"
        refuse_stops(flash_remarks(transcode(draft.path, out, width_px, height_px, on_progress)))
        return Made(geometry, room, workshop.blob(workshop.store.keep_file(out), "video/mp4"))
