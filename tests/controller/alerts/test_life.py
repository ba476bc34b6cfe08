from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from sqlmodel import Session, select

from controller.alerts import service
from controller.alerts.draft import AlertDraft
from controller.alerts.jobs import tend, write_draft
from controller.alerts.listing import list_alerts
from controller.alerts.models import AlertRow, Receipt
from controller.alerts.sets import state_sets
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import Workshop
from media.speech.manner import Manner
from media.speech.voice import NotAvailable, Spoken
from protocol.alert import AlertText
from protocol.documents import AlertSet
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.words import Words
from tests.controller.alerts.flood import FLOOD, TEXT, flood
from tests.controller.places import CITY, NORTH, SOUTH, person, stand

OFFICER = person("operator")
NOW = EpochMs(1_795_000_000_000)
HOUR_MS = 60 * 60 * 1000


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with session_scope(workshop.engine) as session:
        yield session


def set_in(session: Session, unit_id: str) -> AlertSet | None:
    row = documents.find(session, "alerts", unit_id)
    return msgspec.json.decode(row.body, type=AlertSet) if row else None


def rev_in(session: Session, unit_id: str) -> int:
    row = documents.find(session, "alerts", unit_id)
    return row.rev if row else 0


def send(session: Session, draft: AlertDraft = FLOOD, now_ms: EpochMs = NOW) -> AlertRow:
    row = service.write(session, OFFICER, draft, now_ms)
    return service.confirm(session, OFFICER, row.id, now_ms)


def test_a_draft_warns_nobody(session: Session) -> None:
    row = service.write(session, OFFICER, FLOOD, NOW)
    state_sets(session, NOW)
    assert (row.state, set_in(session, NORTH)) == ("draft", None)


def test_confirmed_it_is_in_force_in_its_unit_and_nowhere_else(session: Session) -> None:
    row = send(session)
    told = set_in(session, NORTH)
    assert told is not None
    [alert] = told.alerts
    assert (alert.id, alert.event, alert.level, alert.severity) == (row.id, "Lũ quét", 3, "Severe")
    assert (alert.sent_at_ms, alert.expires_at_ms) == (NOW, NOW + HOUR_MS)
    assert alert.texts == (TEXT,)
    assert set_in(session, SOUTH) is None


def test_confirming_twice_changes_nothing(session: Session) -> None:
    row = send(session)
    before = rev_in(session, NORTH)
    service.confirm(session, OFFICER, row.id, EpochMs(NOW + 5))
    assert (row.sent_at_ms, rev_in(session, NORTH)) == (NOW, before)


def test_the_denominator_is_who_stands_there_when_it_is_sent(session: Session) -> None:
    row = send(session, flood(unit_ids=(CITY,)))
    stand(session, "later", NORTH, "led-p5-640x384")
    state_sets(session, NOW)
    counted_on = select(Receipt.device_id).where(Receipt.alert_id == row.id, Receipt.expected)
    expected = set(session.exec(counted_on).all())
    assert expected == {"led", "loa", "board"}


def test_units_below_others_are_left_out(session: Session) -> None:
    row = service.write(session, OFFICER, flood(unit_ids=(NORTH, CITY, SOUTH)), NOW)
    assert service.targets_of(session, row.id) == [CITY]


def test_lifted_it_leaves_the_set_and_boards_are_told_that_it_was_lifted(session: Session) -> None:
    row = send(session)
    later = EpochMs(NOW + 1_000)
    assert service.lift(session, OFFICER, row.id, later).state == "lifted"
    assert set_in(session, NORTH) == AlertSet(alerts=(), lifted=(row.id,))
    before = rev_in(session, NORTH)
    service.lift(session, OFFICER, row.id, EpochMs(NOW + 2_000))
    assert (row.ended_at_ms, rev_in(session, NORTH)) == (later, before)
    service.expire(session, EpochMs(NOW + 2 * HOUR_MS))
    assert set_in(session, NORTH) == AlertSet()


def test_it_expires_by_itself(session: Session) -> None:
    row = send(session)
    assert service.expire(session, EpochMs(NOW + HOUR_MS - 1)) == 0
    assert service.expire(session, EpochMs(NOW + HOUR_MS)) == 2
    assert (row.state, set_in(session, NORTH)) == ("expired", AlertSet())
    assert service.expire(session, EpochMs(NOW + HOUR_MS + 1)) == 0


def test_two_alerts_end_one_after_the_other(session: Session) -> None:
    first, second = send(session), send(session, flood(lasts_ms=2 * HOUR_MS), EpochMs(NOW + 5))
    told = set_in(session, NORTH)
    assert told is not None
    assert [alert.id for alert in told.alerts] == [first.id, second.id]
    service.expire(session, EpochMs(NOW + HOUR_MS))
    told = set_in(session, NORTH)
    assert told is not None
    assert [alert.id for alert in told.alerts] == [second.id]


def test_what_a_crash_left_behind_is_put_right(session: Session) -> None:
    row = send(session)
    row.state = "lifted"
    session.add(row)
    assert service.expire(session, NOW) == 1
    assert set_in(session, NORTH) == AlertSet(lifted=(row.id,))


