from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.store import BlobStore

DATA = b"a page of a bulletin"
NAME = hashlib.sha256(DATA).hexdigest()


def test_a_verified_part_becomes_content(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    store.part_of(NAME).write_bytes(DATA)
    assert store.path_of(NAME) is None
    assert store.adopt(NAME)
    path = store.path_of(NAME)
    assert path is not None
    assert path.read_bytes() == DATA
    assert store.held() == {NAME}
    assert not store.part_of(NAME).exists()


def test_wrong_content_never_gets_the_name(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    store.part_of(NAME).write_bytes(DATA + b"!")
    assert not store.adopt(NAME)
    assert store.path_of(NAME) is None
    assert not store.part_of(NAME).exists()


def test_evicted_content_is_gone_and_can_be_gone_twice(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    store.part_of(NAME).write_bytes(DATA)
    store.adopt(NAME)
    store.evict(NAME)
    store.evict(NAME)
    assert store.held() == frozenset()


def test_a_dying_disk_is_found(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    store.part_of(NAME).write_bytes(DATA)
    store.adopt(NAME)
    assert not store.is_damaged(NAME)
    path = store.path_of(NAME)
    assert path is not None
    path.write_bytes(b"other")
    assert store.is_damaged(NAME)
    store.evict(NAME)
    assert not store.is_damaged(NAME)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=8))
def test_what_is_held_is_what_was_adopted(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    store = BlobStore(tmp_path_factory.mktemp("store"))
    for data in contents:
        name = hashlib.sha256(data).hexdigest()
        store.part_of(name).write_bytes(data)
        assert store.adopt(name)
    assert store.held() == {hashlib.sha256(data).hexdigest() for data in contents}
