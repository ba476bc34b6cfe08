from __future__ import annotations

import threading
from collections.abc import Iterator
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from agent.link.http import device_client
from agent.snapshot import SnapshotCourier, pictures_of
from agent.snapshot import courier as courier_module
from agent.snapshot.taking import SPEAKER_SIZE_PX, WIDEST_PX, encoded
from protocol.ids import DeviceId
from protocol.jws import Signer
from protocol.limits import LIMITS
from protocol.uplink import Showing
from tests.agent.player.test_player import Output
from tests.agent.province import DEVICE, Province, now_ms
from tests.servers.waiting import wait_for

PATH = "/api/v1/device/snapshot"


@pytest.fixture
def province(monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    monkeypatch.setattr(courier_module, "SETTLE_S", 0.01)
    with Province().serving() as serving:
        yield serving


def courier_to(province: Province, every_s: float, *, picture: Image.Image | None = None) -> SnapshotCourier:
    signer = Signer.generate()
    province.device_key = signer.public_key
    http = device_client(province.url, signer, DeviceId(DEVICE), now_ms)
    image = picture or Image.new("RGB", (64, 32), "navy")
    return SnapshotCourier(http, lambda: image, every_s)


@pytest.fixture
def courier(province: Province) -> Iterator[SnapshotCourier]:
    courier = courier_to(province, every_s=3_600.0)
    courier.start()
    yield courier
    courier.stop()
    courier._http.close()


def uploads(province: Province) -> int:
    return len(province.requests("PUT", PATH))


def test_the_first_picture_goes_at_once_and_bears_what_it_shows(courier: SnapshotCourier, province: Province) -> None:
    courier.showing(Showing(screen="picture sông", title="Sông Bé"))
    wait_for(lambda: uploads(province) == 1, "a picture")
    (request,) = province.requests("PUT", PATH)
    assert request.headers["Content-Type"] == "image/webp"
    assert request.headers["X-Rao-Showing"] == "picture s?ng"
    assert Image.open(BytesIO(request.body)).size == (64, 32)


def test_the_next_waits_its_turn_an_alert_does_not(courier: SnapshotCourier, province: Province) -> None:
    courier.showing(Showing(screen="picture one"))
    wait_for(lambda: uploads(province) == 1, "the first picture")
    courier.showing(Showing(screen="picture two"))
    courier.showing(Showing(screen="alert a-1"), urgent=True)
    wait_for(lambda: uploads(province) == 2, "the alert's picture")
    assert [one.headers["X-Rao-Showing"] for one in province.requests("PUT", PATH)] == ["picture one", "alert a-1"]


def test_the_same_is_not_uploaded_twice_unless_asked_for(province: Province) -> None:
    courier = courier_to(province, every_s=0.01)
    courier.start()
    courier.showing(Showing(screen="safe"))
    wait_for(lambda: uploads(province) == 1, "a picture")
    courier.showing(Showing(screen="safe"))
    courier.showing(Showing(screen="safe"), urgent=True)
    wait_for(lambda: uploads(province) == 2, "the picture asked for")
    courier.stop()
    courier._http.close()


def test_a_controller_that_is_away_gets_it_later(province: Province) -> None:
    courier = courier_to(province, every_s=0.01)
    key, province.device_key = province.device_key, Signer.generate().public_key
    courier.start()
    courier.showing(Showing(screen="safe"))
    wait_for(lambda: uploads(province) > 2, "refused tries")
    province.device_key = key
    wait_for(lambda: courier._uploaded == Showing(screen="safe"), "the picture accepted")
    courier.stop()
    courier._http.close()


def test_it_has_ended_when_its_client_is_closed(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier_module, "SETTLE_S", 60.0)
    courier = courier_to(province, every_s=0.01)
    courier.start()
    courier.showing(Showing(screen="alert a-1"), urgent=True)
    wait_for(lambda: not courier._urgent, "the upload begun")
    courier.stop()
    courier._http.close()
    assert not courier._thread.is_alive()
    assert uploads(province) == 0


def test_a_picture_taken_while_it_ends_is_not_sent(province: Province) -> None:
    courier = courier_to(province, every_s=0.01)
    taken, go_on = threading.Event(), threading.Event()

    def take() -> Image.Image:
        taken.set()
        assert go_on.wait(10)
        return Image.new("RGB", (64, 32), "navy")

    courier._take = take
    courier.start()
    courier.showing(Showing(screen="safe"))
    assert taken.wait(10)
    courier.stop()
    courier._http.close()
    go_on.set()
    courier._thread.join(10)
    assert not courier._thread.is_alive()
    assert uploads(province) == 0


def test_a_picture_keeps_within_its_bounds() -> None:
    noise = Image.frombytes("RGB", (1920, 1080), Random(1).randbytes(1920 * 1080 * 3))
    data = encoded(noise)
    assert len(data) <= LIMITS.snapshot_bytes
    assert Image.open(BytesIO(data)).width == WIDEST_PX


def test_a_loudspeaker_is_pictured_by_what_it_says() -> None:
    picture = pictures_of(None, Output(), lambda: "Thông báo lịch cắt điện")()
    assert picture is not None
    assert picture.size == SPEAKER_SIZE_PX
    assert pictures_of(None, None, lambda: "")() is None
