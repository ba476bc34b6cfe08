"""One draft for one geometry of board: pages of a text, a fitted picture, a transcoded clip."""

from __future__ import annotations

import tempfile
from pathlib import Path

from controller.bulletins.draft import Draft, Made
from controller.bulletins.kinds import text_of
from controller.library.workshop import Workshop
from media.board import Look
from media.bulletin import Bulletin, encode_pages, read_bulletin
from media.picture import encode_webp, fit, open_picture
from media.text import Geometry, paginate
from media.video import transcode

PAGES_MEDIA_TYPE = "application/vnd.rao.pages+json"


def made_for(workshop: Workshop, draft: Draft, geometry: Geometry) -> Made:
    """The draft, which is not only sound, as boards of this geometry play it."""
    if draft.kind == "bulletin":
        return _pages(workshop, draft, geometry)
    if draft.kind == "picture":
        return _picture(workshop, draft, geometry)
    return _clip(workshop, draft, geometry)


def bulletin_of(draft: Draft) -> Bulletin:
    """The text of a draft, taken apart; its end of validity is told to readers."""
    read = read_bulletin(text_of(draft.path), draft.given_title or None)
    until = draft.last_date.strftime("%d/%m/%Y") if draft.last_date else ""
    return Bulletin(title=read.title, blocks=read.blocks, source=draft.source or read.source, valid_until=until)


def clip_size_px(look: Look) -> tuple[int, int]:
    """The shape of the whole board, as large as fits in the main box: there boards show clips unscaled."""
    width_px, height_px = look.size
    scale = min(look.main.width_px / width_px, look.main.height_px / height_px)
    return round(width_px * scale), round(height_px * scale)


def _pages(workshop: Workshop, draft: Draft, geometry: Geometry) -> Made:
    paged = paginate(bulletin_of(draft), geometry)
    blob = workshop.blob(workshop.store.keep(encode_pages(paged)), PAGES_MEDIA_TYPE)
    return Made(geometry, blob, tuple(page.duration_ms for page in paged.pages))


def _picture(workshop: Workshop, draft: Draft, geometry: Geometry) -> Made:
    box = Look.of(geometry).main
    fitted = fit(open_picture(draft.path), box.width_px, box.height_px)
    return Made(geometry, workshop.blob(workshop.store.keep(encode_webp(fitted)), "image/webp"))


def _clip(workshop: Workshop, draft: Draft, geometry: Geometry) -> Made:
    width_px, height_px = clip_size_px(Look.of(geometry))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "clip.mp4"
        transcode(draft.path, out, width_px, height_px)
        return Made(geometry, workshop.blob(workshop.store.keep_file(out), "video/mp4"))
