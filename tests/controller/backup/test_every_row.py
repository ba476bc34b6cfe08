"""Every row of every table comes back as it was, from either database into either; and all of it is of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from controller.audit.service import check
from controller.backup import service
from controller.backup.service import back_up, restore
from controller.clock import wall_ms
from controller.db import engine_of, prepare, session_scope
from controller.db.models import AuditEntry
from controller.documents.service import current_epoch
from controller.library.content import Store
from controller.library.store import store_of
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.service import create_user
from controller.publishing.models import Tuning
from controller.settings import Settings, parse_settings
from controller.units.models import Unit
from controller.uploads.models import Arrival
from controller.uploads.receiving import Reception
from controller.uploads.shelter import shelter_of
from protocol.errors import Conflict
from protocol.ids import Sha256
from tests.controller.backup.furnishing import ROWS, contents, furnish
from tests.controller.places import NORTH, settle
from tests.servers.postgres import new_database
from tests.servers.waiting import wait_for

KINDS = ("sqlite", "postgresql")
Place = Callable[[str], tuple[Settings, Engine]]


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A data folder, and an empty database of a kind."""
    engines: list[Engine] = []

    def made(kind: str) -> tuple[Settings, Engine]:
        folder = tmp_path / f"place-{len(engines)}"
        folder.mkdir()
        url = new_database(request.getfixturevalue("postgres_port")) if kind == "postgresql" else ""
        settings = parse_settings({"database_url": url} if url else {}, folder)
        engines.append(engine_of(settings.database))
        return settings, engines[-1]

    yield made
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("target", KINDS)
@pytest.mark.parametrize("source", KINDS)
def test_every_row_comes_back(place: Place, tmp_path: Path, source: str, target: str) -> None:
    (old, before), (new, after) = place(source), place(target)
    prepare(before)
    with session_scope(before) as session:
        settle(session)
        furnish(session.connection())
    with before.connect() as connection:
        held = contents(connection)
    assert {name for name, rows in held.items() if len(rows) < ROWS} == set()
    with session_scope(before, writes=False) as session:
        trail, epoch = entries(session), current_epoch(session)
    back_up(old, before, tmp_path / "rao.tar.gz", wall_ms())
    restore(new, after, tmp_path / "rao.tar.gz", wall_ms())
    with after.connect() as connection:
        assert contents(connection) == held
    with session_scope(after, writes=False) as session:
        assert entries(session)[: len(trail)] == trail
        assert check(session)[1] == [], "the trail goes on where it was"
        assert current_epoch(session) > epoch


def entries(session: Session) -> list[dict[str, object]]:
    return [one.model_dump() for one in session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()]


@contextmanager
def written_to(engine: Engine) -> Iterator[Callable[[], int]]:
    """Somebody writes while the block runs: a unit and its setting in one transaction, again and again."""
    over, count = Event(), [0]

    def write() -> None:
        while not over.is_set():
            number = count[0]
            with session_scope(engine) as session:
                unit = session.get_one(Unit, NORTH).model_dump() | {"id": f"{number}-20250701", "code": f"{number}"}
                session.add(Unit(**unit))
                session.flush()
                session.add(Tuning(owner=f"{number}-20250701", volume_percent=number % 100))
            count[0] += 1

    writer = Thread(target=write)
    writer.start()
    try:
        yield lambda: count[0]
    finally:
        over.set()
        writer.join(60)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (old, before), (new, after) = place(kind), place("sqlite")
    prepare(before)
    with session_scope(before) as session:
        settle(session)
    dumped = service._dumped
    with written_to(before) as written:

        def slowly(*which: object) -> object:
            """Between any two tables others get to write."""
            now = written()
            wait_for(lambda: written() > now, "somebody writes")
            return dumped(*which)  # type: ignore[arg-type]

        monkeypatch.setattr(service, "_dumped", slowly)
        wait_for(lambda: written() > 3, "somebody writes")
        begun = written()
        back_up(old, before, tmp_path / "rao.tar.gz", wall_ms())
        ended = written()
    restore(new, after, tmp_path / "rao.tar.gz", wall_ms())
    with session_scope(after, writes=False) as session:
        tunings = session.exec(select(func.count()).select_from(Tuning)).one()
        units = session.exec(select(func.count()).select_from(Unit)).one()
        assert units - 3 == tunings
        assert begun <= tunings <= begun + 2 < ended
        assert check(session)[1] == []


def test_content_that_is_given_up_meanwhile_does_not_break_it(place: Place, tmp_path: Path) -> None:
    (old, before), (new, after) = place("sqlite"), place("sqlite")
    prepare(before)
    with session_scope(before) as session:
        settle(session)
    store = store_of(old)
    kept = [store.keep(bytes([number]) * 100).sha256 for number in range(4)]
    gone, *stay = sorted(kept)[::-1]
    listed = type(store).everything

    def then_gone(self: Store) -> Iterator[Sha256]:
        """As a clear-out of the controller that runs does it."""
        found = list(listed(self))  # type: ignore[arg-type]
        (old.data_dir / "media" / gone[:2] / gone).unlink()
        return iter(found)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(store), "everything", then_gone)
        back_up(old, before, tmp_path / "rao.tar.gz", wall_ms())
    restore(new, after, tmp_path / "rao.tar.gz", wall_ms())
    assert set(store_of(new).everything()) == set(stay)


def test_a_file_on_its_way_in_begins_anew(place: Place, tmp_path: Path) -> None:
    """What has come of it is not in the archive; whoever brings it is told so and goes on from the beginning."""
    (old, before), (new, after) = place("sqlite"), place("sqlite")
    prepare(before)
    with session_scope(before) as session:
        settle(session)
        person = {"login": "lan", "full_name": "Lan", "role": "editor", "unit_id": NORTH}
        lan = create_user(session, THE_SYSTEM, **person)  # type: ignore[arg-type]
        actor = Actor(lan.id, "editor", NORTH)
    arrival = brought(Reception(before, shelter_of(old), actor), None, b"Hop luc ")
    back_up(old, before, tmp_path / "rao.tar.gz", wall_ms())
    restore(new, after, tmp_path / "rao.tar.gz", wall_ms())
    there = Reception(after, shelter_of(new), actor)
    assert [one.id for one in there.all()] == [arrival.id]
    assert there.offset_of(arrival) == 0
    with pytest.raises(Conflict):
        brought(there, arrival, b"19 gio", 8)
    brought(there, arrival, b"Hop luc 19 gio")
    assert there.look(arrival, 0) == arrival.size_bytes


def brought(reception: Reception, arrival: Arrival | None, data: bytes, offset: int = 0) -> Arrival:
    arrival = arrival or reception.begin("hop.txt", 14)
    with reception.piece(arrival, offset) as piece:
        piece.write(data)
    return arrival
