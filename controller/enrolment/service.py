"""Issuing claims and trading them for identities. Never commits."""

from __future__ import annotations

import hashlib

from sqlmodel import Session

from controller.broker.service import issue_login
from controller.clock import wall_ms
from controller.devices.kinds import kind_of
from controller.devices.models import Device
from controller.documents.service import find_signed
from controller.enrolment.errors import expired_claim, other_profile, unknown_claim, used_claim
from controller.enrolment.models import ClaimToken
from controller.enrolment.names import new_claim, new_device_id
from controller.keys.ring import root_public_key
from controller.settings import Settings
from controller.units.service import get_open_unit, get_unit
from firmware_profiles import load
from protocol.documents import AUDIENCE_ALL
from protocol.enrolment import BrokerLogin, EnrolAnswer, EnrolRequest, check_possession
from protocol.errors import Unavailable
from protocol.ids import EpochMs
from protocol.words import Words

CLAIM_LIFE_MS = 24 * 60 * 60 * 1000


def create_claim(
    session: Session, unit_id: str, profile: str, name: str, *, expires_at_ms: EpochMs | None = None
) -> str:
    """A new claim for one device called ``name``, good for a day; shown once, kept only as a hash.

    Raises :class:`protocol.errors.NotFound` for an unknown unit or hardware model, :class:`Conflict` for a unit that is
    no more. Who may do it, the caller asks.
    """
    claim = new_claim()
    row = ClaimToken(
        token_sha256=_hash(claim),
        unit_id=get_open_unit(session, unit_id).id,
        profile=load(profile).name,
        name=name,
        expires_at_ms=expires_at_ms or wall_ms() + CLAIM_LIFE_MS,
    )
    session.add(row)
    session.flush()
    return claim


def enrol(session: Session, settings: Settings, request: EnrolRequest, now_ms: EpochMs) -> EnrolAnswer:
    """The identity of the device that holds this claim and the key it names.

    The same device may ask again with the same claim, since the first answer may have been lost; it then gets a new
    broker password. Raises :class:`~.errors.ClaimRefused` or the refusals of :func:`check_possession`. The caller has
    the broker read its logins once the transaction is over.
    """
    check_possession(request)
    device = _device_of(session, request, now_ms)
    return EnrolAnswer(
        device_id=device.id,
        unit_name=get_unit(session, device.unit_id).name,
        root_public_key=root_public_key(settings),
        trust=_trust(session),
        broker=_login(settings, device.id, issue_login(session, device.id)),
    )


def _device_of(session: Session, request: EnrolRequest, now_ms: EpochMs) -> Device:
    claim = session.get(ClaimToken, _hash(request.claim), with_for_update=True)
    if claim is None:
        raise unknown_claim()
    if claim.profile != request.profile:
        raise other_profile(claim.profile, request.profile)
    if claim.device_id is not None:
        return _again(session.get_one(Device, claim.device_id), request)
    if claim.expires_at_ms <= now_ms:
        raise expired_claim()
    return _new_device(session, claim, request, now_ms)


def _again(device: Device, request: EnrolRequest) -> Device:
    if device.public_key != request.public_key or device.retired_at_ms is not None:
        raise used_claim()
    return device


def _new_device(session: Session, claim: ClaimToken, request: EnrolRequest, now_ms: EpochMs) -> Device:
    device = Device(
        id=new_device_id(),
        name=claim.name,
        unit_id=claim.unit_id,
        profile=claim.profile,
        kind=kind_of(load(claim.profile)),
        public_key=request.public_key,
        enrolled_at_ms=now_ms,
    )
    session.add(device)
    session.flush()
    claim.device_id = device.id
    session.add(claim)
    session.flush()
    return device


def _trust(session: Session) -> str:
    document = find_signed(session, "trust", AUDIENCE_ALL)
    if document is None:
        raise Unavailable(
            Words("Bộ điều khiển chưa ký danh sách khóa.", "The controller has not signed its list of keys yet."),
            Words("Chạy rao controller run rồi thử lại.", "Start `rao controller run`, then try again."),
        )
    return document.token.decode("ascii")


def _login(settings: Settings, device_id: str, password: str) -> BrokerLogin:
    broker = settings.broker
    ca_pem = broker.ca_file.read_text("ascii") if broker.tls and broker.ca_file is not None else None
    return BrokerLogin(
        host=broker.public_host or broker.host,
        port=broker.public_port or broker.port,
        tls=broker.tls,
        ca_pem=ca_pem,
        username=device_id,
        password=password,
    )


def _hash(claim: str) -> str:
    return hashlib.sha256(claim.strip().lower().encode()).hexdigest()
