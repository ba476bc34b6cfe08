"""What every store keeps to, in a folder and in a real S3 server, and what happens when it fails."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from controller.library.claims import Claims
from controller.library.content import Store, place_of
from controller.library.folder_store import FolderStore
from controller.library.local_copies import LocalCopies
from controller.library.s3_credentials import S3Key, key_of
from controller.library.s3_store import S3Store, bucket_at
from controller.library.store import store_of, stored_as
from controller.settings import parse_settings
from protocol.errors import InvalidInput, NotFound, Unavailable
from protocol.ids import Sha256
from protocol.timers import MEDIA_CLAIM_S, MEDIA_COPY_REST_S
from tests.servers.ports import free_port
from tests.servers.s3 import running_s3

KEY = S3Key("rao", "chi-de-thu")
GIB = 1 << 30


def s3_store(endpoint: str, bucket: str, folder: Path, most_bytes: int = GIB) -> S3Store:
    """A store of its own: it knows nothing that another one put there."""
    return S3Store(bucket_at(bucket, "noi/dung", KEY, endpoint=endpoint), LocalCopies(folder, most_bytes))


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """The same tests for both."""
    if request.param == "folder":
        return FolderStore(tmp_path / "media")
    endpoint, bucket = request.getfixturevalue("s3_endpoint"), request.getfixturevalue("s3_bucket")
    return s3_store(endpoint, bucket, tmp_path / "copies")


@pytest.fixture
def folder(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def all_of(store: Store, sha256: Sha256) -> bytes:
    return b"".join(store.read(sha256))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(data=st.binary(min_size=1, max_size=2_000))
def test_content_is_found_again_by_its_hash(store: Store, data: bytes) -> None:
    stored = store.keep(data)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.size_bytes == len(data) == store.size_of(stored.sha256)
    assert store.path_of(stored.sha256).read_bytes() == data == all_of(store, stored.sha256)
    assert store.intact(stored.sha256)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(data=st.data())
def test_any_part_of_it_is_read(store: Store, data: st.DataObject) -> None:
    content = bytes(range(256)) * 9
    sha256 = store.keep(content).sha256
    first = data.draw(st.integers(0, len(content) - 1))
    past = data.draw(st.none() | st.integers(first + 1, len(content)))
    assert b"".join(store.read(sha256, first, past)) == content[first:past]


def test_the_same_bytes_are_kept_once_however_they_come(store: Store, tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.write_bytes(b"the same bytes")
    assert store.keep(b"the same bytes") == store.keep_file(original) == store.keep_file(original)
    assert list(store.everything()) == [stored_as(b"the same bytes").sha256]
    assert original.exists()


def test_a_file_of_several_parts_comes_back_whole(store: Store, tmp_path: Path) -> None:
    big = tmp_path / "big"
    big.write_bytes(os.urandom(12_000_001))
    stored = store.keep_file(big)
    assert stored.size_bytes == store.size_of(stored.sha256) == 12_000_001
    assert store.intact(stored.sha256)
    with store.lent(stored.sha256) as lent:
        assert lent.read_bytes() == big.read_bytes()


def test_many_are_kept_at_once(store: Store) -> None:
    contents = [f"content {number % 30}".encode() for number in range(40)]
    store.keep(contents[0])
    store.keep_all(contents)
    assert all(store.intact(stored_as(content).sha256) for content in contents)
    assert sorted(store.everything()) == sorted({stored_as(content).sha256 for content in contents})
    with pytest.raises(InvalidInput):
        store.keep_all([b""])


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64])
def test_what_is_not_there_is_not_found(store: Store, name: str) -> None:
    for ask in (store.path_of, store.size_of, store.read):
        with pytest.raises(NotFound):
            ask(Sha256(name))
    assert not store.intact(Sha256("0" * 64))


def test_an_empty_file_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    with pytest.raises(InvalidInput):
        store.keep_file(empty)
    with pytest.raises(InvalidInput):
        store.keep(b"")
    assert list(store.everything()) == []


def test_what_was_kept_just_now_is_not_removed(store: Store) -> None:
    sha256 = store.keep(b"a publication is on its way").sha256
    assert not store.remove(sha256)
    assert store.intact(sha256)


def test_what_is_removed_is_gone_and_may_come_back(store: Store) -> None:
    sha256 = store.keep(b"of last year").sha256
    store.path_of(sha256)
    later = _an_hour_later(store)
    assert later.remove(sha256)
    assert later.remove(sha256), "once more changes nothing"
    assert not later.intact(sha256)
    with pytest.raises(NotFound):
        later.path_of(sha256)
    assert later.keep(b"of last year").sha256 == sha256
    assert later.intact(sha256)


def _an_hour_later(store: Store) -> Store:
    store._claims = Claims()  # type: ignore[attr-defined]
    return store


def test_a_claim_ends() -> None:
    now = [0.0]
    claims, removed = Claims(lambda: now[0]), []
    claims.note("a")
    now[0] = MEDIA_CLAIM_S - 1
    assert not claims.unless_claimed("a", lambda: removed.append("a"))
    now[0] = MEDIA_CLAIM_S
    assert claims.unless_claimed("a", lambda: removed.append("a"))
    assert removed == ["a"]


def test_a_damaged_file_is_noticed(folder: FolderStore) -> None:
    stored = folder.keep(b"as it was")
    folder.path_of(stored.sha256).write_bytes(b"as it is not")
    assert not folder.intact(stored.sha256)


def test_a_write_that_fails_half_way_leaves_nothing(
    folder: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        folder.keep(b"does not fit")
    assert files_in(tmp_path / "media") == []


def test_a_damaged_object_is_noticed_and_never_handed_out(s3_endpoint: str, s3_bucket: str, tmp_path: Path) -> None:
    store = s3_store(s3_endpoint, s3_bucket, tmp_path / "copies")
    sha256 = store.keep(b"as it was").sha256
    bucket_at(s3_bucket, "noi/dung", KEY, endpoint=s3_endpoint).put(place_of(sha256), b"otherwise")
    assert not store.intact(sha256)
    with pytest.raises(Unavailable):
        store.path_of(sha256)
    with pytest.raises(Unavailable), store.lent(sha256):
        pass
    assert files_in(tmp_path / "copies") == []


def test_one_that_was_cut_is_put_again(s3_endpoint: str, s3_bucket: str, tmp_path: Path) -> None:
    sha256 = stored_as(b"all of it").sha256
    bucket_at(s3_bucket, "noi/dung", KEY, endpoint=s3_endpoint).put(place_of(sha256), b"all")
    store = s3_store(s3_endpoint, s3_bucket, tmp_path / "copies")
    store.keep(b"all of it")
    assert store.intact(sha256)


def test_a_store_that_is_away_says_so_and_takes_it_when_it_is_back(tmp_path: Path) -> None:
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    store = s3_store(endpoint, "rao", tmp_path / "copies")
    with pytest.raises(Unavailable) as refused:
        store.keep(b"a notice")
    assert "S3" in refused.value.problem.vi
    with running_s3(tmp_path, port):
        with pytest.raises(Unavailable, match="no such bucket"):
            store.keep(b"a notice")
        httpx.put(f"{endpoint}/rao").raise_for_status()
        sha256 = store.keep(b"a notice").sha256
        assert store.path_of(sha256).read_bytes() == b"a notice"
    assert store.path_of(sha256).read_bytes() == b"a notice", "the copy is here"
    for ask in (store.size_of, store.read):
        with pytest.raises(Unavailable):
            ask(sha256)


def test_copies_stay_within_their_bound_and_those_in_use_stay(tmp_path: Path) -> None:
    now = [10_000_000.0]
    copies = LocalCopies(tmp_path / "copies", 2_500, lambda: now[0])
    contents = [bytes([number]) * 1000 for number in range(4)]

    def copy(number: int) -> Path:
        return copies.of(stored_as(contents[number]).sha256, lambda file: _written(file.write(contents[number])))

    paths = [copy(0), copy(1), copy(2)]
    assert all(path.exists() for path in paths), "all of them may be in use"
    now[0] += MEDIA_COPY_REST_S + 1
    copy(1)
    copy(3)
    assert [path.exists() for path in paths] == [False, True, False]
    assert copy(0).read_bytes() == contents[0]


def _written(_count: int) -> None:
    """What was written is no answer."""


@pytest.fixture
def credentials(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "s3-credentials"
    path.write_text("[default]\naws_access_key_id = rao\naws_secret_access_key = chi%de-thu\n", "utf-8")
    yield path


def test_the_key_is_in_a_file_or_in_the_environment(credentials: Path, tmp_path: Path) -> None:
    environ = {"AWS_ACCESS_KEY_ID": "rao", "AWS_SECRET_ACCESS_KEY": "chi%de-thu"}
    assert key_of(credentials, {}) == key_of(None, environ) == S3Key("rao", "chi%de-thu")
    assert "chi%de" not in repr(key_of(credentials))
    for file, known in ((None, {}), (tmp_path / "none", environ), (None, {"AWS_ACCESS_KEY_ID": "rao"})):
        with pytest.raises(Unavailable):
            key_of(file, known)
    credentials.write_bytes(b"\xff\xfe no ini")
    with pytest.raises(Unavailable):
        key_of(credentials, {})


def test_the_settings_choose(s3_endpoint: str, s3_bucket: str, credentials: Path, tmp_path: Path) -> None:
    where = {"store": f"s3://{s3_bucket}/tinh", "endpoint": s3_endpoint, "credentials_file": str(credentials)}
    chosen = store_of(parse_settings({"media": where}, tmp_path))
    assert isinstance(chosen, S3Store)
    assert chosen is store_of(parse_settings({"media": where}, tmp_path)), "one a process"
    assert chosen.intact(chosen.keep(b"x").sha256)
    assert isinstance(store_of(parse_settings({}, tmp_path)), FolderStore)
    for wrong in ({"store": "/srv/media"}, {"store": "s3://UPPER"}, {"endpoint": "minio:9000"}):
        with pytest.raises(InvalidInput):
            parse_settings({"media": wrong}, tmp_path)
