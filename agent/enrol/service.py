"""Trading a one-time claim token for an identity: ``POST /api/v1/enrol``.

The trust list in the answer is verified under the root key in the answer before anything is kept, so that a device is
never left with an identity whose documents it would all refuse.
"""

from __future__ import annotations

import httpx
import msgspec

from agent.config import Config
from agent.enrol.errors import (
    AlreadyEnrolled,
    ClaimRefused,
    ControllerInTrouble,
    NotTheController,
    told_by,
    unreachable,
)
from agent.identity import Identity, NotEnrolled, own_signer, read_identity, write_identity
from agent.link.tls import tls_context
from protocol.enrolment import EnrolAnswer, enrol_request
from protocol.ids import valid_id
from protocol.intake import TIMELESS, Accepted, Intake, take
from protocol.wire import Undecodable, decode

__all__ = ["AlreadyEnrolled", "ClaimRefused", "enrol"]

ENROL_PATH = "/api/v1/enrol"
PATIENCE_S = 30.0


def enrol(config: Config, url: str, claim: str, *, again: bool = False) -> Identity:
    """Make this device the one ``claim`` was issued for, and keep its identity in the data folder.

    Raises :class:`AlreadyEnrolled` unless ``again``, :class:`ClaimRefused`, :class:`protocol.errors.Unavailable` when
    the controller doesn't answer, :class:`ControllerInTrouble` when it can't enrol now, :class:`NotTheController` when
    something else answers.
    """
    if not again:
        _require_new(config)
    signer = own_signer(config.data)
    request = enrol_request(signer, claim, config.profile)
    answer = _answer(_post(config, url, msgspec.json.encode(request)))
    identity = Identity(
        device_id=valid_id(answer.device_id),
        unit_name=answer.unit_name,
        profile=config.profile,
        controller_url=url,
        root_public_key=answer.root_public_key,
        public_key=signer.public_key,
        trust=answer.trust,
        broker=answer.broker,
    )
    _require_sound_trust(identity)
    write_identity(config.data, identity)
    return identity


def _require_new(config: Config) -> None:
    try:
        identity = read_identity(config.data)
    except NotEnrolled:
        return
    raise AlreadyEnrolled(identity.device_id)


def _post(config: Config, url: str, body: bytes) -> httpx.Response:
    ca_file = config.controller.ca_file if config.controller else None
    try:
        with httpx.Client(base_url=url, verify=tls_context(ca_file), timeout=PATIENCE_S) as client:
            return client.post(ENROL_PATH, content=body, headers={"Content-Type": "application/json"})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise unreachable(url, error) from error


def _answer(response: httpx.Response) -> EnrolAnswer:
    if response.is_client_error:
        raise ClaimRefused(response)
    if response.is_server_error and (told := told_by(response)) is not None:
        raise ControllerInTrouble(told)
    try:
        return decode(response.raise_for_status().content, EnrolAnswer)
    except (httpx.HTTPStatusError, Undecodable) as error:
        raise NotTheController(str(response.request.url)) from error


def _require_sound_trust(identity: Identity) -> None:
    _, outcome = take(Intake(identity.pins), "trust", "all", identity.trust.encode(), TIMELESS)
    if not isinstance(outcome, Accepted):
        raise NotTheController(identity.controller_url)
