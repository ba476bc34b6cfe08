"""A disk that is full or read-only: the device goes on in memory, says so, and is back on disk when that can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.store import BlobStore, open_state
from agent.store import state as state_module
from agent.store.lock import sole_user
from agent.store.state import STATE_FILE
from tests.agent.disk import Disk

MUCH = bytes(64 * 1024)


def test_on_a_full_disk_it_remembers_in_memory_and_tells(small_disk: Disk) -> None:
    state = open_state(small_disk.folder)
    said: list[str] = []
    state.on_trouble = said.append
    state.remember("before", b"1")
    small_disk.fill()
    for number in range(20):
        state.remember(f"much-{number}", MUCH)
    assert "full" in state.why_in_memory
    assert said == [state.why_in_memory]
    assert state.fact("before") == b"1"
    assert state.fact("much-19") == MUCH
    state.close()


def test_what_was_remembered_meanwhile_is_on_the_disk_once_it_has_room(
    small_disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "RETRY_DISK_S", 0.0)
    state = open_state(small_disk.folder)
    small_disk.fill()
    for number in range(20):
        state.remember(f"much-{number}", MUCH)
    assert state.why_in_memory
    small_disk.empty()
    state.remember("after", b"2")
    assert not state.why_in_memory
    state.close()
    again = open_state(small_disk.folder)
    assert (again.fact("after"), again.fact("much-19")) == (b"2", MUCH)
    again.close()


def test_the_log_of_a_time_without_disk_has_numbers_of_its_own(small_disk: Disk) -> None:
    state = open_state(small_disk.folder)
    insert = "INSERT INTO log (row) VALUES (?)"
    assert state.write(insert, (b"{}",)) == 1
    small_disk.fill()
    numbers = [state.write(insert, (MUCH,)) for _ in range(20)]
    assert state.why_in_memory
    assert numbers[-1] is not None
    assert numbers[-1] > 1_000_000_000
    state.close()


@pytest.mark.parametrize("trouble", [Disk.fill, Disk.make_read_only])
def test_it_starts_with_what_such_a_disk_holds_and_sets_nothing_aside(small_disk: Disk, trouble) -> None:  # type: ignore[no-untyped-def]
    state = open_state(small_disk.folder)
    state.remember("kept", b"1")
    state.close()
    BlobStore(small_disk.folder)
    with sole_user(small_disk.folder):
        pass
    trouble(small_disk)
    with sole_user(small_disk.folder):
        again = open_state(small_disk.folder)
        assert again.fact("kept") == b"1"
        for number in range(20):
            again.remember(f"much-{number}", MUCH)
        assert again.why_in_memory
        assert not again.begun_anew
        assert BlobStore(small_disk.folder).held() == frozenset()
        again.close()
    assert not (small_disk.folder / "state.damaged").exists()


def test_a_place_that_can_not_be_opened_begins_empty_in_memory(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).mkdir()
    state = open_state(tmp_path)
    assert "unable to open" in state.why_in_memory
    state.remember("a", b"1")
    assert state.fact("a") == b"1"
    state.close()


def test_content_that_can_not_be_removed_or_read_is_no_end(small_disk: Disk) -> None:
    name = "ab" * 32
    store = BlobStore(small_disk.folder)
    (small_disk.folder / "blobs" / "ab").mkdir()
    (small_disk.folder / "blobs" / "ab" / name).write_bytes(b"x")
    small_disk.make_read_only()
    store.evict(name)
    assert store.held() == {name}
