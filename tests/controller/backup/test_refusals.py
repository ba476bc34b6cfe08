"""What is no whole archive of ours is refused, and nothing is left of it."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from sqlalchemy import Engine

from controller.backup.archive import FORMAT, HEAD, SUMS, Damaged, Head, Sum, unpack
from controller.backup.service import back_up, restore
from controller.backup.tables import is_empty
from controller.clock import wall_ms
from controller.db import engine_of, prepare, session_scope
from controller.keys.ring import load_keys
from controller.library.store import store_of
from controller.settings import Settings, parse_settings
from controller.units.service import import_units
from protocol.errors import Conflict, InvalidInput, NotFound

Member = tuple[tarfile.TarInfo, bytes]


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    """Of a small controller."""
    engine = engine_of(settings.database)
    prepare(engine)
    load_keys(settings)
    store_of(settings).keep(b"a picture")
    with session_scope(engine) as session:
        import_units(session)
    back_up(settings, engine, tmp_path / "whole.tar.gz", wall_ms())
    engine.dispose()
    return tmp_path / "whole.tar.gz"


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    """Where nothing is yet."""
    (tmp_path / "place").mkdir()
    return parse_settings({}, tmp_path / "place")


@pytest.fixture
def empty(place: Settings) -> Iterator[Engine]:
    engine = engine_of(place.database)
    yield engine
    engine.dispose()


def members(archive: Path) -> list[Member]:
    with tarfile.open(archive) as tar:
        return [(one, file.read() if (file := tar.extractfile(one)) else b"") for one in tar]


def packed(archive: Path, content: list[Member]) -> Path:
    path = archive.with_name("changed.tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for about, data in content:
            about.size = len(data)
            tar.addfile(about, io.BytesIO(data))
    return path


def called(name: str, data: bytes = b"x", kind: bytes = tarfile.REGTYPE) -> Member:
    about = tarfile.TarInfo(name)
    about.type, about.linkname = kind, "/etc/passwd"
    return about, data


def head(**said: str) -> bytes:
    whole = {"format": FORMAT, "version": "9.9.9", "schema": "0001", **said}
    return msgspec.json.encode(Head(made_at_ms=wall_ms(), **whole))


def refused(place: Settings, empty: Engine, file: Path) -> str:
    """The refusal, after which everything is as it was."""
    with pytest.raises(InvalidInput) as told:
        restore(place, empty, file, wall_ms())
    assert {path.name for path in place.data_dir.iterdir()} <= {"rao.sqlite3", "rao.sqlite3-wal", "rao.sqlite3-shm"}
    with empty.connect() as connection:
        assert is_empty(connection)
    return told.value.problem.en


@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_or_a_missing_end_is_noticed(archive: Path, tmp_path: Path, data: st.DataObject) -> None:
    whole = archive.read_bytes()
    at = data.draw(st.integers(10, len(whole) - 9))
    """The first ten bytes are gzip's own head, the last eight its sum and size: none of ours."""
    cut = data.draw(st.booleans())
    damaged = whole[:at] if cut else whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    (tmp_path / "damaged").write_bytes(damaged)
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    try:
        unpack(tmp_path / "damaged", folder)
    except Damaged:
        return
    assert contents(folder) == contents_of(archive)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def contents_of(archive: Path) -> dict[str, bytes]:
    return {about.name: data for about, data in members(archive) if about.name not in (HEAD, SUMS)}


@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "/etc/cron.d/x",
        "keys/../../escaped",
        "keys/.hidden",
        "keys/a/b",
        "media/ab/../../../escaped",
        "database/../x.jsonl",
        "rao.sqlite3",
        "keys/",
        "operator.token/x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(place: Settings, empty: Engine, archive: Path, name: str) -> None:
    content = members(archive)
    content.insert(1, called(name))
    assert "called" in refused(place, empty, packed(archive, content))
    assert not (place.data_dir.parent / "escaped").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_no_plain_file_is_refused(place: Settings, empty: Engine, archive: Path, kind: bytes) -> None:
    content = members(archive)
    content.insert(1, called("keys/link", b"", kind))
    assert "no plain file" in refused(place, empty, packed(archive, content))


Change = Callable[[list[Member]], list[Member]]


def with_table(content: list[Member], name: str, data: bytes) -> list[Member]:
    """The archive with that table's file changed and its sum made right: as somebody who means it would."""
    kept = [(about, data if about.name == name else held) for about, held in content[1:-1]]
    sums = {about.name: Sum(hashlib.sha256(held).hexdigest(), 0o600) for about, held in [content[0], *kept]}
    return [content[0], *kept, called(SUMS, msgspec.json.encode(sums))]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content[1:], "no rao-backup.json"),
        (lambda content: [], "no rao-backup.json"),
        (lambda content: [called(HEAD, head(format="other-1")), *content[1:]], "format other-1"),
        (lambda content: [called(HEAD, b"{}"), *content[1:]], "missing required field"),
        (lambda content: content[:-1], "its end is missing"),
        (lambda content: [*content, called("keys/more")], "more after its end"),
        (lambda content: [*content[:-1], content[1], content[-1]], "called"),
        (lambda content: [*content[:2], *content[3:]], "sums"),
        (lambda content: [*content[:-1], called("keys/more"), content[-1]], "sums"),
        (lambda content: with_table([called(HEAD, head(schema="9999")), *content[1:]], "", b""), "A newer Rao (9.9.9)"),
        (lambda content: with_table(content, "database/unit.jsonl", b"no json\n"), "damaged"),
        (lambda content: with_table(content, "database/unit.jsonl", b'{"colour": 1}\n'), "damaged"),
        (lambda content: with_table(content[:1] + content[2:], "", b""), "its tables are not those of its version"),
    ],
)
def test_what_was_made_otherwise_is_refused(
    place: Settings, empty: Engine, archive: Path, change: Change, said: str
) -> None:
    assert said in refused(place, empty, packed(archive, change(members(archive))))


def test_what_is_no_archive_at_all_is_refused(place: Settings, empty: Engine, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"SQLite format 3\0" * 100)
    assert "damaged" in refused(place, empty, tmp_path / "x")


def test_nothing_is_restored_over_something(place: Settings, empty: Engine, archive: Path) -> None:
    (place.data_dir / "media").mkdir()
    with pytest.raises(Conflict, match="not empty"):
        restore(place, empty, archive, wall_ms())
    (place.data_dir / "media").rmdir()
    prepare(empty)
    with pytest.raises(Conflict, match="not empty"):
        restore(place, empty, archive, wall_ms())


def test_what_broke_off_is_begun_anew(place: Settings, empty: Engine, archive: Path) -> None:
    (place.data_dir / ".restoring" / "keys").mkdir(parents=True)
    (place.data_dir / ".restoring" / "keys" / "half").write_text("x")
    assert restore(place, empty, archive, wall_ms()) > 1
    assert sorted(path.name for path in (place.data_dir / "keys").iterdir()) == ["root.key", "root.pub", "working.key"]
    assert (place.data_dir / "keys" / "working.key").stat().st_mode & 0o777 == 0o600


def test_a_backup_takes_no_other_files_place_and_needs_a_controller(
    settings: Settings, archive: Path, place: Settings, empty: Engine
) -> None:
    engine = engine_of(settings.database)
    with pytest.raises(Conflict, match="there already"):
        back_up(settings, engine, archive, wall_ms())
    engine.dispose()
    with pytest.raises(NotFound, match="no controller"):
        back_up(place, empty, archive.with_name("other.tar.gz"), wall_ms())
    assert [path.name for path in archive.parent.iterdir() if path.name.startswith(".")] == []
