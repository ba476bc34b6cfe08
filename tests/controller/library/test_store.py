from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from controller.library.store import FolderStore, stored_as
from protocol.errors import InvalidInput, NotFound
from protocol.ids import Sha256


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(data=st.binary(min_size=1, max_size=2_000))
def test_content_is_found_again_by_its_hash(store: FolderStore, data: bytes) -> None:
    stored = store.keep(data)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.size_bytes == len(data)
    assert store.path_of(stored.sha256).read_bytes() == data
    assert store.intact(stored.sha256)


def test_the_same_bytes_are_kept_once_however_they_come(store: FolderStore, tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.write_bytes(b"the same bytes")
    by_bytes, by_file = store.keep(b"the same bytes"), store.keep_file(original)
    assert by_bytes == by_file
    assert len(files_in(tmp_path / "media")) == 1
    assert original.exists()


def test_many_are_kept_at_once(store: FolderStore, tmp_path: Path) -> None:
    contents = [f"content {number % 30}".encode() for number in range(40)]
    store.keep(contents[0])
    store.keep_all(contents)
    assert all(store.intact(stored_as(content).sha256) for content in contents)
    assert len(files_in(tmp_path / "media")) == 30
    with pytest.raises(InvalidInput):
        store.keep_all([b""])


def test_a_damaged_file_is_noticed(store: FolderStore) -> None:
    stored = store.keep(b"as it was")
    store.path_of(stored.sha256).write_bytes(b"as it is not")
    assert not store.intact(stored.sha256)
    assert not store.intact(Sha256("0" * 64))


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64])
def test_what_is_not_there_is_not_found(store: FolderStore, name: str) -> None:
    with pytest.raises(NotFound):
        store.path_of(Sha256(name))


def test_an_empty_file_is_refused_and_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    with pytest.raises(InvalidInput):
        store.keep_file(empty)
    with pytest.raises(InvalidInput):
        store.keep(b"")
    assert files_in(tmp_path / "media") == []


def test_a_write_that_fails_half_way_leaves_nothing(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        store.keep(b"does not fit")
    assert files_in(tmp_path / "media") == []
