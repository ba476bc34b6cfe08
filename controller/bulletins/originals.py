"""Originals, kept to be rendered again, and drafts of them rendered for all boards there are."""

from __future__ import annotations

from pathlib import Path

from controller.bulletins.boards import Boards
from controller.bulletins.draft import Draft, Options, Prepared, Upload
from controller.bulletins.kinds import Form, Kind
from controller.bulletins.models import Content
from controller.bulletins.reading import shortened
from controller.bulletins.render import made_for, zones_for
from controller.library.workshop import Workshop
from protocol.ids import Sha256
from protocol.manifest import Blob

TITLE_LETTERS = 200
MEDIA_TYPES: dict[Form, str] = {
    "text": "text/plain; charset=utf-8",
    "table": "text/plain; charset=utf-8",
    "word": "application/octet-stream",
    "written": "application/json",
    "countdown": "application/json",
    "address": "text/plain; charset=utf-8",
    "station": "text/plain; charset=utf-8",
    "picture": "image/*",
    "document": "application/octet-stream",
    "recording": "application/octet-stream",
}
"""Originals are kept to render them again, not to be shown in a browser."""


def upload_draft(kind: Kind, form: Form, upload: Upload, options: Options) -> Draft:
    """A draft of somebody's file. A text, in Word too, has its own title; anything else is called after its file."""
    given = (options.title or "").strip()
    title = given if form in ("text", "word") else given or Path(upload.name).stem or kind
    return _draft(kind, form, upload.path, shortened(title, TITLE_LETTERS), options)


def standing_upload(workshop: Workshop, content: Content) -> Upload:
    """The file of a content, to be prepared anew as it is."""
    name = f"{content.given_title}.csv" if content.form == "table" else content.given_title
    return Upload(workshop.store.path_of(Sha256(content.original_sha256)), name)


def kept_draft(
    workshop: Workshop, kind: Kind, form: Form, original: bytes, given_title: str, options: Options
) -> Draft:
    """A draft of something that is no file of anybody's; its original is in the store already."""
    path = workshop.store.path_of(workshop.store.keep(original).sha256)
    return _draft(kind, form, path, given_title, options)


def keep_original(workshop: Workshop, draft: Draft) -> Blob:
    """The original of a draft, kept to be rendered again."""
    return workshop.blob(workshop.store.keep_file(draft.path), MEDIA_TYPES[draft.form])


def rendered(workshop: Workshop, draft: Draft, boards: Boards) -> Prepared:
    """The draft for all these boards, its original kept; raises :class:`protocol.errors.InvalidMedia`."""
    original = keep_original(workshop, draft)
    made = tuple(made_for(workshop, draft, geometry, room) for geometry, room in zones_for(draft, boards))
    return Prepared(draft=draft, title=draft.given_title, original=original, renditions=made)


def _draft(kind: Kind, form: Form, path: Path, given_title: str, options: Options) -> Draft:
    return Draft(
        kind=kind,
        form=form,
        path=path,
        given_title=given_title,
        source=options.source,
        last_date=options.last_date,
        full_screen=options.full_screen,
        page_ms=options.picture_ms,
    )
