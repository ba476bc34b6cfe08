"""Files on their way in: begun, found by who brings them, kept alive, given up. Never commits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, func, select, update

from controller.people.actor import Actor
from controller.people.scope import not_allowed
from controller.uploads.models import Arrival
from protocol.errors import InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.timers import UPLOAD_KEPT_S
from protocol.words import Words


def begin(session: Session, actor: Actor, name: str, size_bytes: int, now_ms: EpochMs) -> Arrival:
    """A file of this length is to come.

    Raises :class:`InvalidInput` for an empty or too big one, and when its owner brings too many at once.
    """
    owner_id = _owner(actor)
    if not 0 < size_bytes <= LIMITS.media_bytes:
        raise _size_refused()
    counted = select(func.count(), func.coalesce(func.sum(Arrival.size_bytes), 0)).where(Arrival.owner_id == owner_id)
    count, held_bytes = session.exec(counted).one()
    if count >= LIMITS.uploads_a_person or held_bytes + size_bytes > LIMITS.upload_bytes_a_person:
        raise _too_many()
    arrival = Arrival(
        id=secrets.token_hex(16),
        owner_id=owner_id,
        name=name,
        size_bytes=size_bytes,
        begun_at_ms=now_ms,
        expires_at_ms=_kept_until(now_ms),
    )
    session.add(arrival)
    session.flush()
    return arrival


def find(session: Session, actor: Actor, arrival_id: str) -> Arrival:
    """One that the actor brings; raises :class:`NotFound`, also for somebody else's."""
    arrival = session.get(Arrival, arrival_id)
    if arrival is None or arrival.owner_id != actor.user_id:
        raise NotFound(
            Words("Không còn tệp gửi dở này.", "There is no such upload any more."),
            Words("Chọn lại tệp rồi gửi từ đầu.", "Choose the file again, and begin anew."),
        )
    return arrival


def list_arrivals(session: Session, actor: Actor) -> Sequence[Arrival]:
    """All that the actor brings, the oldest first."""
    mine = select(Arrival).where(col(Arrival.owner_id) == actor.user_id)
    return session.exec(mine.order_by(col(Arrival.begun_at_ms), Arrival.id)).all()


def keep_alive(session: Session, arrival_id: str, now_ms: EpochMs) -> None:
    """It came on: it is kept for longer."""
    later = update(Arrival).where(col(Arrival.id) == arrival_id).values(expires_at_ms=_kept_until(now_ms))
    session.exec(later)


def forget(session: Session, arrival_id: str) -> None:
    """It is over; once more changes nothing."""
    arrival = session.get(Arrival, arrival_id)
    if arrival is not None:
        session.delete(arrival)
        session.flush()


def expired(session: Session, now_ms: EpochMs) -> Sequence[str]:
    """The ids of those that nobody went on with."""
    return session.exec(select(Arrival.id).where(col(Arrival.expires_at_ms) <= now_ms)).all()


def known(session: Session) -> frozenset[str]:
    """The ids of all there are."""
    return frozenset(session.exec(select(Arrival.id)).all())


def _owner(actor: Actor) -> int:
    if actor.user_id is None:
        raise not_allowed()
    return actor.user_id


def _kept_until(now_ms: EpochMs) -> EpochMs:
    return EpochMs(now_ms + round(UPLOAD_KEPT_S * 1000))


def _size_refused() -> InvalidInput:
    limit_gib = LIMITS.media_bytes // 1024**3
    return InvalidInput(
        Words(f"Tệp rỗng hoặc lớn hơn {limit_gib} GiB.", f"The file is empty, or bigger than {limit_gib} GiB."),
        Words("Cắt ngắn hoặc nén tệp rồi thử lại.", "Shorten or compress it, then try again."),
    )


def _too_many() -> InvalidInput:
    return InvalidInput(
        Words("Bạn đang có quá nhiều tệp gửi dở.", "You have too many unfinished uploads."),
        Words("Phát hành hoặc hủy bớt rồi gửi tiếp.", "Publish or give up some of them, then go on."),
    )
