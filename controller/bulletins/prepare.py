"""From an upload to everything boards need of it: checked, rendered and spoken before anything is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from controller.bulletins.draft import Draft, Options, Prepared, Upload
from controller.bulletins.kinds import Form, Kind, form_of, has_moving_pictures
from controller.bulletins.render import bulletin_of, made_for
from controller.library.speech import keep_sound
from controller.library.workshop import Workshop
from media.bulletin import Bulletin
from media.picture import open_picture
from media.sound import OPUS_MEDIA_TYPE, Samples, count_of, decode, duration_of, joined, normalise
from media.speech import bulletin_script
from media.text import Geometry, missing_glyphs
from media.video import probe
from protocol.errors import InvalidInput, InvalidMedia
from protocol.words import Words

RECORDING_MOST_MIN = 20
TICKER_LETTERS = 240
TITLE_LETTERS = 200
MEDIA_TYPES: dict[Form, str] = {
    "text": "text/plain; charset=utf-8",
    "picture": "image/*",
    "recording": "application/octet-stream",
}
"""Originals are kept to render them again, not to be shown in a browser."""


def prepare(workshop: Workshop, upload: Upload, options: Options, geometries: Sequence[Geometry]) -> Prepared:
    """Checks and renders one upload, publishing nothing; raises :class:`InvalidMedia` or :class:`InvalidInput`."""
    _check(options)
    form = form_of(upload.path)
    if form == "text":
        return _text(workshop, upload, options, geometries)
    if form == "picture":
        return _picture(workshop, upload, options, geometries)
    return _recording(workshop, upload, options, geometries)


def ticker_of(bulletin: Bulletin) -> str:
    """The running text of a bulletin: its title and how it begins, cut at a word."""
    first = next((block.text for block in bulletin.blocks if block.kind != "heading"), "")
    text = f"{bulletin.title}: {first}" if first else bulletin.title
    return shortened(text, TICKER_LETTERS)


def shortened(text: str, most: int) -> str:
    """``text``, or as many of its first words as fit in ``most`` letters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0] + "…"


def _text(workshop: Workshop, upload: Upload, options: Options, geometries: Sequence[Geometry]) -> Prepared:
    draft = _draft("bulletin", upload, options)
    bulletin = bulletin_of(draft)
    _check_glyphs(bulletin)
    prepared = _rendered(workshop, draft, "text", geometries)
    script = bulletin_script(bulletin)
    languages = workshop.languages if options.spoken else ()
    speech = tuple(workshop.speech(language, script, "bulletin") for language in languages)
    title = shortened(bulletin.title, TITLE_LETTERS)
    return replace(prepared, title=title, speech=speech, ticker=ticker_of(bulletin))


def _picture(workshop: Workshop, upload: Upload, options: Options, geometries: Sequence[Geometry]) -> Prepared:
    open_picture(upload.path)
    prepared = _rendered(workshop, _draft("picture", upload, options), "picture", geometries)
    return replace(prepared, duration_ms=options.picture_ms)


def _recording(workshop: Workshop, upload: Upload, options: Options, geometries: Sequence[Geometry]) -> Prepared:
    if not has_moving_pictures(upload.path):
        return _sound(workshop, upload, options)
    facts = probe(upload.path)
    prepared = _rendered(workshop, _draft("video", upload, options), "recording", geometries)
    return replace(prepared, duration_ms=facts.duration_ms, has_sound=facts.has_sound)


def _sound(workshop: Workshop, upload: Upload, options: Options) -> Prepared:
    samples = normalise(_decoded(upload))
    if not len(samples):
        raise _silent(upload.name)
    sound = workshop.blob(keep_sound(workshop.store, samples), OPUS_MEDIA_TYPE)
    prepared = _rendered(workshop, _draft("audio", upload, options), "recording", ())
    return replace(prepared, sound=sound, duration_ms=duration_of(samples), has_sound=True)


def _decoded(upload: Upload) -> Samples:
    """All samples of a recording, given up as soon as it proves too long for memory."""
    chunks, count = [], 0
    for chunk in decode(upload.path):
        chunks.append(chunk)
        count += len(chunk)
        if count > count_of(RECORDING_MOST_MIN * 60_000):
            raise _too_long(upload.name)
    return joined(chunks)


def _rendered(workshop: Workshop, draft: Draft, form: Form, geometries: Sequence[Geometry]) -> Prepared:
    original = workshop.blob(workshop.store.keep_file(draft.path), MEDIA_TYPES[form])
    made = tuple(made_for(workshop, draft, geometry) for geometry in geometries)
    return Prepared(draft=draft, title=draft.given_title, original=original, renditions=made)


def _draft(kind: Kind, upload: Upload, options: Options) -> Draft:
    """A text has a title of its own; anything else is called after its file."""
    given = (options.title or "").strip()
    title = given if kind == "bulletin" else given or Path(upload.name).stem or kind
    return Draft(kind, upload.path, shortened(title, TITLE_LETTERS), options.source, options.last_date)


def _check(options: Options) -> None:
    if options.last_date is not None and options.last_date < options.first_date:
        raise InvalidInput(
            Words("Ngày kết thúc ở trước ngày bắt đầu.", "The last day lies before the first day."),
            Words("Sửa một trong hai ngày.", "Correct one of the two days."),
        )


def _check_glyphs(bulletin: Bulletin) -> None:
    words = " ".join((bulletin.title, bulletin.source, *(block.text for block in bulletin.blocks)))
    missing = missing_glyphs(words)
    if missing:
        letters = " ".join(missing[:10])
        raise InvalidInput(
            Words(f"Bảng tin không có phông cho các ký tự: {letters}", f"Boards have no font for: {letters}"),
            Words("Thay các ký tự đó rồi phát hành lại.", "Replace them, then publish again."),
        )


def _silent(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"“{name}” không có âm thanh nào nghe được.", f"Nothing can be heard in {name!r}."),
        Words("Thu âm lại rồi thử lần nữa.", "Record it again, then try once more."),
    )


def _too_long(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"“{name}” dài hơn {RECORDING_MOST_MIN} phút.", f"{name!r} is longer than {RECORDING_MOST_MIN} minutes."),
        Words("Cắt thành các phần ngắn hơn.", "Cut it into shorter parts."),
    )