@pytest.mark.parametrize("state", ["lifted", "expired"])
def test_what_has_ended_is_never_sent_again(session: Session, state: str) -> None:
    row = send(session)
    service.lift(session, OFFICER, row.id, NOW) if state == "lifted" else service.expire(
        session, EpochMs(NOW + HOUR_MS)
    )
    with pytest.raises(Conflict):
        service.confirm(session, OFFICER, row.id, EpochMs(NOW + 5))


def test_a_draft_cannot_be_lifted(session: Session) -> None:
    row = service.write(session, OFFICER, FLOOD, NOW)
    with pytest.raises(Conflict, match="draft"):
        service.lift(session, OFFICER, row.id, NOW)


def test_a_unit_holds_only_so_many(session: Session) -> None:
    for _ in range(LIMITS.alerts_in_a_set):
        send(session)
    with pytest.raises(Conflict, match="Lift an old one"):
        send(session)


@pytest.mark.parametrize(
    "draft",
    [
        flood(level=0),
        flood(level=6),
        flood(event="  "),
        flood(event="x" * 201),
        flood(texts=()),
        flood(texts=(TEXT, TEXT)),
        flood(texts=(msgspec.structs.replace(TEXT, headline=" "),)),
        flood(texts=(msgspec.structs.replace(TEXT, description="x" * 2_001),)),
        flood(unit_ids=()),
        flood(lasts_ms=59_999),
        flood(lasts_ms=8 * 24 * HOUR_MS),
        flood(until_ms=NOW - 1),
        flood(severity="Awful"),
    ],
    ids=lambda draft: "",
)
def test_what_boards_could_not_take_is_refused(session: Session, draft: AlertDraft) -> None:
    with pytest.raises(InvalidInput, match="can't be sent"):
        service.write(session, OFFICER, draft, NOW)


def test_only_who_may_warn_there_may_warn(session: Session) -> None:
    for actor in (person("approver"), person("operator", SOUTH)):
        with pytest.raises(NotAllowed):
            service.write(session, actor, FLOOD, NOW)
    with pytest.raises(NotFound):
        service.write(session, OFFICER, flood(unit_ids=("9-20250701",)), NOW)
    row = service.write(session, OFFICER, FLOOD, NOW)
    for act in (service.confirm, service.lift):
        with pytest.raises(NotAllowed):
            act(session, person("auditor"), row.id, NOW)
        with pytest.raises(NotFound):
            act(session, person("operator", SOUTH), row.id, NOW)


def test_a_commune_sees_what_the_city_warns_of(session: Session) -> None:
    north, city = send(session), send(session, flood(unit_ids=(CITY,)), EpochMs(NOW + 1))
    seen = [row.id for row in list_alerts(session, person("auditor", SOUTH))]
    assert seen == [city.id]
    assert {row.id for row in list_alerts(session, person("auditor", NORTH))} == {north.id, city.id}


def test_it_is_spoken_before_it_is_sent(workshop: Workshop) -> None:
    row = write_draft(workshop, OFFICER, flood(status="Exercise"))
    with session_scope(workshop.engine) as session:
        service.confirm(session, OFFICER, row.id, wall_ms())
        told = set_in(session, NORTH)
    assert told is not None
    assert told.alerts[0].status == "Exercise"
    speech = told.alerts[0].texts[0].speech
    assert speech is not None
    assert (speech.language, speech.blob.media_type) == ("vi", "audio/ogg")
    assert speech.duration_ms > 3_000


class Mute:
    """A voice that has lost its service."""

    name = "mute"

    def speaks(self, language: str) -> bool:
        return True

    def speak(self, text: str, language: str, manner: Manner) -> Spoken:
        raise NotAvailable(Words("Không có giọng.", "No voice."), Words("Thử lại.", "Try again."))


def test_without_a_voice_it_goes_out_all_the_same(workshop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        row = write_draft(replace(workshop, voices=(Mute(),)), OFFICER, FLOOD)
    assert "without speech" in caplog.text
    with session_scope(workshop.engine) as session:
        assert service.confirm(session, OFFICER, row.id, wall_ms()).state == "active"
        told = set_in(session, NORTH)
    assert told is not None
    addressed = msgspec.structs.replace(TEXT, area="Phường Bình Phước", sender_name="Thành phố Đồng Nai")
    assert told.alerts[0].texts == (addressed,)


def test_the_job_has_nothing_to_do_when_nothing_changed(workshop: Workshop) -> None:
    row = write_draft(workshop, OFFICER, FLOOD)
    assert tend(workshop) == 0
    with session_scope(workshop.engine) as session:
        service.confirm(session, OFFICER, row.id, wall_ms())
    assert tend(workshop) == 0


def test_texts_keep_their_order(session: Session) -> None:
    english = AlertText(language="en", headline="Flash flood")
    row = send(session, flood(texts=(TEXT, english)))
    told = set_in(session, NORTH)
    assert told is not None
    assert [text.language for text in told.alerts[0].texts] == ["vi", "en"]
    assert row.severity == "Severe"


def test_nothing_is_rendered_for_who_may_not_warn(workshop: Workshop) -> None:
    with pytest.raises(NotAllowed):
        write_draft(replace(workshop, voices=()), person("auditor"), FLOOD)
