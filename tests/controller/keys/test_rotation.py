"""Changing the working key and coming back from a backup, as a board behind a real broker sees it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import engine_of, prepare, session_scope
from controller.documents.service import put
from controller.keys.ring import load_keys, working_file
from controller.keys.service import put_trust
from controller.keys.trust import OVERLAP_MS
from controller.link.courier import Courier
from controller.link.inbox import Inbox
from controller.link.mqtt import BrokerLink, Login
from controller.run.lock import only_one
from controller.settings import Settings, load_settings
from protocol.documents import AlertSet, Desired
from protocol.intake import Accepted, Intake, Pins, Refused
from provisioning.main import main
from tests.controller.keys.listening import ME, TOPICS, UNIT, Board
from tests.servers.waiting import wait_for


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "controller.toml"
    path.write_text('data_dir = "data"\n')
    return path


@pytest.fixture
def settings(config: Path) -> Settings:
    return load_settings(config, {})


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = engine_of(settings.database)
    prepare(engine)
    with session_scope(engine) as session:
        put_trust(session, load_keys(settings), wall_ms())
        put(session, "alerts", UNIT, AlertSet())
    state(engine, "first")
    yield engine
    engine.dispose()


@pytest.fixture
def board(mosquitto_port: int, engine: Engine, settings: Settings) -> Iterator[Board]:
    """It holds all three documents."""
    board = Board(mosquitto_port, Intake(Pins(load_keys(settings).root_public_key, ME)))
    board.join()
    serve(mosquitto_port, engine, settings)
    wait_for(lambda: len(board.intake.held) == 3, "the board holds everything")
    yield board
    board.leave()


def state(engine: Engine, name: str) -> None:
    with session_scope(engine) as session:
        put(session, "desired", ME, Desired(unit_name=name, areas=(UNIT,)))


def serve(port: int, engine: Engine, settings: Settings) -> None:
    """A controller starts, signs, hands over and stops."""
    link = BrokerLink(Login("127.0.0.1", port, "rao-controller", "x"), Inbox().put, wall_ms)
    link.start()
    wait_for(lambda: link.listening_since_ms, "the link is up")
    assert Courier(engine, load_keys(settings), link).deliver() == len(TOPICS)
    link.stop()


def rao(*words: str) -> Result:
    return CliRunner().invoke(main, ["controller", *words], env={"LC_ALL": "C"})


def test_a_board_follows_to_a_new_key_and_loses_nothing_on_the_way(
    board: Board, engine: Engine, settings: Settings, config: Path
) -> None:
    old = load_keys(settings).working
    rotated = rao("keys", "rotate", "--config", str(config))
    assert (rotated.exit_code, "3 documents" in rotated.output) == (0, True), rotated.output
    new = load_keys(settings).working
    assert new.kid != old.kid
    assert working_file(settings).stat().st_mode & 0o777 == 0o600
    serve(board.port, engine, settings)
    wait_for(lambda: board.kids() == {new.kid}, "everything is by the new key")
    assert [outcome for outcome in board.outcomes if isinstance(outcome, Refused)] == []
    assert [one.dropped for one in board.outcomes if isinstance(one, Accepted) and one.dropped] == []
    assert board.intake.trust is not None
    ends = {key.kid: key.not_after_ms - wall_ms() for key in board.intake.trust.keys}
    assert ends[old.kid] <= OVERLAP_MS < ends[new.kid]


def test_a_stolen_key_is_trusted_no_longer(board: Board, engine: Engine, settings: Settings, config: Path) -> None:
    stolen = load_keys(settings).working
    assert rao("keys", "rotate", "--stolen", "--config", str(config)).exit_code == 0
    serve(board.port, engine, settings)
    new = load_keys(settings).working
    wait_for(lambda: board.kids() == {new.kid}, "everything is by the new key")
    assert board.intake.trust is not None
    assert [key.kid for key in board.intake.trust.keys] == [new.kid]
    assert stolen.kid != new.kid


def test_nothing_is_changed_while_a_controller_runs_or_without_the_root(settings: Settings, config: Path) -> None:
    before = load_keys(settings).working.kid
    with only_one(settings.data_dir):
        busy = rao("keys", "rotate", "--config", str(config))
    assert (busy.exit_code, "Stop it first" in busy.output) == (5, True)
    (settings.data_dir / "keys" / "root.key").unlink()
    rootless = rao("keys", "rotate", "--config", str(config))
    assert (rootless.exit_code, "root key" in rootless.output) == (6, True)
    assert load_keys(settings).working.kid == before


def test_a_board_believes_a_restored_controller_only_once_it_says_so(
    board: Board, engine: Engine, settings: Settings, config: Path
) -> None:
    database = settings.data_dir / "rao.sqlite3"
    engine.dispose()
    shutil.copy(database, database.with_suffix(".backup"))
    for name in ("second", "third"):
        state(engine, name)
    with session_scope(engine) as session:
        put(session, "alerts", UNIT, AlertSet(lifted=("a-0123456789ab",)))
    serve(board.port, engine, settings)
    wait_for(lambda: board.name() == "third", "the newest is held")
    engine.dispose()
    shutil.copy(database.with_suffix(".backup"), database)
    state(engine, "after the restore")
    serve(board.port, engine, settings)
    wait_for(lambda: any(isinstance(one, Refused) and one.reason == "stale" for one in board.outcomes), "the refusal")
    assert board.name() == "third"
    assert rao("restored", "--config", str(config)).exit_code == 0
    serve(board.port, engine, settings)
    wait_for(lambda: board.name() == "after the restore", "the new epoch is believed")
