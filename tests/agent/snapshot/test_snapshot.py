from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from agent.link.http import device_client
from agent.player.ports import Rendered
from agent.player.showing import screen_code
from agent.snapshot import SnapshotCourier, Taken, pictures_of
from agent.snapshot import schedule as schedule_module
from agent.snapshot.picture import WIDEST_PX, encoded
from protocol.ids import DeviceId
from protocol.jws import Signer
from protocol.limits import LIMITS
from protocol.programme_types import ShowItem, ShowSafe
from protocol.uplink import Evidence, NowSaying, Showing
from protocol.wire import decode
from tests.agent.player.test_player import Output
from tests.agent.province import DEVICE, Province, now_ms
from tests.protocol.makers import picture
from tests.servers.waiting import wait_for

PATH = "/api/v1/device/snapshot"
NAVY = Taken(encoded(Image.new("RGB", (64, 32), "navy")), "image/webp")


@pytest.fixture
def province(monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    monkeypatch.setattr(schedule_module, "SETTLE_S", 0.01)
    monkeypatch.setattr(schedule_module, "HEAR_S", 0.02)
    with Province().serving() as serving:
        yield serving


def courier_to(province: Province, every_s: float) -> SnapshotCourier:
    signer = Signer.generate()
    province.device_key = signer.public_key
    http = device_client(province.url, signer, DeviceId(DEVICE), now_ms)
    return SnapshotCourier(http, lambda _: NAVY, every_s)


@pytest.fixture
def courier(province: Province) -> Iterator[SnapshotCourier]:
    courier = courier_to(province, every_s=3_600.0)
    courier.start()
    yield courier
    courier.stop()
    courier._http.close()


def uploads(province: Province) -> int:
    return len(province.requests("PUT", PATH))


def show(courier: SnapshotCourier, screen: ShowItem | ShowSafe, title: str = "") -> None:
    """The player decides, and the screen follows."""
    courier.showing(Showing(screen=screen_code(screen), title=title))
    courier.witnessed(rendered(screen))


def rendered(screen: ShowItem | ShowSafe) -> Rendered:
    return Rendered("screen", screen, now_ms(), Evidence())


def shown(item_id: str) -> ShowItem:
    return ShowItem(picture(item_id, 10_000), "slot", 0, now_ms())


def test_the_first_picture_goes_at_once_and_bears_what_it_shows(courier: SnapshotCourier, province: Province) -> None:
    show(courier, shown("sông"), "Sông Bé")
    wait_for(lambda: uploads(province) == 1, "a picture")
    (request,) = province.requests("PUT", PATH)
    assert request.headers["Content-Type"] == "image/webp"
    assert request.headers["X-Rao-Showing"] == "picture s?ng"
    assert Image.open(BytesIO(request.body)).size == (64, 32)


def test_the_next_waits_its_turn_one_that_is_asked_for_does_not(courier: SnapshotCourier, province: Province) -> None:
    show(courier, shown("one"))
    wait_for(lambda: uploads(province) == 1, "the first picture")
    show(courier, shown("two"))
    show(courier, shown("three"))
    courier.at_once()
    wait_for(lambda: uploads(province) == 2, "the picture asked for")
    names = [one.headers["X-Rao-Showing"] for one in province.requests("PUT", PATH)]
    assert names == ["picture one", "picture three"]


def test_a_quicker_pace_holds_at_once(courier: SnapshotCourier, province: Province) -> None:
    show(courier, shown("one"))
    wait_for(lambda: uploads(province) == 1, "the first picture")
    show(courier, shown("two"))
    courier.pace(0.01)
    wait_for(lambda: uploads(province) == 2, "the next picture")


def test_a_loudspeaker_is_pictured_again_while_it_speaks(province: Province) -> None:
    courier = courier_to(province, every_s=0.05)
    courier.start()
    courier.showing(Showing(sound="bulletin b-1", title="Lịch cắt điện"))
    wait_for(lambda: uploads(province) > 2, "pictures of one item")
    courier.stop()
    courier._http.close()


def test_a_controller_that_is_away_gets_it_later(province: Province) -> None:
    courier = courier_to(province, every_s=0.01)
    key, province.device_key = province.device_key, Signer.generate().public_key
    courier.start()
    show(courier, ShowSafe())
    wait_for(lambda: uploads(province) > 2, "refused tries")
    province.device_key = key
    wait_for(lambda: courier._schedule.due_s() is None, "the picture accepted")
    courier.stop()
    courier._http.close()


def test_it_has_ended_when_its_client_is_closed(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule_module, "SETTLE_S", 60.0)
    courier = courier_to(province, every_s=0.01)
    courier.start()
    show(courier, ShowSafe())
    courier.at_once()
    courier.stop()
    courier._http.close()
    assert not courier._thread.is_alive()
    assert uploads(province) == 0


def test_a_picture_taken_while_it_ends_is_not_sent(province: Province) -> None:
    courier = courier_to(province, every_s=0.01)
    taken, go_on = threading.Event(), threading.Event()

    def take(_: Showing) -> Taken:
        taken.set()
        assert go_on.wait(10)
        return NAVY

    courier._take = take
    courier.start()
    show(courier, ShowSafe())
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


class Loud(Output):
    """Was heard within the last minute."""

    def levels_dbfs(self) -> Sequence[float]:
        return (-12.0,) * 40


SPEAKING = Showing(sound="bulletin b-1", title="Thông báo lịch cắt điện")


def saying(taken: Taken | None) -> NowSaying:
    assert taken is not None and taken.media_type == "application/json"
    return decode(taken.content, NowSaying)


def test_a_loudspeaker_is_pictured_by_what_it_says() -> None:
    told = saying(pictures_of(None, Loud())(SPEAKING))
    assert told == NowSaying(title=SPEAKING.title, levels_dbfs=tuple(Loud().levels_dbfs()))
    assert pictures_of(None, None)(SPEAKING) is None


def test_in_the_gap_after_an_item_a_loudspeaker_is_silent() -> None:
    assert saying(pictures_of(None, Loud())(Showing())) == NowSaying()


def test_what_has_no_title_is_told_by_its_name() -> None:
    assert saying(pictures_of(None, Loud())(Showing(sound="audio a-1"))).title == "audio a-1"


def test_a_screen_is_pictured_as_it_is() -> None:
    class Panel(Output):
        def picture(self) -> Image.Image:
            return Image.new("RGB", (8, 4), "teal")

    taken = pictures_of(Panel(), Loud())(SPEAKING)
    assert taken == Taken(encoded(Image.new("RGB", (8, 4), "teal")), "image/webp")


def test_a_loudspeaker_needs_neither_fonts_nor_pillow() -> None:
    code = (
        "import sys, agent.run.assembly, agent.speaker.player; sys.exit(bool({'PIL', 'media.text'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
