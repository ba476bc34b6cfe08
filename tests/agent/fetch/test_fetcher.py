from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.fetch import Fetched, Fetcher, FetchFailed, FetchResult
from agent.link.http import device_client
from agent.store import BlobStore
from protocol.ids import DeviceId
from protocol.jws import Signer
from tests.agent.province import DEVICE, Province, now_ms


class Ground:
    """A fetcher at work."""

    def __init__(self, province: Province, store: BlobStore, fetcher: Fetcher) -> None:
        self.province, self.store, self.fetcher = province, store, fetcher
        self.results: queue.SimpleQueue[FetchResult] = queue.SimpleQueue()

    def next(self) -> FetchResult:
        return self.results.get(timeout=10)


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    signer = Signer.generate()
    store = BlobStore(tmp_path)
    with (
        Province(device_key=signer.public_key).serving() as province,
        device_client(province.url, signer, DeviceId(DEVICE), now_ms) as http,
    ):
        ground = Ground(province, store, Fetcher(http, store, lambda result: ground.results.put(result)))
        ground.fetcher.start()
        yield ground
        ground.fetcher.stop()


def test_it_gets_what_is_wanted_in_order_and_nothing_twice(ground: Ground) -> None:
    blobs = [ground.province.blob(name) for name in (b"manifest", b"page", b"speech")]
    ground.fetcher.want(blobs)
    assert [ground.next() for _ in blobs] == [Fetched(blob) for blob in blobs]
    ground.fetcher.want([*blobs, last := ground.province.blob(b"more")])
    assert ground.next() == Fetched(last)
    assert len(ground.province.seen) == 4


def test_what_fails_does_not_stop_the_others_and_is_tried_again(ground: Ground) -> None:
    missing, there = ground.province.blob(b"missing"), ground.province.blob(b"there")
    del ground.province.media[missing.url]
    ground.fetcher.want([missing, there])
    assert isinstance(ground.next(), FetchFailed)
    assert ground.next() == Fetched(there)
    ground.province.blob(b"missing")
    ground.fetcher.retry_now()
    while not isinstance(result := ground.next(), Fetched):
        ground.fetcher.retry_now()
    assert result == Fetched(missing)


def test_it_pauses_after_a_failure(ground: Ground, mocker) -> None:  # type: ignore[no-untyped-def]
    mocker.patch("agent.fetch.fetcher.delay_s", return_value=3_600.0)
    missing = ground.province.blob(b"missing")
    del ground.province.media[missing.url]
    ground.fetcher.want([missing])
    assert isinstance(ground.next(), FetchFailed)
    there = ground.province.blob(b"there")
    ground.fetcher.want([missing, there])
    assert ground.next() == Fetched(there)
    assert len(ground.province.requests("GET", missing.url)) == 1


def test_a_wish_called_off_is_not_fetched(ground: Ground, mocker) -> None:  # type: ignore[no-untyped-def]
    mocker.patch("agent.fetch.fetcher.delay_s", return_value=3_600.0)
    first, second = ground.province.blob(b"first"), ground.province.blob(b"second")
    del ground.province.media[first.url]
    ground.fetcher.want([first])
    assert isinstance(ground.next(), FetchFailed)
    ground.fetcher.want([])
    ground.fetcher.want([second])
    assert ground.next() == Fetched(second)
    assert ground.store.held() == {second.sha256}
