"""What was lost between broker and device is said again; what was confirmed, or can't be heard, is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.alerts import service as alerts
from controller.alerts.receipts import record_acks
from controller.db import session_scope
from controller.documents.models import SignedDocument
from controller.documents.outbox import sign_pending
from controller.documents.service import put
from controller.insistence.jobs import repeat_unconfirmed
from controller.insistence.service import insist
from controller.keys.ring import Keyring
from controller.link.inbox import AckHeard
from controller.status.flips import record_flips
from controller.status.service import Heard, note_listening, record_heartbeats
from protocol.documents import Desired
from protocol.ids import DeviceId, EpochMs
from protocol.jws import Signer
from protocol.timers import INSIST_FOR_S
from protocol.uplink import Ack, Showing, Status
from tests.controller.alerts.flood import flood
from tests.controller.documents.handing import hand_over
from tests.controller.places import NORTH, person, settle, stand

NOW = EpochMs(1_795_000_000_000)
OFFICER = person("operator")
LED, OFF = DeviceId("led-1"), DeviceId("led-2")
ROOT = Signer.generate()
RING = Keyring(root_public_key=ROOT.public_key, working=Signer.generate(), root=ROOT)


@pytest.fixture
def session(any_engine: Engine) -> Iterator[Session]:
    with session_scope(any_engine) as session:
        settle(session)
        stand(session, LED, NORTH, "led-p5-640x384")
        note_listening(session, EpochMs(0))
        yield session


def says(session: Session, seen_rev: int = 0, screen: str = "") -> None:
    status = Status(sid="session-1", online=True, seen_rev=seen_rev, showing=Showing(screen=screen))
    record_heartbeats(session, [(LED, Heard(status, NOW))])
    record_flips(session, NOW)


def all_handed_over(session: Session) -> list[str]:
    """Hands everything over; answers the topics."""
    topics: list[str] = []
    sign_pending(session, RING, NOW)
    hand_over(session, lambda topic, _payload, _retain: not topics.append(topic), NOW)  # type: ignore[func-returns-value]
    return topics


def warned(session: Session) -> str:
    row = alerts.write(session, OFFICER, flood(unit_ids=(NORTH,)), NOW)
    return alerts.confirm(session, OFFICER, row.id, NOW).id


def test_a_desired_state_is_repeated_until_the_device_says_it_has_it(session: Session) -> None:
    put(session, "desired", LED, Desired(unit_name="Phường", areas=()))
    says(session)
    assert all_handed_over(session) == ["rao/v1/dev/led-1/down/desired"]
    assert insist(session, NOW) == 1
    assert all_handed_over(session) == ["rao/v1/dev/led-1/down/desired"]
    says(session, seen_rev=1)
    assert insist(session, NOW) == 0
    assert all_handed_over(session) == []


def test_who_is_offline_is_not_talked_to(session: Session) -> None:
    put(session, "desired", LED, Desired(unit_name="Phường", areas=()))
    all_handed_over(session)
    assert insist(session, NOW) == 0


def test_an_alert_is_repeated_until_every_device_online_answers(session: Session) -> None:
    says(session)
    alert_id = warned(session)
    area = f"rao/v1/area/{NORTH}/alerts"
    assert area in all_handed_over(session)
    assert insist(session, NOW) == 1
    assert all_handed_over(session) == [area]
    ack = Ack(sid="session-1", subject="alert", id=alert_id, stage="received", at_ms=NOW, clock="trusted")
    record_acks(session, [AckHeard(LED, ack, NOW)])
    assert insist(session, NOW) == 0


def test_the_end_of_an_alert_is_repeated_while_a_device_still_shows_it(session: Session) -> None:
    alert_id = warned(session)
    alerts.lift(session, OFFICER, alert_id, NOW)
    all_handed_over(session)
    says(session, screen=f"alert {alert_id}")
    assert insist(session, NOW) == 1
    says(session, screen="safe")
    assert insist(session, NOW) == 0


def test_nobody_is_nagged_for_ever(session: Session) -> None:
    says(session)
    warned(session)
    all_handed_over(session)
    assert insist(session, EpochMs(NOW + int(INSIST_FOR_S * 1000) + 1)) == 0


def test_an_alert_shown_that_nobody_knows_is_no_error(session: Session) -> None:
    says(session, screen="alert a-from-before-a-restore")
    assert insist(session, NOW) == 0


def test_the_job_looks_and_says_how_many(any_engine: Engine) -> None:
    with session_scope(any_engine) as session:
        settle(session)
        assert session.exec(select(SignedDocument)).all() == []
    assert repeat_unconfirmed(any_engine) == 0
