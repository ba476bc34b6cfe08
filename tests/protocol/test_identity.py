"""Enrolment and the device's proofs."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.device_proof import FRESH_MS, ProofRefused, check_proof, claimed_device, prove
from protocol.enrolment import TYP, check_possession, enrol_request
from protocol.errors import InvalidInput
from protocol.ids import DeviceId, EpochMs
from protocol.jws import BadSignature, Malformed
from tests.protocol.makers import ME, STRANGER, T0, WORKER

CLAIM = "one-time-claim-token"


def test_possession_of_the_key_is_proved() -> None:
    request = enrol_request(WORKER, CLAIM, "led-p5-640x384")
    check_possession(request)
    assert request.public_key == WORKER.public_key


@pytest.mark.parametrize(
    "changes",
    [{"claim": CLAIM + "x"}, {"profile": "speaker-cluster"}, {"public_key": STRANGER.public_key}],
)
def test_a_request_that_was_changed_proves_nothing(changes: dict[str, str]) -> None:
    request = msgspec.structs.replace(enrol_request(WORKER, CLAIM, "led-p5-640x384"), **changes)
    with pytest.raises(BadSignature):
        check_possession(request)


def test_a_signed_text_of_another_shape_proves_nothing() -> None:
    request = enrol_request(WORKER, CLAIM, "led-p5-640x384")
    with pytest.raises(Malformed):
        check_possession(msgspec.structs.replace(request, proof=WORKER.sign(b"[]", TYP).decode()))


def check(header: str, **changes: object) -> None:
    device, token = claimed_device(header)
    said: dict[str, object] = {
        "token": token,
        "public_key": WORKER.public_key,
        "device": DeviceId(device),
        "method": "PUT",
        "path": "/api/v1/device/snapshot",
        "body": b"picture",
        "now_ms": T0,
    }
    check_proof(**(said | changes))  # type: ignore[arg-type]


HEADER = prove(WORKER, ME, "PUT", "/api/v1/device/snapshot", b"picture", T0)


def test_a_proof_holds_for_its_own_request() -> None:
    check(HEADER)
    check(HEADER, now_ms=EpochMs(T0 + FRESH_MS))
    check(HEADER, now_ms=EpochMs(T0 - FRESH_MS))


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "GET"},
        {"path": "/api/v1/device/desired"},
        {"body": b"another"},
        {"device": DeviceId("led-002")},
        {"public_key": STRANGER.public_key},
        {"now_ms": EpochMs(T0 + FRESH_MS + 1)},
        {"now_ms": EpochMs(T0 - FRESH_MS - 1)},
    ],
)
def test_a_proof_holds_for_no_other_request(changes: dict[str, object]) -> None:
    with pytest.raises(ProofRefused):
        check(HEADER, **changes)


@given(st.text(max_size=80))
def test_any_other_header_is_refused(header: str) -> None:
    with pytest.raises((ProofRefused, InvalidInput)):
        check(header)


def test_another_scheme_is_refused() -> None:
    with pytest.raises(ProofRefused):
        claimed_device("Bearer " + HEADER.split(" ")[1])
