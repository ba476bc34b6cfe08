from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from controller.db import Row, engine_of
from controller.documents.models import Epoch, SignedDocument
from controller.documents.outbox import hand_over_again, keep_signed, sign, sign_pending, unsigned
from controller.documents.service import Change, Encoded, find, find_signed, put, put_all, raise_epoch
from controller.keys.ring import Keyring
from controller.keys.service import put_trust
from protocol.compose import TooLarge
from protocol.documents import AlertSet, Command, Desired, Envelope, TrustList
from protocol.ids import EpochMs, UnitId
from protocol.jws import Signer, typ_of, verify
from tests.controller.documents.handing import hand_over

ROOT = Signer.generate()
RING = Keyring(root_public_key=ROOT.public_key, root=ROOT, working=Signer.generate())
NOW = EpochMs(1_700_000_000_000)
DEVICE = "d-abc123"


def desired(name: str = "Xã Thanh Hòa") -> Desired:
    return Desired(unit_name=name, areas=(UnitId("25195-20250701"),))


class Broker:
    """What a broker keeps: the newest payload of each topic."""

    def __init__(self) -> None:
        self.topics: list[str] = []
        self.retained: dict[str, bytes] = {}
        self.takes = True

    def send(self, topic: str, payload: bytes, retain: bool) -> bool:
        if self.takes:
            self.topics.append(topic)
            if retain:
                self.retained[topic] = payload
        return self.takes


def envelope(row: SignedDocument, key: Signer = RING.working) -> Envelope:
    return msgspec.json.decode(verify(row.token, key.public_key, typ_of(row.kind)), type=Envelope)


def test_an_unchanged_body_is_no_new_revision(session: Session) -> None:
    assert put(session, "desired", DEVICE, desired()).rev == 1
    assert put(session, "desired", DEVICE, desired()).rev == 1
    assert put(session, "desired", DEVICE, desired("Phường Bình Long")).rev == 2


def test_what_is_stated_is_served_once_it_is_signed(session: Session) -> None:
    put(session, "desired", DEVICE, desired())
    assert find_signed(session, "desired", DEVICE) is None
    assert sign_pending(session, RING, NOW) == 1
    row = find_signed(session, "desired", DEVICE)
    assert row is not None
    assert row.digest == hashlib.sha256(row.token).hexdigest()
    assert (envelope(row).rev, envelope(row).epoch, envelope(row).issued_at_ms) == (1, 1, NOW)
    assert sign_pending(session, RING, NOW) == 0


def test_the_old_token_is_served_until_the_new_one_is_signed(session: Session) -> None:
    put(session, "desired", DEVICE, desired())
    sign_pending(session, RING, NOW)
    row = put(session, "desired", DEVICE, desired("Phường Bình Long"))
    assert envelope(row).rev == row.signed_rev == 1


def test_what_devices_would_refuse_is_refused_here(session: Session) -> None:
    too_many = tuple(UnitId(f"{number:05}-20250701") for number in range(2_000))
    with pytest.raises(TooLarge):
        put(session, "desired", DEVICE, Desired(unit_name="x", areas=too_many))


def test_many_are_stated_at_once_and_one_that_was_restated_meanwhile_stays(session: Session) -> None:
    put(session, "desired", "d-seen", desired("1"))
    put(session, "desired", "d-restated", desired("1"))
    seen = {one: row.rev if (row := find(session, "desired", one)) else 0 for one in ("d-new", "d-seen", "d-restated")}
    put(session, "desired", "d-restated", desired("newer"))
    new = Encoded.of(desired("2"))
    assert put_all(session, "desired", [Change(aud, rev, new) for aud, rev in seen.items()]) == 2
    stated = {one: row.body for one in seen if (row := find(session, "desired", one))}
    newer = Encoded.of(desired("newer")).body
    assert stated == {"d-new": new.body, "d-seen": new.body, "d-restated": newer}
    assert put_all(session, "desired", []) == 0


def test_nothing_is_stated_when_devices_would_refuse_one_of_many(session: Session) -> None:
    too_many = tuple(UnitId(f"{number:05}-20250701") for number in range(2_000))
    bodies = (desired(), Desired(unit_name="x", areas=too_many))
    with pytest.raises(TooLarge):
        put_all(session, "desired", [Change(f"d-{len(one.areas)}", 0, Encoded.of(one)) for one in bodies])
    assert find(session, "desired", "d-1") is None


def test_what_was_restated_while_it_was_signed_keeps_its_old_token_until_the_next_look(session: Session) -> None:
    put(session, "desired", DEVICE, desired("1"))
    signed = sign(unsigned(session, RING), RING, NOW)
    put(session, "desired", DEVICE, desired("2"))
    assert keep_signed(session, signed) == 0
    assert find_signed(session, "desired", DEVICE) is None
    assert sign_pending(session, RING, NOW) == 1


