"""From somebody's file to what boards have, cut off before every statement, commit, message and file that is kept.

The person's own step is one transaction: it was taken or it was not. What boards are told is the old or the new, whole,
and everything that a manifest or a row names is in the store, wherever that is. With a bucket it is cut off before
each file and message alone: the statements are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.approval import service as approval
from controller.bulletins.draft import Edited, Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.db import all_tables, engine_of, session_scope
from controller.keys.ring import Keyring
from controller.library.content import Store, Stored
from controller.library.folder_store import FolderStore
from controller.library.local_copies import LocalCopies
from controller.library.models import MediaObject
from controller.library.s3_credentials import S3Key
from controller.library.s3_store import S3Store, bucket_at
from controller.library.workshop import Workshop
from controller.link.courier import Courier
from controller.people.actor import THE_SYSTEM
from controller.settings import Settings
from protocol.ids import Sha256
from protocol.jws import Signer
from tests.controller.places import CITY, NORTH, SOUTH, settle, stand
from tests.controller.publishing.steps import PORTION, Broker, Steps, counted, publish
from tests.controller.publishing.test_power_cut import DEVICES, PowerCut, Witness, cut
from tests.servers.s3 import KEY, new_bucket

MOST = 400
GIB = 1 << 30
pytestmark = [pytest.mark.long, pytest.mark.timeout(400)]  # a hundred publications, each cut off and gone on with


@pytest.fixture(params=["folder, sqlite", "folder, postgresql", "s3, sqlite"])
def where(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(where: str, request: pytest.FixtureRequest, settings: Settings) -> Iterator[Engine]:
    is_postgres = where.endswith("postgresql")
    engine = engine_of(request.getfixturevalue("postgres_url") if is_postgres else settings.database)
    all_tables().create_all(engine)
    yield engine
    engine.dispose()


@dataclass
class Counting:
    """A store each of whose writes is a step. What is kept together is kept one after the other."""

    store: Store
    steps: Steps

    def keep(self, data: bytes) -> Stored:
        self.steps.take()
        return self.store.keep(data)

    def keep_all(self, contents: Sequence[bytes]) -> None:
        for data in contents:
            self.keep(data)

    def keep_file(self, path: Path) -> Stored:
        self.steps.take()
        return self.store.keep_file(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


def s3(endpoint: str, folder: Path) -> Store:
    key = S3Key(*KEY.values())
    return S3Store(bucket_at(new_bucket(endpoint), "", key, endpoint=endpoint), LocalCopies(folder, GIB))


@pytest.fixture
def place(where: str, request: pytest.FixtureRequest, engine: Engine, tmp_path: Path) -> Workshop:
    """Four boards of one size, and the store of the case. Nothing is said aloud: speech has its own tests."""
    with session_scope(engine) as session:
        settle(session)
        for device, unit_id in zip(DEVICES, (NORTH, NORTH, SOUTH, SOUTH), strict=True):
            stand(session, device, unit_id, "led-p5-640x384")
    is_s3 = where.startswith("s3")
    copies, media = tmp_path / "copies", tmp_path / "media"
    store = s3(request.getfixturevalue("s3_endpoint"), copies) if is_s3 else FolderStore(media)
    return Workshop(engine, store, (), ("vi",))


def told(workshop: Workshop, path: Path, text: str) -> None:
    """A person puts the file in the place of what the bulletin says, or begins it; once more changes nothing."""
    path.write_text(f"{text}\n\nSáng mai, từ 8 giờ.", "utf-8")
    with session_scope(workshop.engine, writes=False) as session:
        held = session.exec(select(Content)).first()
        edits = Edited(held.id, approval.seen(session, held)) if held else None
    options = Options(first_date=date(2026, 1, 1), spoken=False, edits=edits)
    publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], CITY, options)


def title_of(workshop: Workshop) -> str:
    """What the bulletin is called that is on the air; and everything the database names is there, whole."""
    with session_scope(workshop.engine, writes=False) as session:
        for sha256 in session.exec(select(MediaObject.sha256)).all():
            assert workshop.store.intact(Sha256(sha256))
        return _title(session)


def _title(session: Session) -> str:
    [content] = session.exec(select(Content)).all()
    assert content.state == "published"
    assert approval.judged_in(approval.steps_of(session, content.id)[0])["original"] == content.original_sha256
    return content.title


def test_cut_off_anywhere_between_a_file_and_the_boards(engine: Engine, place: Workshop, tmp_path: Path) -> None:
    working, retained = Signer.generate(), dict[str, bytes]()
    steps = Steps(cut)
    workshop = replace(place, store=Counting(place.store, steps))
    courier = Courier(
        engine, Keyring(working.public_key, working, working), Broker(steps, retained.__setitem__), PORTION
    )
    witness, file, old = Witness(workshop, working.public_key), tmp_path / "tin.txt", "lần đầu"
    told(workshop, file, old)
    publish(workshop, courier)
    is_s3 = isinstance(place.store, S3Store)
    with nullcontext() if is_s3 else counted(engine, steps):
        for last in range(MOST):
            new = f"lần {last}"
            steps.taken, steps.last = 0, last
            completed = survives(workshop, courier, file, new)
            steps.last = -1
            stands = title_of(workshop)
            assert stands in {old, new}
            assert {*witness.served(), *map(witness.title, retained.values())} <= {old, new}
            publish(workshop, courier)
            assert witness.all_are(stands, retained.values()), "the outbox finishes what was begun, and nothing else"
            if stands == old:
                told(workshop, file, new)
                publish(workshop, courier)
                assert witness.all_are(new, retained.values())
            old = new
            if completed:
                break
    assert (5 if is_s3 else 50) < last < MOST - 1
    assert len(retained) == len(DEVICES)


def survives(workshop: Workshop, courier: Courier, file: Path, text: str) -> bool:
    try:
        told(workshop, file, text)
        publish(workshop, courier)
    except PowerCut:
        return False
    return True
