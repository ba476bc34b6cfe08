"""A backup of a controller that runs, restored into empty places: a board that heard more meanwhile believes it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import col, select, update

from controller.db import engine_of, prepare, session_scope
from controller.documents.models import SignedDocument
from controller.documents.service import current_epoch
from controller.keys.ring import load_keys, root_public_key
from controller.library.service import find
from controller.library.store import store_of
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.service import create_user
from controller.settings import Settings, load_settings
from controller.units.models import Unit
from controller.units.service import import_units
from protocol.documents import Desired
from protocol.ids import Sha256
from protocol.intake import Intake, Pins, opened
from provisioning.main import main
from tests.controller.keys.listening import ME, UNIT, Board
from tests.controller.places import CITY, stand
from tests.servers.child import Child, serving
from tests.servers.ports import accepts, free_port
from tests.servers.postgres import new_database
from tests.servers.waiting import wait_for

PROGRAM = (
    "import sys; from pathlib import Path; from controller.run.serve import run; "
    "from controller.settings import load_settings; run(load_settings(Path(sys.argv[1])))"
)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """The URL of a new database of a kind."""

    def made(kind: str) -> str:
        return new_database(request.getfixturevalue("postgres_port")) if kind == "postgresql" else ""

    return made


def configured(folder: Path, database_url: str, broker: int) -> Path:
    """A settings file for a data folder of its own."""
    folder.mkdir()
    path = folder / "controller.toml"
    path.write_text(
        f"""
data_dir = "data"
database_url = "{database_url}"
[http]
port = {free_port()}
[broker]
port = {broker}
[speech]
online = false
[cadence]
republish_s = 0.3
""",
        "utf-8",
    )
    return path


def settle(settings: Settings) -> None:
    engine = engine_of(settings.database)
    prepare(engine)
    with session_scope(engine) as session:
        import_units(session)
        create_user(
            session,
            THE_SYSTEM,
            login="quan-tri",
            full_name="Nguyễn An",
            password="mot cau that dai",
            role="administrator",
            unit_id=CITY,
        )
        stand(session, ME, UNIT, "bulletin-1080p")
    engine.dispose()


def rename(settings: Settings, name: str) -> None:
    engine = engine_of(settings.database)
    with session_scope(engine) as session:
        session.exec(update(Unit).where(col(Unit.id) == UNIT).values(name=name))
    engine.dispose()


def rao(*words: str) -> Result:
    return CliRunner().invoke(main, ["controller", *words], env={"LC_ALL": "C"})


@pytest.mark.long
@pytest.mark.parametrize("target", ("sqlite", "postgresql"))
@pytest.mark.parametrize("source", ("sqlite", "postgresql"))
def test_what_ran_runs_again(
    tmp_path: Path, mosquitto_port: int, database: Callable[[str], str], source: str, target: str
) -> None:
    before = configured(tmp_path / "before", database(source), mosquitto_port)
    after = configured(tmp_path / "after", database(target), mosquitto_port)
    old, new, archive = load_settings(before, {}), load_settings(after, {}), tmp_path / "rao.tar.gz"
    settle(old)
    load_keys(old)
    board = Board(mosquitto_port, Intake(Pins(root_public_key(old), ME)))
    board.join()
    with running(before, old):
        wait_for(lambda: ("desired", ME) in board.intake.held, "the board is told")
        told = board.name()
        saved = rao("backup", str(archive), "--config", str(before))
        assert saved.exit_code == 0, saved.output
        for name in ("Xã Mới", "Xã Mới Hơn"):
            rename(old, name)
            wait_for(lambda name=name: board.name() == name, "the board follows")  # type: ignore[misc]
    assert archive.stat().st_mode & 0o777 == 0o600
    restored = rao("restore", str(archive), "--config", str(after))
    assert restored.exit_code == 0, restored.output
    assert load_keys(new).working.kid == load_keys(old).working.kid
    with running(after, new):
        wait_for(lambda: board.name() == told, "the board believes the restored controller")
    board.leave()
    same_people_and_content(new, board)


def running(config: Path, settings: Settings) -> AbstractContextManager[Child]:
    argv = [sys.executable, "-W", "error", "-c", PROGRAM, str(config)]
    return serving(argv, config.with_suffix(".log"), lambda: accepts(settings.http.port))


def same_people_and_content(settings: Settings, board: Board) -> None:
    body = opened(board.intake.held["desired", ME]).body
    assert isinstance(body, Desired)
    assert body.manifest is not None
    assert store_of(settings).intact(Sha256(body.manifest.sha256))
    engine = engine_of(settings.database)
    with session_scope(engine) as session:
        assert find(session, body.manifest.sha256).size_bytes == body.manifest.size_bytes
        assert [user.login for user in session.exec(select(User)).all()] == ["quan-tri"]
        assert current_epoch(session) > 1_000_000
        assert {row.epoch for row in session.exec(select(SignedDocument)).all()} == {current_epoch(session)}
        create_user(
            session,
            THE_SYSTEM,
            login="moi",
            full_name="Người mới",
            password="mot cau that dai",
            role="editor",
            unit_id=CITY,
        )
    engine.dispose()
