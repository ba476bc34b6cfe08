from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from agent.planner.keeper import ACTIVE, ContentKeeper
from agent.reception.reception import Standing
from agent.store import BlobStore, State, open_state
from protocol.documents import Desired
from protocol.manifest import Blob, Manifest, PictureItem, Playlist, Rendition
from protocol.programme_types import Board

LED = Board(640, 384, has_sound=False)


class Disk:
    """A keeper on a real disk, and what it wants from the network."""

    def __init__(self, state: State, folder: Path) -> None:
        self.state, self.blobs = state, BlobStore(folder)
        self.wanted: list[Blob] = []
        self.keeper = self.restarted()

    def restarted(self) -> ContentKeeper:
        return ContentKeeper(self.state, self.blobs, LED, lambda blobs: self.wanted.__setitem__(slice(None), blobs))

    def put(self, data: bytes) -> Blob:
        blob = described(data)
        self.blobs.part_of(blob.sha256).write_bytes(data)
        assert self.blobs.adopt(blob.sha256)
        return blob


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    state = open_state(tmp_path)
    yield Disk(state, tmp_path)
    state.close()


def described(data: bytes) -> Blob:
    sha256 = hashlib.sha256(data).hexdigest()
    return Blob(sha256=sha256, size_bytes=len(data), media_type="x/y", url=f"/media/{sha256}")


def manifest_of(picture: bytes) -> bytes:
    rendition = Rendition(width_px=640, height_px=384, blob=described(picture))
    item = PictureItem(id="p", title="p", duration_ms=1_000, renditions=(rendition,))
    return msgspec.json.encode(Manifest(unit_name="x", items=(item,), playlists=(Playlist(id="l", item_ids=("p",)),)))


def standing(manifest: Blob | None, rev: int = 1) -> Standing:
    return Standing(1, rev, Desired(unit_name="x", areas=(), manifest=manifest))


def test_it_activates_when_the_last_file_is_here_and_remembers_it(disk: Disk) -> None:
    manifest = described(manifest_of(b"picture"))
    assert not disk.keeper.replan(standing(manifest), [])
    assert disk.wanted == [manifest]
    disk.put(manifest_of(b"picture"))
    assert not disk.keeper.replan(standing(manifest), [])
    assert disk.wanted == [described(b"picture")]
    assert disk.keeper.manifest is None
    disk.put(b"picture")
    assert disk.keeper.replan(standing(manifest), [])
    assert disk.keeper.manifest is not None
    assert disk.restarted().manifest == disk.keeper.manifest


def test_the_old_plays_until_the_new_is_whole_then_its_files_go(disk: Disk) -> None:
    old, picture = disk.put(manifest_of(b"old")), disk.put(b"old")
    disk.keeper.replan(standing(old), [])
    new = disk.put(manifest_of(b"new"))
    disk.keeper.replan(standing(new, 2), [])
    assert (disk.keeper.active.sha256, disk.keeper.active.rev) == (old.sha256, 1)
    assert disk.blobs.path_of(picture.sha256)
    disk.put(b"new")
    assert disk.keeper.replan(standing(new, 2), [])
    assert (disk.keeper.active.sha256, disk.keeper.active.rev) == (new.sha256, 2)
    assert disk.blobs.held() == {new.sha256, described(b"new").sha256}


def test_a_revision_with_the_same_content_is_applied_at_once(disk: Disk) -> None:
    manifest, _ = disk.put(manifest_of(b"p")), disk.put(b"p")
    disk.keeper.replan(standing(manifest), [])
    assert disk.keeper.replan(standing(manifest, 2), [])
    assert not disk.keeper.replan(standing(manifest, 2), [])
    assert disk.keeper.active.rev == 2


@pytest.mark.parametrize("junk", [b"{}", b"\xff\xff", b'{"unit_name": "x", "filler_screen": "nowhere"}'])
def test_a_manifest_that_can_not_be_used_is_said_to_be_so(disk: Disk, junk: bytes) -> None:
    bad = disk.put(junk)
    assert not disk.keeper.replan(standing(bad), [])
    assert disk.keeper.unusable
    assert disk.keeper.progress.pending == "manifest unreadable"


def test_what_is_not_here_yet_is_not_unusable(disk: Disk) -> None:
    disk.keeper.replan(standing(described(b"{}")), [])
    assert not disk.keeper.unusable


def test_a_damaged_memory_of_what_was_active_means_nothing_was(disk: Disk) -> None:
    disk.state.remember(ACTIVE, b"\xff{")
    assert disk.restarted().active.sha256 is None
