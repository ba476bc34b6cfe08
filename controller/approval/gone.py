"""Whether boards still have what left the air: by their own reports, with the denominator. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec
from sqlmodel import Session, and_, col, delete, select

from controller.approval.models import TakenOff
from controller.approval.service import left_air
from controller.bulletins.models import Content
from controller.devices.models import Device
from controller.documents.models import SignedDocument
from controller.library.store import Store
from controller.status.flips import seen_state
from controller.status.models import DeviceStatus
from controller.status.service import listening_since
from controller.units.models import Unit
from protocol.errors import NotFound, Unavailable
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Blob

Whether = Literal["gone", "offline", "not_yet"]


class StillThere(NamedTuple):
    """A device that had it."""

    id: str
    name: str
    unit: str
    whether: Whether


class Gone(NamedTuple):
    """Of so many devices that had it, from how many it is gone; the three add up to ``of``."""

    of: int
    gone: int
    offline: int
    not_yet: int


class _Named(msgspec.Struct):
    """Of a desired state: the manifest."""

    manifest: Blob | None = None


class Manifests:
    """What is in manifests, each looked into once."""

    def __init__(self, store: Store, content_id: str) -> None:
        self._store, self._name = store, f'"{content_id}"'.encode()
        self._known: dict[str, bool | None] = {}

    def hold(self, sha256: str | None) -> bool | None:
        """Whether the content is in this one; None: nobody knows what is in it."""
        if sha256 is None:
            return None
        if sha256 not in self._known:
            self._known[sha256] = self._look(Sha256(sha256))
        return self._known[sha256]

    def _look(self, sha256: Sha256) -> bool | None:
        try:
            return self._name in self._store.path_of(sha256).read_bytes()
        except (NotFound, Unavailable):
            return None


def note_what_left(session: Session, store: Store, contents: Iterable[Content]) -> None:
    """Writes down which devices have those of these contents that just left the air."""
    for content in contents:
        if left_air(session, content):
            session.exec(delete(TakenOff).where(col(TakenOff.content_id) == content.id))
            session.add_all(_having(session, Manifests(store, content.id), content.id))
            session.flush()


def devices_of(session: Session, store: Store, content_id: str, now_ms: EpochMs) -> Sequence[StillThere]:
    """Every device in force that had the content when it left the air, by unit and name."""
    manifests, since = Manifests(store, content_id), listening_since(session)
    query = (
        select(TakenOff, Device, Unit.name, DeviceStatus)
        .join(Device, col(Device.id) == TakenOff.device_id)
        .join(Unit, col(Unit.id) == Device.unit_id)
        .outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
        .where(col(TakenOff.content_id) == content_id, col(Device.retired_at_ms).is_(None))
        .order_by(Unit.name, Device.name, Device.id)
    )

    def whether(taken: TakenOff, status: DeviceStatus | None) -> Whether:
        if status is not None and _is_rid(taken, status, manifests):
            return "gone"
        return "offline" if seen_state(status, now_ms, since) in ("offline", "never") else "not_yet"

    return [
        StillThere(device.id, device.name, unit, whether(taken, status))
        for taken, device, unit, status in session.exec(query).all()
    ]


def counted(devices: Sequence[StillThere]) -> Gone:
    """How many of them are rid of it."""
    counts = Counter(one.whether for one in devices)
    return Gone(len(devices), counts["gone"], counts["offline"], counts["not_yet"])


def _is_rid(taken: TakenOff, status: DeviceStatus, manifests: Manifests) -> bool:
    """It applied something newer, which is without it, and presents it no more."""
    presented = f"{status.showing_screen} {status.showing_sound}".split()
    is_newer = status.applied_rev > taken.rev
    return is_newer and manifests.hold(status.manifest_sha256) is False and taken.content_id not in presented


def _having(session: Session, manifests: Manifests, content_id: str) -> Iterator[TakenOff]:
    """Whom it is stated for, and who reports a manifest with it.

    Nothing keeps it from being withdrawn: while nobody can look into what is stated, whoever is told that may have it.
    """
    of_device = and_(col(SignedDocument.kind) == "desired", col(SignedDocument.aud) == Device.id)
    query = (
        select(Device.id, SignedDocument.rev, SignedDocument.body, DeviceStatus.manifest_sha256)
        .join(SignedDocument, of_device)
        .outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
        .where(col(Device.retired_at_ms).is_(None))
    )
    for device_id, rev, body, reported in session.exec(query).all():
        stated = msgspec.json.decode(body, type=_Named).manifest
        is_told = stated is not None and manifests.hold(stated.sha256) is not False
        if is_told or manifests.hold(reported):
            yield TakenOff(content_id=content_id, device_id=device_id, rev=rev)
