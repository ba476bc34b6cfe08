"""What happens to a file while it comes and once it is whole: pieces, a look at what it is, its way to publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from controller.bulletins.draft import Upload
from controller.bulletins.sniffing import HEAD_BYTES, form_of, refuse_hopeless
from controller.bulletins.uploads import safe_name
from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import Actor
from controller.uploads import service
from controller.uploads.models import Arrival
from controller.uploads.shelter import Piece, Shelter
from protocol.errors import Conflict, InvalidMedia
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class Reception:
    """One person's files on their way in. Its transactions are short: a piece may take minutes."""

    engine: Engine
    shelter: Shelter
    actor: Actor

    def begin(self, claimed_name: str, size_bytes: int) -> Arrival:
        """Raises what :func:`service.begin` raises, and :class:`Unavailable` when the disk is full."""
        self.shelter.check_room(size_bytes)
        with session_scope(self.engine) as session:
            return service.begin(session, self.actor, safe_name(claimed_name), size_bytes, wall_ms())

    def find(self, arrival_id: str) -> Arrival:
        """Raises :class:`NotFound`."""
        with session_scope(self.engine, writes=False) as session:
            return service.find(session, self.actor, arrival_id)

    def all(self) -> Sequence[Arrival]:
        """The oldest first."""
        with session_scope(self.engine, writes=False) as session:
            return service.list_arrivals(session, self.actor)

    def offset_of(self, arrival: Arrival) -> int:
        """How much of it is here."""
        return self.shelter.offset_of(arrival.id, arrival.name)

    @contextmanager
    def piece(self, arrival: Arrival, offset: int) -> Iterator[Piece]:
        """The next piece of it; raises :class:`Conflict`. What came before a line broke is kept."""
        with self.shelter.writing(arrival.id, arrival.name, offset, arrival.size_bytes) as piece:
            yield piece
        with session_scope(self.engine) as session:
            service.keep_alive(session, arrival.id, wall_ms())

    def look(self, arrival: Arrival, before: int) -> int:
        """Looks at what it is as soon as that can be told; raises :class:`InvalidMedia`, then it is gone.

        ``before`` is how much was there before the last piece. Answers how much there is now.
        """
        offset, path = self.offset_of(arrival), self._path(arrival)
        try:
            if before < HEAD_BYTES <= offset:
                refuse_hopeless(path, arrival.size_bytes)
            if offset == arrival.size_bytes:
                form_of(path, arrival.name)
        except InvalidMedia:
            self.give_up(arrival)
            raise
        return offset

    def give_up(self, arrival: Arrival) -> None:
        """The file first: one without a row is swept later, a row without its file would count as nothing sent."""
        self.shelter.remove(arrival.id)
        with session_scope(self.engine) as session:
            service.forget(session, arrival.id)

    @contextmanager
    def taken(self, arrival_ids: Sequence[str]) -> Iterator[list[Upload]]:
        """These files, whole; gone when the block ends well, kept when it raises.

        Raises :class:`NotFound`, and :class:`Conflict` for one that is not whole.
        """
        arrivals = [self.find(one) for one in dict.fromkeys(arrival_ids)]
        for arrival in arrivals:
            if self.offset_of(arrival) != arrival.size_bytes:
                raise _unfinished(arrival.name)
        yield [Upload(self._path(arrival), arrival.name) for arrival in arrivals]
        for arrival in arrivals:
            self.give_up(arrival)

    def _path(self, arrival: Arrival) -> Path:
        return self.shelter.path_of(arrival.id, arrival.name)


def _unfinished(name: str) -> Conflict:
    return Conflict(
        Words(f"“{name}” chưa gửi xong.", f"{name!r} is not here entirely."),
        Words("Đợi gửi xong rồi phát hành.", "Wait until it is, then publish."),
    )
