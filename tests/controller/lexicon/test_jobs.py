"""What is published follows the lexicon, and what an entry is not about keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from controller.alerts.jobs import write_draft
from controller.alerts.models import AlertWords
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.models import Content, ContentSpeech
from controller.bulletins.service import withdraw
from controller.bulletins.written import CardSheet
from controller.db import session_scope
from controller.lexicon import service
from controller.lexicon.entry import Entry
from controller.lexicon.jobs import respeak
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from media.bulletin import Card
from media.sound import chime
from media.speech.manner import Manner
from media.speech.voice import NotAvailable, Spoken
from protocol.alert import AlertText
from protocol.ids import EpochMs
from protocol.words import Words
from tests.controller.alerts.flood import flood
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import CITY, NORTH, SOUTH, person

APPROVER = person("approver")
TODAYS = Options(first_date=TODAY)
NOW = EpochMs(1_800_000_000_000)


def list_word(workshop: Workshop, unit_id: str, written: str, spoken: str) -> None:
    with session_scope(workshop.engine) as session:
        service.put(session, APPROVER, unit_id, [Entry(written, spoken)], NOW)


def publish(workshop: Workshop, folder: Path, text: str, unit_id: str = NORTH) -> Content:
    path = folder / "tin.txt"
    path.write_text(text, "utf-8")
    [content] = publish_files(workshop, APPROVER, [Upload(path, path.name)], unit_id, TODAYS)
    return content


def sound_of(workshop: Workshop, content: Content) -> str:
    with Session(workshop.engine) as session:
        return session.exec(select(ContentSpeech.sha256).where(ContentSpeech.content_id == content.id)).one()


def test_a_published_text_is_said_anew_and_others_keep_their_bytes(workshop: Workshop, tmp_path: Path) -> None:
    about = publish(workshop, tmp_path, "Đồn KPX thông báo họp.")
    other = publish(workshop, tmp_path, "Tối nay họp tại nhà văn hóa.")
    before, others = sound_of(workshop, about), sound_of(workshop, other)
    assert respeak(workshop) == 0
    list_word(workshop, NORTH, "KPX", "khu phố mười")
    assert respeak(workshop) == 1
    after = sound_of(workshop, about)
    assert after != before
    assert sound_of(workshop, other) == others
    assert respeak(workshop) == 0
    with session_scope(workshop.engine) as session:
        [row] = service.list_entries(session, APPROVER)
        service.remove(session, APPROVER, row.id)
    assert respeak(workshop) == 1
    assert sound_of(workshop, about) == before


def test_it_is_said_as_whoever_publishes_after_the_entry_has_it(workshop: Workshop, tmp_path: Path) -> None:
    before = publish(workshop, tmp_path, "Đồn KPX thông báo họp.")
    list_word(workshop, CITY, "KPX", "khu phố mười")
    respeak(workshop)
    respoken = sound_of(workshop, before)
    again = publish(workshop, tmp_path, "Đồn KPX thông báo họp.")
    assert sound_of(workshop, again) == respoken
    assert respeak(workshop) == 0


def test_a_word_of_another_unit_changes_nothing(workshop: Workshop, tmp_path: Path) -> None:
    of_city = publish(workshop, tmp_path, "Đồn KPX thông báo họp.", CITY)
    of_north = publish(workshop, tmp_path, "Đồn KPX thông báo họp.")
    held = sound_of(workshop, of_city), sound_of(workshop, of_north)
    list_word(workshop, SOUTH, "KPX", "khu phố mười")
    assert respeak(workshop) == 0
    assert (sound_of(workshop, of_city), sound_of(workshop, of_north)) == held


def test_devices_are_told_of_the_new_sound(boards: Workshop, tmp_path: Path) -> None:
    publish(boards, tmp_path, "Đồn KPX thông báo họp.")
    pace = Pace(60, 60, "Asia/Ho_Chi_Minh")
    assert republish(boards, pace) == 2
    list_word(boards, NORTH, "KPX", "khu phố mười")
    assert respeak(boards) == 1
    assert republish(boards, pace) == 2


def test_cards_are_said_by_the_lexicon_too(workshop: Workshop) -> None:
    sheet = CardSheet("Thời tiết KPX", (Card("Mưa", "12 mm", ""),))
    plain = sound_of(workshop, publish_written(workshop, APPROVER, sheet, NORTH, TODAYS))
    list_word(workshop, NORTH, "KPX", "khu phố mười")
    assert sound_of(workshop, publish_written(workshop, APPROVER, sheet, NORTH, TODAYS)) != plain


def test_alerts_are_said_by_the_lexicon_from_then_on(workshop: Workshop) -> None:
    text = AlertText(language="vi", headline="Đồn KPX bị cô lập")

    def said(*unit_ids: str) -> str | None:
        row = write_draft(workshop, person("operator"), flood(unit_ids=unit_ids, texts=(text,)))
        with Session(workshop.engine) as session:
            return session.exec(select(AlertWords.speech_sha256).where(AlertWords.alert_id == row.id)).one()

    before = said(NORTH), said(NORTH, SOUTH)
    list_word(workshop, NORTH, "KPX", "khu phố mười")
    assert said(NORTH) != before[0]
    assert said(NORTH, SOUTH) == before[1], "the south has no such word"


def test_what_is_withdrawn_and_what_a_person_recorded_stays(workshop: Workshop, tmp_path: Path) -> None:
    gone = publish(workshop, tmp_path, "Đồn KPX thông báo họp lần một.")
    recorded = publish(workshop, tmp_path, "Đồn KPX thông báo họp lần hai.")
    stored = workshop.sound(chime())
    with session_scope(workshop.engine) as session:
        withdraw(session, APPROVER, gone.id, NOW)
        row = session.exec(select(ContentSpeech).where(ContentSpeech.content_id == recorded.id)).one()
        row.sha256, row.voice = stored.sha256, "recording"
        session.add(row)
    held = sound_of(workshop, gone), sound_of(workshop, recorded)
    list_word(workshop, NORTH, "KPX", "khu phố mười")
    assert respeak(workshop) == 0
    assert (sound_of(workshop, gone), sound_of(workshop, recorded)) == held


class Struck:
    """A voice that has nothing to say until it is mended."""

    name = "struck"

    def __init__(self) -> None:
        self.works = True

    def speaks(self, language: str) -> bool:
        return True

    def speak(self, text: str, language: str, manner: Manner) -> Spoken:
        if not self.works:
            raise NotAvailable(Words("Không có.", "Not now."), Words("Thôi.", "Leave it."))
        return Spoken(chime()[: 20_000 + 100 * len(text)], self.name)


def test_what_no_voice_can_say_now_is_said_later(
    workshop: Workshop, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    voice = Struck()
    hoarse = Workshop(workshop.engine, workshop.store, (voice,), ("vi",))
    content = publish(hoarse, tmp_path, "Đồn KPX thông báo họp.")
    before = sound_of(workshop, content)
    list_word(workshop, NORTH, "KPX", "khu phố mười")
    voice.works = False
    assert respeak(hoarse) == 0
    assert content.id in caplog.text
    assert sound_of(workshop, content) == before
    voice.works = True
    assert respeak(hoarse) == 1
    assert sound_of(workshop, content) != before
