"""From an upload to everything boards need of it: checked, rendered and spoken before anything is published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from controller.bulletins.boards import Boards
from controller.bulletins.draft import Draft, Options, Prepared, Upload
from controller.bulletins.kinds import Form, Kind
from controller.bulletins.reading import bulletin_of, check_glyphs, shortened, ticker_of, words_of
from controller.bulletins.render import check_document, made_for, zones_for
from controller.bulletins.sniffing import form_of, has_moving_pictures
from controller.library.speech import keep_sound
from controller.library.workshop import Workshop
from media.bulletin import clean
from media.picture import open_picture
from media.sound import OPUS_MEDIA_TYPE, Samples, count_of, decode, duration_of, joined, normalise
from media.speech import bulletin_script
from media.video import probe
from protocol.errors import InvalidInput, InvalidMedia
from protocol.manifest import Blob
from protocol.words import Words

RECORDING_MOST_MIN = 20
TITLE_LETTERS = 200
MEDIA_TYPES: dict[Form, str] = {
    "text": "text/plain; charset=utf-8",
    "table": "text/plain; charset=utf-8",
    "written": "application/json",
    "countdown": "application/json",
    "address": "text/plain; charset=utf-8",
    "picture": "image/*",
    "document": "application/octet-stream",
    "recording": "application/octet-stream",
}
"""Originals are kept to render them again, not to be shown in a browser."""


def prepare(workshop: Workshop, upload: Upload, options: Options, boards: Boards) -> Prepared:
    """Checks and renders one upload, publishing nothing; raises :class:`InvalidMedia` or :class:`InvalidInput`."""
    check_days(options)
    form = form_of(upload.path, upload.name)
    if form in ("text", "table"):
        return prepare_text(workshop, _draft("bulletin", form, upload, options), options, boards)
    if form == "picture":
        return _picture(workshop, _draft("picture", form, upload, options), options, boards)
    if form == "document":
        return _document(workshop, _draft("document", form, upload, options), options, boards)
    return _recording(workshop, upload, options, boards)


def prepare_text(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    """Anything that is paged, from its original on; raises :class:`InvalidInput`."""
    bulletin = bulletin_of(draft)
    check_glyphs(*words_of(bulletin))
    prepared = _rendered(workshop, draft, boards)
    script = bulletin_script(bulletin)
    languages = _spoken_in(workshop, options.language) if options.spoken else ()
    speech = tuple(workshop.speech(language, script, "bulletin") for language in languages)
    title = shortened(bulletin.title, TITLE_LETTERS)
    return replace(prepared, title=title, speech=speech, ticker=ticker_of(bulletin))


def kept_draft(
    workshop: Workshop, kind: Kind, form: Form, original: bytes, given_title: str, options: Options
) -> Draft:
    """A draft of something that is no file of anybody's; its original is in the store already."""
    return Draft(
        kind=kind,
        form=form,
        path=workshop.store.path_of(workshop.store.keep(original).sha256),
        given_title=given_title,
        source=options.source,
        last_date=options.last_date,
        full_screen=options.full_screen,
        page_ms=options.picture_ms,
    )


def keep_original(workshop: Workshop, draft: Draft) -> Blob:
    """The original of a draft, kept to be rendered again."""
    return workshop.blob(workshop.store.keep_file(draft.path), MEDIA_TYPES[draft.form])


def check_days(options: Options) -> None:
    """Raises :class:`InvalidInput` for days that end before they begin."""
    if options.last_date is not None and options.last_date < options.first_date:
        raise InvalidInput(
            Words("Ngày kết thúc ở trước ngày bắt đầu.", "The last day lies before the first day."),
            Words("Sửa một trong hai ngày.", "Correct one of the two days."),
        )


def check_title(title: str | None) -> str:
    """A title as boards draw it, empty when none is given; raises :class:`InvalidInput` for letters they have not."""
    cleaned = shortened(clean(title or ""), TITLE_LETTERS)
    check_glyphs(cleaned)
    return cleaned


def _spoken_in(workshop: Workshop, language: str) -> tuple[str, ...]:
    """A text in a language of the province's is said in all of them; one in another only in its own.

    Raises :class:`InvalidInput` for one that no voice here has.
    """
    if language in workshop.languages:
        return workshop.languages
    if not any(voice.speaks(language.partition("-")[0]) for voice in workshop.voices):
        raise _no_voice(language)
    return (language,)


def _picture(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    open_picture(draft.path)
    return replace(_rendered(workshop, draft, boards), duration_ms=options.picture_ms)


def _document(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    prepared = _rendered(workshop, draft, boards)
    if not prepared.renditions:
        check_document(draft.path)
    return replace(prepared, duration_ms=options.picture_ms)


def _recording(workshop: Workshop, upload: Upload, options: Options, boards: Boards) -> Prepared:
    if not has_moving_pictures(upload.path):
        return _sound(workshop, upload, options)
    facts = probe(upload.path)
    prepared = _rendered(workshop, _draft("video", "recording", upload, options), boards)
    return replace(prepared, duration_ms=facts.duration_ms, has_sound=facts.has_sound)


def _sound(workshop: Workshop, upload: Upload, options: Options) -> Prepared:
    samples = normalise(_decoded(upload))
    if not len(samples):
        raise _silent(upload.name)
    sound = workshop.blob(keep_sound(workshop.store, samples), OPUS_MEDIA_TYPE)
    prepared = _rendered(workshop, _draft("audio", "recording", upload, options), {})
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


def _rendered(workshop: Workshop, draft: Draft, boards: Boards) -> Prepared:
    original = keep_original(workshop, draft)
    made = tuple(made_for(workshop, draft, geometry, room) for geometry, room in zones_for(draft, boards))
    return Prepared(draft=draft, title=draft.given_title, original=original, renditions=made)


def _draft(kind: Kind, form: Form, upload: Upload, options: Options) -> Draft:
    """A text has a title of its own; anything else is called after its file."""
    given = (options.title or "").strip()
    title = given if form == "text" else given or Path(upload.name).stem or kind
    return Draft(
        kind=kind,
        form=form,
        path=upload.path,
        given_title=shortened(title, TITLE_LETTERS),
        source=options.source,
        last_date=options.last_date,
        full_screen=options.full_screen,
        page_ms=options.picture_ms,
    )


def _no_voice(language: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Không có giọng đọc cho ngôn ngữ “{language}”.", f"No voice speaks {language!r}."),
        Words(
            "Phát hành không đọc, và tải lên bản thu âm nếu cần.",
            "Publish it without speech, and upload a recording where one is needed.",
        ),
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
