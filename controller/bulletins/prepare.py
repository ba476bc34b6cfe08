"""From an upload to everything boards need of it: checked, rendered and spoken before anything is published."""

from __future__ import annotations

from dataclasses import replace

from controller.bulletins.boards import Boards
from controller.bulletins.checks import check_days
from controller.bulletins.draft import Draft, Options, Prepared, Upload
from controller.bulletins.originals import TITLE_LETTERS, rendered, upload_draft
from controller.bulletins.reading import bulletin_of, check_glyphs, shortened, ticker_of, word_document, words_of
from controller.bulletins.recordings import prepare_recording
from controller.bulletins.render import check_document
from controller.bulletins.sniffing import form_of
from controller.library.workshop import Workshop
from media.picture import open_picture
from media.speech.languages import primary_of
from media.speech.scripts import bulletin_script


def prepare(workshop: Workshop, upload: Upload, options: Options, boards: Boards) -> Prepared:
    """Checks and renders one upload, publishing nothing; raises :class:`InvalidMedia` or :class:`InvalidInput`."""
    check_days(options)
    form = form_of(upload.path, upload.name)
    if form in ("text", "table"):
        return prepare_text(workshop, upload_draft("bulletin", form, upload, options), options, boards)
    if form == "word":
        return _word(workshop, upload_draft("bulletin", form, upload, options), options, boards)
    if form == "picture":
        return _picture(workshop, upload_draft("picture", form, upload, options), options, boards)
    if form == "document":
        return _document(workshop, upload_draft("document", form, upload, options), options, boards)
    return prepare_recording(workshop, upload, options, boards)


def prepare_text(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    """Anything that is paged, from its original on; raises :class:`InvalidInput`."""
    bulletin = bulletin_of(draft)
    check_glyphs(*words_of(bulletin))
    prepared = rendered(workshop, draft, boards)
    script = bulletin_script(bulletin)
    languages = _spoken_in(workshop, options.language) if options.spoken else ()
    speech = tuple(workshop.speech(language, script, "bulletin") for language in languages)
    title = shortened(bulletin.title, TITLE_LETTERS)
    return replace(prepared, title=title, speech=speech, ticker=ticker_of(bulletin))


def _spoken_in(workshop: Workshop, language: str) -> tuple[str, ...]:
    """Its own language, where a voice has that: any other would be noise, and waits for somebody to record it."""
    return (language,) if any(voice.speaks(primary_of(language)) for voice in workshop.voices) else ()


def _word(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    prepared = prepare_text(workshop, draft, options, boards)
    return replace(prepared, left_out=word_document(draft).left_out)


def _picture(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    open_picture(draft.path)
    return replace(rendered(workshop, draft, boards), duration_ms=options.picture_ms)


def _document(workshop: Workshop, draft: Draft, options: Options, boards: Boards) -> Prepared:
    prepared = rendered(workshop, draft, boards)
    if not prepared.renditions:
        check_document(draft.path)
    return replace(prepared, duration_ms=options.picture_ms)
