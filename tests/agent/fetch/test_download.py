"""Downloads over real HTTP: resumed, verified, never believed."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.fetch import Fetched, FetchFailed, download
from agent.link.http import device_client
from agent.store import BlobStore
from protocol.ids import DeviceId
from protocol.jws import Signer
from protocol.manifest import Blob
from tests.agent.disk import Disk
from tests.agent.province import DEVICE, Odd, Province, now_ms

download_module = sys.modules[download.__module__]
DATA = bytes(range(256)) * 2_000


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture
def province(signer: Signer) -> Iterator[Province]:
    with Province(device_key=signer.public_key).serving() as serving:
        yield serving


@pytest.fixture
def http(province: Province, signer: Signer) -> Iterator[httpx.Client]:
    with device_client(province.url, signer, DeviceId(DEVICE), now_ms) as client:
        yield client


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path)


def get(http: httpx.Client, store: BlobStore, blob: Blob) -> Fetched | FetchFailed:
    return download(http, store, blob, lambda: False)


def code_of(result: Fetched | FetchFailed) -> str:
    assert isinstance(result, FetchFailed)
    return result.code


def test_what_is_fetched_is_here(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    assert get(http, store, blob) == Fetched(blob)
    path = store.path_of(blob.sha256)
    assert path is not None
    assert path.read_bytes() == DATA


def test_a_broken_connection_is_resumed_where_it_broke(
    http: httpx.Client, store: BlobStore, province: Province
) -> None:
    blob = province.blob(DATA)
    province.cut_after[blob.url] = 200_000
    assert code_of(get(http, store, blob)) == "network"
    part_bytes = store.part_of(blob.sha256).stat().st_size
    assert 0 < part_bytes <= 200_000
    assert get(http, store, blob) == Fetched(blob)
    ranges = [one.headers.get("Range") for one in province.requests("GET", blob.url)]
    assert ranges == [None, f"bytes={part_bytes}-"]


def test_a_whole_part_needs_no_request(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    store.part_of(blob.sha256).write_bytes(DATA)
    assert get(http, store, blob) == Fetched(blob)
    assert province.seen == []


def test_wrong_content_is_discarded_and_fetched_anew(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    province.media[blob.url] = DATA[:-1] + b"!"
    assert code_of(get(http, store, blob)) == "hash"
    assert not store.part_of(blob.sha256).exists()
    province.media[blob.url] = DATA
    assert get(http, store, blob) == Fetched(blob)


def test_a_damaged_part_is_found_by_its_hash(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    store.part_of(blob.sha256).write_bytes(b"x" * 1_000)
    assert code_of(get(http, store, blob)) == "hash"
    assert get(http, store, blob) == Fetched(blob)


def test_more_than_was_announced_is_refused(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    province.media[blob.url] = DATA * 3
    assert code_of(get(http, store, blob)) == "size"
    assert not store.part_of(blob.sha256).exists()


def test_a_part_that_is_too_long_begins_anew(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    store.part_of(blob.sha256).write_bytes(DATA + b"more")
    assert get(http, store, blob) == Fetched(blob)


def test_what_is_not_there_is_told(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    del province.media[blob.url]
    assert code_of(get(http, store, blob)) == "http"


def test_nobody_there_is_told(store: BlobStore, signer: Signer, province: Province) -> None:
    blob = province.blob(DATA)
    with device_client("http://127.0.0.1:9", signer, DeviceId(DEVICE), now_ms) as nobody:
        assert code_of(get(nobody, store, blob)) == "network"


def test_it_stops_when_asked_and_keeps_what_it_has(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = province.blob(DATA)
    answers = iter([False, False, True])
    assert code_of(download(http, store, blob, lambda: next(answers))) == "stopped"
    assert store.part_of(blob.sha256).stat().st_size > 0


@pytest.mark.parametrize(
    "odd",
    [
        Odd(500, body=b"oops"),
        Odd(404),
        Odd(302, {"Location": "http://127.0.0.1:9/elsewhere"}),
        Odd(301, {"Location": "file:///etc/passwd"}),
        Odd(401, {"Date": "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"}),
        Odd(401, {"Date": "yesterday"}),
        Odd(206, {"Content-Range": "bytes 7-9/10"}, b"abc"),
        Odd(206, {"Content-Range": "pages 1-2"}, b"abc"),
        Odd(204),
    ],
    ids=lambda odd: f"{odd.status} {odd.headers}",
)
def test_an_odd_answer_is_an_error_and_nothing_is_kept_of_it(
    http: httpx.Client, store: BlobStore, province: Province, odd: Odd
) -> None:
    blob = province.blob(DATA)
    province.odd[blob.url] = odd
    assert code_of(get(http, store, blob)) == "http"
    assert not store.part_of(blob.sha256).exists()
    province.odd.clear()
    assert get(http, store, blob) == Fetched(blob)


def test_a_server_that_lies_about_ranges_is_asked_for_the_whole(
    http: httpx.Client, store: BlobStore, province: Province
) -> None:
    blob = province.blob(DATA)
    store.part_of(blob.sha256).write_bytes(DATA[:1_000])
    province.odd[blob.url] = Odd(206, {"Content-Range": "bytes 0-9/10"}, b"0123456789")
    assert code_of(get(http, store, blob)) == "http"
    province.odd.clear()
    assert get(http, store, blob) == Fetched(blob)
    assert [one.headers.get("Range") for one in province.requests("GET", blob.url)] == ["bytes=1000-", None]


def test_a_server_that_drips_loses_its_turn_and_what_dripped_is_kept(
    http: httpx.Client, store: BlobStore, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module, "LOOK_EVERY_S", 0.05)
    blob = province.blob(DATA)
    province.odd[blob.url] = Odd(body=DATA, pause_s=0.01)
    assert code_of(get(http, store, blob)) == "network"
    part = store.part_of(blob.sha256).read_bytes()
    assert 0 < len(part) < 1_000
    assert DATA.startswith(part)


def test_a_server_that_drips_does_not_keep_it_from_stopping(
    http: httpx.Client, store: BlobStore, province: Province
) -> None:
    blob = province.blob(DATA)
    province.odd[blob.url] = Odd(body=DATA, pause_s=0.01)
    asked = iter([False, False, False, True])
    assert code_of(download(http, store, blob, lambda: next(asked))) == "stopped"


def test_an_address_that_is_none_is_told(http: httpx.Client, store: BlobStore, province: Province) -> None:
    blob = msgspec.structs.replace(province.blob(DATA), url="/media/\x00")
    assert code_of(get(http, store, blob)) == "http"


def test_a_disk_that_refuses_is_told(http: httpx.Client, small_disk: Disk, province: Province) -> None:
    store = BlobStore(small_disk.folder)
    small_disk.fill()
    assert code_of(get(http, store, province.blob(DATA))) == "disk-full"
    small_disk.make_read_only()
    assert code_of(get(http, store, province.blob(DATA + b"2"))) == "disk"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, len(DATA)), max_size=5))
def test_however_often_it_breaks_it_ends_whole(
    tmp_path_factory: pytest.TempPathFactory, signer: Signer, cuts: list[int]
) -> None:
    store = BlobStore(tmp_path_factory.mktemp("store"))
    with Province(device_key=signer.public_key).serving() as province:
        blob = province.blob(DATA)
        with device_client(province.url, signer, DeviceId(DEVICE), now_ms) as http:
            for cut in cuts:
                province.cut_after[blob.url] = cut
                get(http, store, blob)
            province.cut_after.clear()
            get(http, store, blob)
    path = store.path_of(blob.sha256)
    assert path is not None
    assert hashlib.sha256(path.read_bytes()).hexdigest() == blob.sha256
