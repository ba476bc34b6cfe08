"""Nobody hears what no person approved: the way of a translation from a machine's draft to the loudspeakers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.models import Content
from controller.bulletins.translated import translation_of, translations_of
from controller.bulletins.written import CardSheet
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.recordings.jobs import record
from controller.recordings.languages import InLanguage, in_languages
from controller.translations.jobs import (
    approve_translation,
    correct_translation,
    draft_translation,
    give_up_translation,
)
from media.bulletin import Card
from media.translation.translator import NotTranslated
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from protocol.manifest import BulletinItem
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import NORTH, SOUTH, person
from tests.controller.recordings.voices import recorded
from tests.controller.translations.engine import WordForWord

EDITOR, APPROVER = person("editor", NORTH), person("approver", NORTH)
OPTIONS = Options(first_date=TODAY)
WORDS = "Vaccination in December.\nSaturday at half past seven."
PACE = Pace(60.0, 30.0, "Asia/Ho_Chi_Minh")


@pytest.fixture
def province(boards: Workshop) -> Workshop:
    return replace(boards, translators=(WordForWord(),))


@pytest.fixture
def content(province: Workshop, text: Upload) -> Content:
    [published] = publish_files(province, APPROVER, [text], NORTH, OPTIONS)
    return published


def voices(workshop: Workshop, content: Content) -> dict[str, str]:
    with session_scope(workshop.engine, writes=False) as session:
        item = item_of(session, session.get_one(Content, content.id), None)
    assert isinstance(item, BulletinItem)
    return {one.language: one.voice for one in item.speech}


def listed(workshop: Workshop, content: Content) -> dict[str, InLanguage]:
    with session_scope(workshop.engine, writes=False) as session:
        return {one.language: one for one in in_languages(session, workshop, session.get_one(Content, content.id))}


def words_of(workshop: Workshop, content: Content, language: str) -> str:
    with session_scope(workshop.engine, writes=False) as session:
        row = translation_of(session, session.get_one(Content, content.id), language)
    return row.text if row else ""


def test_a_draft_is_neither_heard_nor_shown(province: Workshop, content: Content) -> None:
    republish(province, PACE)
    before = voices(province, content)
    draft_translation(province, EDITOR, content.id, "en")
    assert words_of(province, content, "en").startswith("In en: Lịch tiêm chủng tháng 12.\nIn en: Trạm Y tế")
    assert voices(province, content) == before
    assert republish(province, PACE) == 0
    with session_scope(province.engine, writes=False) as session:
        [row] = translations_of(session, session.get_one(Content, content.id))
    assert (row.engine, row.licence_vi, row.approved_at_ms) == ("word-for-word", "Chỉ để thử", None)


def test_approved_it_is_read_by_an_engine_that_has_the_language(province: Workshop, content: Content) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    approve_translation(province, APPROVER, content.id, "en", WORDS)
    assert voices(province, content) == {"en": "espeak-ng en", "vi": "espeak-ng vi"}
    assert (listed(province, content)["en"].state, listed(province, content)["en"].translation) == (
        "engine",
        "approved",
    )
    assert words_of(province, content, "en") == WORDS
    assert republish(province, PACE) > 0


def test_without_an_engine_it_is_what_somebody_records(province: Workshop, content: Content, tmp_path: Path) -> None:
    draft_translation(province, EDITOR, content.id, "sti")
    approve_translation(province, APPROVER, content.id, "sti", "Bu nar.")
    assert voices(province, content) == {"vi": "espeak-ng vi"}
    assert words_of(province, content, "sti") == "Bu nar."
    path = recorded(tmp_path / "sti.wav")
    record(province, APPROVER, content.id, "sti", Upload(path, path.name))
    assert voices(province, content)["sti"] == "recording"


def test_changed_it_is_a_draft_again_and_silent(province: Workshop, content: Content) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    approve_translation(province, APPROVER, content.id, "en", WORDS)
    correct_translation(province, APPROVER, content.id, "en", "  Vaccination   soon.\n\n")
    assert words_of(province, content, "en") == "Vaccination soon."
    assert set(voices(province, content)) == {"vi"}
    assert listed(province, content)["en"].translation == "draft"


def test_drafted_anew_it_is_a_draft_again(province: Workshop, content: Content) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    approve_translation(province, APPROVER, content.id, "en", WORDS)
    draft_translation(province, APPROVER, content.id, "en")
    assert set(voices(province, content)) == {"vi"}


def test_given_up_it_is_gone(province: Workshop, content: Content) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    approve_translation(province, APPROVER, content.id, "en", WORDS)
    give_up_translation(province, APPROVER, content.id, "en")
    assert set(voices(province, content)) == {"vi"}
    with pytest.raises(NotFound):
        give_up_translation(province, APPROVER, content.id, "en")


def test_published_again_it_stays_and_other_words_silence_it(province: Workshop) -> None:
    def sheet(value: str) -> Content:
        return publish_written(province, APPROVER, CardSheet("Nước", (Card("Sông Bé", value),)), NORTH, OPTIONS)

    content = sheet("2 m")
    draft_translation(province, EDITOR, content.id, "en")
    approve_translation(province, APPROVER, content.id, "en", "Water at two metres.")
    sheet("2 m")
    assert set(voices(province, content)) == {"en", "vi"}
    sheet("3 m")
    assert set(voices(province, content)) == {"vi"}
    with pytest.raises(NotFound):
        correct_translation(province, EDITOR, content.id, "en", "Water at two metres.")


def test_who_only_writes_can_draft_and_not_let_it_be_heard(province: Workshop, content: Content) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    correct_translation(province, EDITOR, content.id, "en", WORDS)
    with pytest.raises(NotAllowed):
        approve_translation(province, EDITOR, content.id, "en", WORDS)
    approve_translation(province, APPROVER, content.id, "en", WORDS)
    for change in (
        lambda: correct_translation(province, EDITOR, content.id, "en", "Other words."),
        lambda: draft_translation(province, EDITOR, content.id, "en"),
        lambda: give_up_translation(province, EDITOR, content.id, "en"),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert voices(province, content)["en"] == "espeak-ng en"


def test_what_can_not_be_translated_is_refused(province: Workshop, content: Content, boards: Workshop) -> None:
    with pytest.raises(Conflict):
        draft_translation(province, EDITOR, content.id, "vi")
    with pytest.raises(InvalidInput):
        draft_translation(province, EDITOR, content.id, "tiếng Anh")
    with pytest.raises(NotFound):
        draft_translation(province, person("approver", SOUTH), content.id, "en")
    with pytest.raises(NotTranslated, match="No engine"):
        draft_translation(province, EDITOR, content.id, "cmo")
    with pytest.raises(NotTranslated, match="No engine"):
        draft_translation(boards, EDITOR, content.id, "en")


@pytest.mark.parametrize("words", ["", " \n ", "x" * 20_001])
def test_nothing_and_too_much_is_not_approved(province: Workshop, content: Content, words: str) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    with pytest.raises(InvalidInput):
        approve_translation(province, APPROVER, content.id, "en", words)
    assert listed(province, content)["en"].translation == "draft"


def test_an_engine_that_fails_leaves_what_was_there(province: Workshop, content: Content) -> None:
    draft_translation(province, EDITOR, content.id, "en")
    correct_translation(province, EDITOR, content.id, "en", WORDS)
    broken = WordForWord()
    broken.fails = True
    with pytest.raises(NotTranslated, match="broken"):
        draft_translation(replace(province, translators=(broken,)), EDITOR, content.id, "en")
    assert words_of(province, content, "en") == WORDS


def test_the_button_is_there_only_with_an_engine(province: Workshop, content: Content, boards: Workshop) -> None:
    english = replace(province, languages=("vi", "en", "cmo"))
    assert {code: one.can_draft for code, one in listed(english, content).items()} == {
        "vi": False,
        "en": True,
        "cmo": False,
    }
    assert not listed(replace(boards, languages=("vi", "en")), content)["en"].can_draft
