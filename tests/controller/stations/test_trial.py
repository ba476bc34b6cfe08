"""Stations tried from the controller: real Icecast, real HLS, and servers that mean no good."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import msgspec
import pytest

from controller.stations.answers import Answer, Heard, Unfit
from controller.stations.trial import LIMITS, try_station
from tests.controller.feeds.site import Answer as Page
from tests.controller.feeds.site import Site
from tests.servers.icecast import Studio, icecast, program
from tests.servers.ports import free_port
from tests.servers.radio import KBIT_PER_S, encoded, hush, media_type_of, note

pytestmark = pytest.mark.long
SECONDS = 4
on_icecast = pytest.mark.skipif(program() is None, reason="Icecast is not installed: run make test, which sets it up")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = free_port()
    with icecast(tmp_path_factory.mktemp("icecast"), port):
        yield port


def tried(url: str) -> Answer:
    return try_station(url, private_too=True)


def heard(url: str) -> Heard:
    answer = tried(url)
    assert isinstance(answer, Heard), answer
    return answer


def why_not(url: str) -> str:
    answer = tried(url)
    assert isinstance(answer, Unfit), answer
    return f"{answer.problem.en} {answer.remedy.en}"


def page(kind: str, data: bytes) -> Page:
    return Page(data, headers={"Content-Type": media_type_of(kind)})


@on_icecast
@pytest.mark.parametrize(("kind", "codec"), [("mp3", "MP3"), ("aac", "AAC"), ("opus", "Opus")])
def test_what_a_station_sends_is_told(port: int, kind: str, codec: str) -> None:
    sound = encoded(kind, note(SECONDS))
    station = Studio(port, f"/radio-{kind}", media_type_of(kind), sound, round(len(sound) / SECONDS))
    station.go_on_air()
    try:
        found = heard(f"http://127.0.0.1:{port}/radio-{kind}")
    finally:
        station.break_off()
    assert (found.codec, found.channels, found.is_hls, found.is_silent) == (codec, 1, False, False)
    assert found.sample_rate_hz == 48_000
    assert found.heard_ms >= 2_000
    assert found.level_dbfs == pytest.approx(-9.0, abs=1.5)
    if kind == "mp3":
        assert found.bit_rate_kbps == pytest.approx(KBIT_PER_S, rel=0.1)


@on_icecast
def test_a_carrier_without_a_programme_is_silent(port: int) -> None:
    sound = encoded("mp3", hush(SECONDS))
    station = Studio(port, "/quiet", "audio/mpeg", sound, round(len(sound) / SECONDS))
    station.go_on_air()
    try:
        assert heard(f"http://127.0.0.1:{port}/quiet").is_silent
    finally:
        station.break_off()


@on_icecast
def test_a_mount_that_is_not_there_is_told(port: int) -> None:
    assert "HTTP 404" in why_not(f"http://127.0.0.1:{port}/none")


@pytest.mark.parametrize("kind", ["ts", "aac", "mp3"])
def test_hls_is_heard_by_its_newest_files(site: Site, kind: str) -> None:
    site.pages["/live.m3u8"] = Page(b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=128000\nsub/list.m3u8\n")
    names = "".join(f"#EXTINF:2,\n{number}.seg\n" for number in range(5))
    site.pages["/sub/list.m3u8"] = Page(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n{names}".encode())
    for number in range(5):
        site.pages[f"/sub/{number}.seg"] = page(kind, encoded(kind, note(2)))
    found = heard(f"{site.url}/live.m3u8")
    assert found.is_hls
    assert not found.is_silent
    assert found.heard_ms == pytest.approx(4_000, abs=300)
    assert [path for path, _ in site.asked][2:] == ["/sub/3.seg", "/sub/4.seg"]


def test_a_station_that_moved_is_followed(site: Site) -> None:
    site.pages["/old"] = Page(status=302, headers={"Location": "/new"})
    site.pages["/new"] = page("mp3", encoded("mp3", note(2)))
    assert heard(f"{site.url}/old").codec == "MP3"


def test_a_station_that_stops_sending_was_heard_up_to_there(site: Site) -> None:
    sound = encoded("mp3", note(3))

    def stall(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(sound)
        handler.wfile.flush()
        site.over.wait(30)

    site.pages["/stall"] = Page(write=stall)
    assert heard(f"{site.url}/stall").heard_ms == pytest.approx(3_000, abs=200)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Page(b"<html>Nghe dai</html>", headers={"Content-Type": "text/html"}), "no sound"),
        (Page(b""), "sends nothing"),
        (Page(b"\0" * 50_000), "no sound"),
        (Page(status=503), "HTTP 503"),
        (Page(status=302, headers={"Location": "/page"}), "too many redirects"),
        (Page(b"#EXTM3U\nhttp://elsewhere.example/live\n"), "elsewhere.example"),
        (Page(b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\npage\n"), "without end"),
        (Page(b"ffconcat version 1.0\nfile '/etc/passwd'\n"), "no sound"),
        (Page(b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n"), "no address of the web"),
        (page("flac", encoded("flac", note(1))), "flac"),
    ],
)
def test_why_it_cannot_be_relayed_is_told(site: Site, answer: Page, why: str) -> None:
    site.pages["/page"] = answer
    assert why in why_not(f"{site.url}/page")


@pytest.mark.parametrize(
    "url", ["", "ftp://example.org/x", "http://a:b@example.org/", "https://đài.vn/", "file:///etc"]
)
def test_what_no_board_would_relay_is_not_asked(url: str) -> None:
    assert "no address of a station" in why_not(url)


def test_nobody_at_home_is_told() -> None:
    assert "does not answer" in why_not(f"http://127.0.0.1:{free_port()}/x")


def test_the_provinces_own_network_is_asked_only_where_that_is_allowed(site: Site) -> None:
    site.pages["/live"] = page("mp3", encoded("mp3", note(2)))
    answer = try_station(f"{site.url}/live", private_too=False)
    assert isinstance(answer, Unfit)
    assert "private network" in answer.problem.en
    assert site.asked == []


def test_a_station_that_leads_to_a_file_is_not_followed(site: Site) -> None:
    site.pages["/out"] = Page(status=302, headers={"Location": "file:///etc/passwd"})
    assert "no address of the web" in why_not(f"{site.url}/out")


def test_one_that_drips_is_left_when_its_time_is_up(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        while not site.over.wait(0.2):
            handler.wfile.write(b"H")
            handler.wfile.flush()

    site.pages["/drip"] = Page(write=drip)
    hasty = msgspec.structs.replace(LIMITS, wall_s=4.0)
    answer = try_station(f"{site.url}/drip", private_too=True, limits=hasty)
    assert isinstance(answer, Unfit)
    assert "can't be heard" in answer.problem.en


def test_a_child_that_wants_more_than_its_limits_ends_and_that_is_told(site: Site) -> None:
    site.pages["/live"] = page("mp3", encoded("mp3", note(2)))
    starved = msgspec.structs.replace(LIMITS, memory_bytes=32 * 1024**2)
    answer = try_station(f"{site.url}/live", private_too=True, limits=starved)
    assert isinstance(answer, Unfit)
    assert "can't be heard" in answer.problem.en
