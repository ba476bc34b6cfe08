from __future__ import annotations

import msgspec
import pytest
from sqlmodel import Session, select

from controller.broker.models import BrokerAccount
from controller.broker.passwd import fits
from controller.clock import wall_ms
from controller.devices.models import Device
from controller.documents.outbox import sign_pending
from controller.documents.topic import is_unit
from controller.enrolment.errors import ClaimRefused
from controller.enrolment.models import ClaimToken
from controller.enrolment.names import new_device_id
from controller.enrolment.service import CLAIM_LIFE_MS, create_claim, enrol
from controller.keys.ring import Keyring, load_keys
from controller.keys.service import put_trust
from controller.settings import Settings, parse_settings
from controller.units.models import Unit
from protocol.enrolment import EnrolRequest, enrol_request
from protocol.errors import NotFound, Unavailable
from protocol.ids import DeviceId, EpochMs, valid_id
from protocol.intake import TIMELESS, Accepted, Intake, Pins, take
from protocol.jws import BadSignature, Signer

PROFILE = "bulletin-1080p"


@pytest.fixture
def keyring(session: Session, settings: Settings) -> Keyring:
    keyring = load_keys(settings)
    put_trust(session, keyring, wall_ms())
    sign_pending(session, keyring, wall_ms())
    return keyring


@pytest.fixture
def claim(session: Session, unit: Unit, keyring: Keyring) -> str:
    return create_claim(session, unit.id, PROFILE, "Bảng tin nhà văn hóa")


def asked(claim: str, signer: Signer | None = None, profile: str = PROFILE) -> EnrolRequest:
    return enrol_request(signer or Signer.generate(), claim, profile)


def test_a_claim_gives_an_identity_a_root_to_pin_and_a_login(
    session: Session, settings: Settings, keyring: Keyring, unit: Unit, claim: str
) -> None:
    signer = Signer.generate()
    answer = enrol(session, settings, asked(claim, signer), wall_ms())
    device = session.get_one(Device, answer.device_id)
    assert (device.public_key, device.unit_id, device.profile) == (signer.public_key, unit.id, PROFILE)
    assert (device.name, device.kind, answer.unit_name) == ("Bảng tin nhà văn hóa", "board", unit.name)
    assert answer.root_public_key == keyring.root_public_key
    assert (answer.broker.username, answer.broker.port, answer.broker.ca_pem) == (answer.device_id, 1883, None)
    assert fits(answer.broker.password, session.get_one(BrokerAccount, answer.device_id).hashed)


def test_the_trust_list_in_the_answer_holds_under_the_root_in_the_answer(
    session: Session, settings: Settings, claim: str
) -> None:
    answer = enrol(session, settings, asked(claim), wall_ms())
    pins = Pins(answer.root_public_key, DeviceId(answer.device_id))
    _, outcome = take(Intake(pins), "trust", "all", answer.trust.encode(), TIMELESS)
    assert isinstance(outcome, Accepted)


def test_a_claim_is_good_for_one_device(session: Session, settings: Settings, claim: str) -> None:
    enrol(session, settings, asked(claim), wall_ms())
    with pytest.raises(ClaimRefused, match="Another device"):
        enrol(session, settings, asked(claim), wall_ms())
    assert len(session.exec(select(Device)).all()) == 1


def test_a_device_whose_answer_was_lost_may_ask_again(session: Session, settings: Settings, claim: str) -> None:
    signer = Signer.generate()
    first = enrol(session, settings, asked(claim, signer), wall_ms())
    later = EpochMs(wall_ms() + 2 * CLAIM_LIFE_MS)
    second = enrol(session, settings, asked(claim, signer), later)
    assert second.device_id == first.device_id
    account = session.get_one(BrokerAccount, first.device_id)
    assert fits(second.broker.password, account.hashed)
    assert not fits(first.broker.password, account.hashed)


def test_a_retired_device_does_not_come_back_by_its_old_claim(session: Session, settings: Settings, claim: str) -> None:
    signer = Signer.generate()
    answer = enrol(session, settings, asked(claim, signer), wall_ms())
    session.get_one(Device, answer.device_id).retired_at_ms = wall_ms()
    session.flush()
    with pytest.raises(ClaimRefused):
        enrol(session, settings, asked(claim, signer), wall_ms())


def test_what_gives_no_right_is_refused(session: Session, settings: Settings, unit: Unit, claim: str) -> None:
    ran_out = create_claim(session, unit.id, PROFILE, "x", expires_at_ms=EpochMs(1))
    for request in (asked("k3m9q-7rtyw-aaaaa"), asked(ran_out), asked(claim, profile="speaker-cluster")):
        with pytest.raises(ClaimRefused):
            enrol(session, settings, request, wall_ms())
    assert session.exec(select(Device)).all() == []


def test_a_key_that_is_not_ones_own_cannot_be_enrolled(session: Session, settings: Settings, claim: str) -> None:
    forged = msgspec.structs.replace(asked(claim), public_key=Signer.generate().public_key)
    with pytest.raises(BadSignature):
        enrol(session, settings, forged, wall_ms())
    other_claim = msgspec.structs.replace(asked("k3m9q-7rtyw-aaaaa"), claim=claim)
    with pytest.raises(BadSignature):
        enrol(session, settings, other_claim, wall_ms())


def test_before_the_controller_signed_its_keys_nobody_is_enrolled(
    session: Session, settings: Settings, unit: Unit
) -> None:
    load_keys(settings)
    claim = create_claim(session, unit.id, PROFILE, "x")
    with pytest.raises(Unavailable, match="rao controller run"):
        enrol(session, settings, asked(claim), wall_ms())


def test_a_claim_is_for_a_unit_and_a_model_that_exist(session: Session, unit: Unit) -> None:
    with pytest.raises(NotFound):
        create_claim(session, "00000-20250701", PROFILE, "x")
    with pytest.raises(NotFound):
        create_claim(session, unit.id, "no-such-model", "x")


def test_a_claim_may_be_typed_in_capitals_and_is_not_kept(session: Session, settings: Settings, claim: str) -> None:
    (row,) = session.exec(select(ClaimToken)).all()
    assert claim not in row.model_dump_json()
    assert enrol(session, settings, asked(f" {claim.upper()}"), wall_ms()).device_id


def test_the_answer_names_the_address_and_authority_that_devices_need(
    session: Session, settings: Settings, claim: str
) -> None:
    ca_file = settings.data_dir / "ca.pem"
    ca_file.write_text("-----BEGIN CERTIFICATE-----\n", "ascii")
    outside = {"tls": True, "ca_file": str(ca_file), "public_host": "rao.example", "public_port": 8883}
    public = parse_settings({"broker": outside}, settings.data_dir)
    broker = enrol(session, public, asked(claim), wall_ms()).broker
    assert (broker.host, broker.port, broker.tls) == ("rao.example", 8883, True)
    assert broker.ca_pem == "-----BEGIN CERTIFICATE-----\n"


def test_ids_are_names_on_the_wire_and_never_the_shape_of_a_unit() -> None:
    ids = {new_device_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(valid_id(one) and not is_unit(one) for one in ids)