def test_the_root_signs_the_trust_list_and_only_it(session: Session) -> None:
    row = put_trust(session, RING, NOW)
    put(session, "alerts", "25195-20250701", AlertSet())
    sign_pending(session, RING, NOW)
    assert msgspec.json.decode(envelope(row, ROOT).body, type=TrustList).keys[0].kid == RING.working.kid
    assert put_trust(session, RING, EpochMs(NOW + 1)).rev == 1


def test_without_the_root_key_everything_else_is_signed(session: Session) -> None:
    put_trust(session, RING, NOW)
    put(session, "alerts", "25195-20250701", AlertSet())
    offline = Keyring(root_public_key=ROOT.public_key, root=None, working=RING.working)
    assert sign_pending(session, offline, NOW) == 1
    assert find_signed(session, "trust", "all") is None
    assert find_signed(session, "alerts", "25195-20250701") is not None


def test_another_key_or_epoch_is_a_newer_revision_of_the_same_body(session: Session) -> None:
    put(session, "desired", DEVICE, desired())
    sign_pending(session, RING, NOW)
    rotated = Keyring(root_public_key=ROOT.public_key, root=ROOT, working=Signer.generate())
    assert sign_pending(session, rotated, NOW) == 1
    row = find_signed(session, "desired", DEVICE)
    assert row is not None
    assert envelope(row, rotated.working).rev == row.rev == 2
    epoch = raise_epoch(session, NOW)
    assert sign_pending(session, rotated, NOW) == 1
    assert (envelope(row, rotated.working).epoch, epoch) == (epoch, NOW // 1000)
    assert raise_epoch(session, NOW) > epoch


def test_what_the_broker_did_not_take_is_handed_over_later(session: Session) -> None:
    broker = Broker()
    put(session, "desired", DEVICE, desired())
    assert hand_over(session, broker.send, NOW) == 0
    sign_pending(session, RING, NOW)
    broker.takes = False
    assert hand_over(session, broker.send, NOW) == 0
    broker.takes = True
    assert hand_over(session, broker.send, NOW) == 1
    assert hand_over(session, broker.send, NOW) == 0


def test_after_a_reconnect_state_is_handed_over_again_and_commands_are_not(session: Session) -> None:
    broker = Broker()
    put(session, "desired", DEVICE, desired())
    put(session, "command", DEVICE, Command(id="c-1", action="snapshot"), expires_at_ms=EpochMs(NOW + 60_000))
    sign_pending(session, RING, NOW)
    assert hand_over(session, broker.send, NOW) == 2
    assert list(broker.retained) == ["rao/v1/dev/d-abc123/down/desired"]
    hand_over_again(session)
    assert hand_over(session, broker.send, NOW) == 1


def test_a_command_that_ran_out_is_never_sent(session: Session) -> None:
    broker = Broker()
    put(session, "command", DEVICE, Command(id="c-1", action="restart"), expires_at_ms=EpochMs(NOW + 1))
    sign_pending(session, RING, NOW)
    hand_over(session, broker.send, EpochMs(NOW + 1))
    assert broker.topics == []


def test_alerts_do_not_wait_behind_desired_states(session: Session) -> None:
    broker = Broker()
    for number in range(5):
        put(session, "desired", f"d-{number:04}", desired())
    put(session, "alerts", "25195-20250701", AlertSet())
    put_trust(session, RING, NOW)
    sign_pending(session, RING, NOW)
    hand_over(session, broker.send, NOW)
    assert broker.topics[:2] == ["rao/v1/ctl/trust", "rao/v1/area/25195-20250701/alerts"]


PUTS = st.tuples(st.just("put"), st.integers(0, 3))
STEPS = st.lists(st.one_of(PUTS, st.tuples(st.sampled_from(["sign", "hand", "again", "cut"]))), max_size=25)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whatever_happens_on_the_way_the_broker_ends_with_the_newest(steps: list[tuple[str, int] | tuple[str]]) -> None:
    engine = engine_of("sqlite://")
    Row.metadata.create_all(engine, tables=[SignedDocument.__table__, Epoch.__table__])  # type: ignore[attr-defined]
    broker = Broker()
    with Session(engine) as session:
        put(session, "desired", DEVICE, desired("0"))
        for step in steps:
            run(session, broker, step)
        broker.takes = True
        sign_pending(session, RING, NOW)
        hand_over(session, broker.send, NOW)
        row = find(session, "desired", DEVICE)
        assert row is not None
        assert broker.retained[row.topic] == row.token
        assert bytes(envelope(row).body) == row.body
        assert envelope(row).rev == row.rev
    engine.dispose()


def run(session: Session, broker: Broker, step: tuple[str, int] | tuple[str]) -> None:
    match step:
        case ("put", number):
            put(session, "desired", DEVICE, desired(str(number)))
        case ("sign",):
            sign_pending(session, RING, NOW)
        case ("hand",):
            hand_over(session, broker.send, NOW)
        case ("again",):
            broker.retained.clear()
            hand_over_again(session)
        case ("cut",):
            broker.takes = not broker.takes
