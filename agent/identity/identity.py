"""``identity.json``: what enrolment gave, kept private because it holds the broker password."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from agent.store.durable import PRIVATE, write_durably
from protocol.enrolment import BrokerLogin
from protocol.errors import InvalidInput, NotFound
from protocol.ids import DeviceId
from protocol.intake import Pins
from protocol.wire import Undecodable, decode
from protocol.words import Words

IDENTITY_FILE = "identity.json"


class NotEnrolled(NotFound):
    """This device has no identity yet."""


class Identity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The device's name, the root key it pins, and where its controller and broker are."""

    device_id: str
    unit_name: str
    profile: str
    controller_url: str
    root_public_key: str
    public_key: str
    """Of the key that was enrolled; another ``device.key`` doesn't fit this identity."""
    trust: str
    """The first trust list, so that documents can be judged before the broker is reached."""
    broker: BrokerLogin

    @property
    def pins(self) -> Pins:
        """What documents are judged against."""
        return Pins(self.root_public_key, DeviceId(self.device_id))


def read_identity(data: Path) -> Identity:
    """The identity in ``data``. Raises :class:`NotEnrolled`, or :class:`InvalidInput` for a damaged file."""
    path = data / IDENTITY_FILE
    try:
        return decode(path.read_bytes(), Identity)
    except FileNotFoundError as error:
        raise _not_enrolled(data) from error
    except Undecodable as error:
        raise _damaged(path) from error


def write_identity(data: Path, identity: Identity) -> None:
    """Keep ``identity`` for good."""
    write_durably(data / IDENTITY_FILE, msgspec.json.format(msgspec.json.encode(identity)), PRIVATE)


def _not_enrolled(data: Path) -> NotEnrolled:
    return NotEnrolled(
        Words(f"Thiết bị chưa đăng ký (không có {data / IDENTITY_FILE}).", f"The device isn't enrolled ({data})."),
        Words("Chạy “rao agent enrol” với mã đăng ký.", "Run “rao agent enrol” with a claim token."),
    )


def _damaged(path: Path) -> InvalidInput:
    return InvalidInput(
        Words(f"Tệp danh tính {path} bị hỏng.", f"The identity {path} is damaged."),
        Words("Đăng ký lại với --again.", "Enrol again with --again."),
    )
