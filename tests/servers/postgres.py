"""PostgreSQL: one server a test run, a fresh database a test."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tests.servers.child import serving
from tests.servers.ports import LOOPBACK, free_port

_numbers = count(1)
OWN_CLUSTER = ("-U", "rao", "-A", "trust", "-E", "UTF8", "--no-sync")
SPEED_OVER_SAFETY = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@pytest.fixture(scope="session")
def postgres_port() -> Iterator[int]:
    """Port of a PostgreSQL of this test run's own; user ``rao`` may do everything."""
    with running_postgres() as port:
        yield port


@pytest.fixture
def postgres_url(postgres_port: int) -> Iterator[str]:
    """SQLAlchemy URL of an empty database that is this test's own."""
    url = new_database(postgres_port)
    yield url
    drop_database(url)


@contextmanager
def running_postgres() -> Iterator[int]:
    """The port of a server of our own while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="rao-postgres-"))
    try:
        yield from _serve(folder)
    finally:
        shutil.rmtree(folder)


def new_database(port: int, like: str = "template1") -> str:
    """SQLAlchemy URL of a new database of the server at ``port``: empty, or a copy of the one named."""
    name = f"rao_{os.getpid()}_{next(_numbers)}"
    with _connect(port) as admin:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
        admin.execute(made)
    return f"postgresql+psycopg://rao@{LOOPBACK}:{port}/{name}"


def drop_database(url: str) -> None:
    """Away with its files, whoever is still connected: a thousand of them are gigabytes."""
    of = conninfo_to_dict(url.replace("+psycopg", ""))
    with _connect(int(str(of["port"]))) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(of["dbname"]))))


def _serve(folder: Path) -> Iterator[int]:
    data, port = folder / "data", free_port()
    _make_cluster(folder, data)
    listen = ("-p", str(port), "-c", f"listen_addresses={LOOPBACK}", "-c", "unix_socket_directories=")
    argv = [*_not_as_root(), _program("postgres"), "-D", str(data), *listen, *SPEED_OVER_SAFETY]
    with serving(argv, folder / "log", partial(_answers, port), stop_by=signal.SIGINT):
        yield port


def _connect(port: int) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=LOOPBACK, port=port, user="rao", dbname="postgres", autocommit=True)


def _answers(port: int) -> bool:
    """Whether it takes queries: it accepts connections while it is still starting up, only to refuse them."""
    try:
        _connect(port).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_cluster(folder: Path, data: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, _server_user())
    initdb = [
        *_not_as_root(),
        _program("initdb"),
        "-D",
        str(data),
        "-U",
        "rao",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    made = subprocess.run(initdb, capture_output=True, text=True, cwd="/")
    assert made.returncode == 0, made.stderr


def _not_as_root() -> tuple[str, ...]:
    """What goes before a PostgreSQL program: it refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    user = _server_user()
    return ("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--pdeathsig", "KILL", "--")


def _server_user() -> str:
    return "postgres"


def _program(name: str) -> str:
    """Path of a PostgreSQL program; Debian keeps them off the PATH, a folder a version."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    assert found, "PostgreSQL is not installed: run make test, which sets it up"
    return found
