"""Making a backup of a running controller, and a controller of a backup."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from itertools import chain
from pathlib import Path

import msgspec
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DataError, IntegrityError

from controller.backup.archive import FORMAT, NAMES, Head, Packed, damaged, unpack, write
from controller.backup.tables import SUFFIX, is_empty, read_rows, schema_of, snapshot, tables_of, write_rows
from controller.db import WRITES, migrate
from controller.db.prepare import migration_config
from controller.db.trail import Recorded
from controller.documents.service import raise_epoch
from controller.library.content import Store, place_of
from controller.library.store import store_of
from controller.settings import Settings
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

PLACES = ("keys", "broker")
"""Folders of the data folder that belong to a controller, beside its operator's token."""
MEDIA = "media"
TOKEN = "operator.token"  # noqa: S105
UNPACKING = ".restoring"
HELD_ANYWAY = frozenset({"run.lock", "controller.toml", UNPACKING})
"""What may be in a folder that counts as empty."""


def back_up(settings: Settings, engine: Engine, file: Path, now_ms: EpochMs) -> int:
    """All of this controller as one archive, as it was at one moment; answers how many files are in it.

    Content is named by its hash and never changes, so what the database names is there when it is read afterwards.
    Raises :class:`Conflict` when the file is there and :class:`NotFound` when there is no controller yet.
    """
    if file.exists():
        raise _file_is_there(file)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".rao-backup-") as folder:
        with snapshot(engine) as connection, connection.begin():
            schema = schema_of(connection)
            if not schema:
                raise _no_controller(settings.data_dir)
            tables = [_dumped(connection, table, Path(folder)) for table in tables_of(connection)]
        head = Head(format=FORMAT, version=metadata.version("rao"), schema=schema, made_at_ms=now_ms)
        return write(file, head, chain(tables, _files(settings.data_dir), _media(store_of(settings))))


def restore(settings: Settings, engine: Engine, file: Path, now_ms: EpochMs) -> int:
    """A controller of the archive, in an empty data folder and an empty database; answers its new epoch.

    Devices take what it states from now on for newer than what they hold. The caller holds the data folder. Raises
    :class:`Conflict` when something is there already, :class:`InvalidInput` for an archive that is damaged, foreign or
    of a newer version; then nothing was changed.
    """
    _demand_empty(settings, engine)
    arriving = settings.data_dir / UNPACKING
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(mode=0o700)
    try:
        head = unpack(file, arriving)
        with engine.execution_options(**{WRITES: True}).connect() as connection, connection.begin():
            epoch = _load(connection, head, arriving / "database", now_ms)
            _move_in(arriving, settings)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    return epoch


def _dumped(connection: Connection, table: Table, folder: Path) -> Packed:
    path = folder / f"{table.name}{SUFFIX}"
    with path.open("wb") as file:
        write_rows(connection, table, file)
    return Packed(f"database/{path.name}", path)


def _files(data_dir: Path) -> Iterator[Packed]:
    """The files beside the database. What only a running process needs, or did not finish, stays out."""
    for path in sorted([data_dir / TOKEN, *(one for place in PLACES for one in (data_dir / place).rglob("*"))]):
        name = path.relative_to(data_dir).as_posix()
        if path.is_file() and not path.is_symlink() and path.suffix != ".pid" and NAMES.fullmatch(name):
            yield Packed(name, path)


def _media(store: Store) -> Iterator[Packed]:
    """All content, wherever it is kept; each is taken before the next is asked for.

    What the controller gave up since they were listed, nothing has needed for long.
    """
    for sha256 in sorted(store.everything()):
        with suppress(NotFound), store.lent(sha256) as path:
            yield Packed(f"{MEDIA}/{place_of(sha256)}", path)


def _demand_empty(settings: Settings, engine: Engine) -> None:
    own = Path(engine.url.database or "").name if engine.dialect.name == "sqlite" else ""
    """Opened, an SQLite file is there; whether it has tables is asked below."""
    held = {path.name for path in settings.data_dir.iterdir()} - HELD_ANYWAY - {own, f"{own}-wal", f"{own}-shm"}
    if held:
        raise _not_empty(str(settings.data_dir))
    with engine.connect() as connection:
        if not is_empty(connection):
            raise _not_empty(engine.url.render_as_string())


def _load(connection: Connection, head: Head, folder: Path, now_ms: EpochMs) -> int:
    """The rows into a schema of their own age, and that brought to the newest."""
    known = {one.revision for one in ScriptDirectory.from_config(migration_config()).walk_revisions()}
    if head.schema not in known:
        raise _newer(head)
    migrate(connection, head.schema)
    tables = tables_of(connection)
    if {path.name for path in folder.glob("*")} != {f"{table.name}{SUFFIX}" for table in tables}:
        raise damaged("its tables are not those of its version")
    try:
        for table in tables:
            read_rows(connection, table, folder / f"{table.name}{SUFFIX}")
    except (msgspec.DecodeError, UnicodeError, KeyError, IntegrityError, DataError) as wrong:
        raise damaged(str(wrong)) from wrong
    migrate(connection, "head")
    with Recorded(connection) as session, session.begin():
        return raise_epoch(session, now_ms)


def _move_in(arriving: Path, settings: Settings) -> None:
    """Files first; the database is committed afterwards, so that nothing runs with half of them."""
    if settings.media.store:
        _put_away(store_of(settings), arriving / MEDIA)
    for name in (*PLACES, MEDIA, TOKEN):
        if (arriving / name).exists():
            (arriving / name).rename(settings.data_dir / name)


def _put_away(store: Store, folder: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        store.keep_file(path)
    shutil.rmtree(folder, ignore_errors=True)


def _file_is_there(file: Path) -> Conflict:
    return Conflict(
        Words(f"Đã có tệp {file}.", f"{file} is there already."),
        Words("Chọn tên khác, ví dụ có ngày tháng.", "Choose another name, such as one with the date."),
    )


def _no_controller(data_dir: Path) -> NotFound:
    return NotFound(
        Words(f"Ở {data_dir} chưa có bộ điều khiển nào.", f"There is no controller in {data_dir} yet."),
        Words("Chỉ ra tệp cấu hình bằng --config TỆP.", "Name its settings file by --config FILE."),
    )


def _not_empty(where: str) -> Conflict:
    return Conflict(
        Words(f"{where} không trống.", f"{where} is not empty."),
        Words(
            "Chỉ khôi phục vào thư mục và cơ sở dữ liệu trống: dời cái cũ đi trước.",
            "A backup goes into an empty folder and database only: move the old ones away first.",
        ),
    )


def _newer(head: Head) -> InvalidInput:
    return InvalidInput(
        Words(f"Bản sao lưu do Rao {head.version} mới hơn tạo ra.", f"A newer Rao ({head.version}) made this backup."),
        Words("Cài bản Rao đó rồi khôi phục.", "Install that version, then restore."),
    )
