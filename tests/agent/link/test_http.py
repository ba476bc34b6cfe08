"""Requests are proved; a wrong clock is corrected for the proof; documents come by HTTPS while MQTT is down."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import httpx
import pytest

from agent.link.arrivals import Arrived
from agent.link.http import device_client
from agent.link.poll import DocumentPoll
from protocol.ids import DeviceId, EpochMs, UnitId
from protocol.jws import Signer
from protocol.limits import LIMITS
from tests.agent.province import DEVICE, UNIT, Odd, Province, now_ms
from tests.servers.waiting import wait_for

ME = DeviceId(DEVICE)
HOUR_MS = 3_600_000


@pytest.fixture
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture
def province(signer: Signer) -> Iterator[Province]:
    with Province(device_key=signer.public_key).serving() as serving:
        serving.documents = {
            "/api/v1/device/trust": b"trust-1",
            "/api/v1/device/desired": b"desired-1",
            f"/api/v1/device/alerts/{UNIT}": b"alerts-1",
        }
        yield serving


@pytest.fixture
def http(province: Province, signer: Signer) -> Iterator[httpx.Client]:
    with device_client(province.url, signer, ME, now_ms) as client:
        yield client


def test_a_request_is_proved(http: httpx.Client) -> None:
    assert http.get("/api/v1/device/desired").content == b"desired-1"
    assert http.put("/api/v1/device/snapshot", content=b"picture").status_code == 204


def test_another_key_proves_nothing(province: Province) -> None:
    with device_client(province.url, Signer.generate(), ME, now_ms) as stranger:
        assert stranger.get("/api/v1/device/desired").status_code == 401
    assert len(province.requests("GET", "/api/v1/device/desired")) == 2


def test_a_clock_that_is_wrong_costs_one_request_and_no_more(province: Province, signer: Signer) -> None:
    with device_client(province.url, signer, ME, lambda: EpochMs(now_ms() - 24 * HOUR_MS)) as late:
        assert late.get("/api/v1/device/desired").status_code == 200
        assert late.put("/api/v1/device/snapshot", content=b"picture").status_code == 204
    assert len(province.seen) == 3


def polled(http: httpx.Client, every_s: float = 0.05) -> tuple[DocumentPoll, queue.SimpleQueue[Arrived]]:
    arrived: queue.SimpleQueue[Arrived] = queue.SimpleQueue()
    return DocumentPoll(http, ME, [UnitId(UNIT)], arrived.put, every_s), arrived


def everything_in(arrived: queue.SimpleQueue[Arrived]) -> list[Arrived]:
    return [arrived.get() for _ in range(arrived.qsize())]


def test_a_poll_brings_what_there_is_and_then_only_what_changed(http: httpx.Client, province: Province) -> None:
    poll, arrived = polled(http)
    poll.poll_once()
    assert everything_in(arrived) == [
        Arrived("trust", "all", b"trust-1", "https"),
        Arrived("desired", DEVICE, b"desired-1", "https"),
        Arrived("alerts", UNIT, b"alerts-1", "https"),
    ]
    poll.poll_once()
    assert everything_in(arrived) == []
    province.documents["/api/v1/device/desired"] = b"desired-2"
    poll.poll_once()
    assert everything_in(arrived) == [Arrived("desired", DEVICE, b"desired-2", "https")]
    poll.ask_again()
    poll.poll_once()
    assert len(everything_in(arrived)) == 3


def test_it_polls_only_while_mqtt_is_down(http: httpx.Client, province: Province) -> None:
    poll, arrived = polled(http)
    poll.start()
    assert arrived.empty()
    poll.resume()
    wait_for(lambda: arrived.qsize() == 3, "the documents by HTTPS")
    poll.pause()
    poll.stop()


def test_a_controller_that_is_not_there_is_no_error(signer: Signer) -> None:
    with device_client("http://127.0.0.1:9", signer, ME, now_ms) as client:
        poll, arrived = polled(client)
        poll.poll_once()
        assert arrived.empty()


def test_what_is_too_long_is_not_taken(http: httpx.Client, province: Province) -> None:
    province.documents = {"/api/v1/device/desired": b"x" * 100_000}
    poll, arrived = polled(http)
    poll.poll_once()
    assert arrived.empty()


def test_a_tag_that_is_no_text_is_not_sent_back(http: httpx.Client, province: Province) -> None:
    path = "/api/v1/device/desired"
    province.odd[path] = Odd(headers={"ETag": '"\xe9"'}, body=b"desired-9")
    poll, arrived = polled(http)
    for _ in range(2):
        poll.poll_once()
        assert Arrived("desired", DEVICE, b"desired-9", "https") in everything_in(arrived)


def test_a_document_without_end_is_read_no_further_than_one_can_be_long(http: httpx.Client, province: Province) -> None:
    path = "/api/v1/device/desired"
    province.documents = {}
    province.odd[path] = Odd(headers={"Content-Length": str(10**9)}, body=b"x" * (LIMITS.document_bytes + 1))
    poll, arrived = polled(http)
    poll.poll_once()
    assert arrived.empty()


@pytest.mark.parametrize("date", ["yesterday", "Mon, 01 Jan 99999999999999999999 00:00:00 GMT", ""])
def test_a_date_that_is_none_is_no_error(http: httpx.Client, province: Province, date: str) -> None:
    province.odd["/media/x"] = Odd(401, {"Date": date})
    assert http.get("/media/x").status_code == 401
