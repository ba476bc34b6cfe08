from __future__ import annotations

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from controller.feeds.answers import News, NoNews, Question
from controller.feeds.ask import ask
from controller.feeds.fetch import MOST_BYTES, MOST_REDIRECTS, Newness, fetch
from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words
from tests.controller.feeds.site import RSS, Answer, Site

NOTHING = Newness()


def test_a_feed_is_fetched_with_what_it_says_of_its_newness(site: Site) -> None:
    url = site.serve("/rss", RSS, ETag='"a1"', Last_Modified="Sun, 22 Nov 2026 23:15:00 GMT")
    fetched = fetch(url, NOTHING, private_too=True)
    assert fetched.body == RSS.encode()
    assert fetched.newness == Newness('"a1"', "Sun, 22 Nov 2026 23:15:00 GMT")
    again = fetch(url, fetched.newness, private_too=True)
    assert (again.body, again.newness) == (None, fetched.newness)
    assert site.asked[1][1]["If-Modified-Since"] == "Sun, 22 Nov 2026 23:15:00 GMT"


def test_a_packed_answer_is_unpacked(site: Site) -> None:
    site.pages["/rss"] = Answer(gzip.compress(RSS.encode()), headers={"Content-Encoding": "gzip"})
    assert fetch(site.url + "/rss", NOTHING, private_too=True).body == RSS.encode()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(bytes(MOST_BYTES + 1)),
        Answer(gzip.compress(bytes(200 * MOST_BYTES), 9), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["huge", "gzip bomb"],
)
def test_more_than_a_feed_can_be_is_refused(site: Site, answer: Answer) -> None:
    site.pages["/rss"] = answer
    with pytest.raises(InvalidInput, match="2 MiB"):
        fetch(site.url + "/rss", NOTHING, private_too=True)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=500),
        Answer(status=404),
        Answer(status=304),
        Answer(b"not gzip", headers={"Content-Encoding": "gzip"}),
        Answer(write=lambda asked: asked.wfile.write(b"\x00\x01 no HTTP at all\r\n\r\n")),
    ],
    ids=["500", "404", "304 unasked", "broken gzip", "no HTTP"],
)
def test_an_answer_that_is_none_is_unavailable(site: Site, answer: Answer) -> None:
    site.pages["/rss"] = answer
    with pytest.raises(Unavailable):
        fetch(site.url + "/rss", NOTHING, private_too=True)


def test_nobody_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable, match="refused"):
        fetch(f"http://127.0.0.1:{port}/", NOTHING, private_too=True)


def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    site.serve("/new", RSS)
    site.pages["/old"] = Answer(status=301, headers={"Location": "/new"})
    site.pages["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    assert fetch(site.url + "/old", NOTHING, private_too=True).body
    site.asked.clear()
    with pytest.raises(Unavailable, match="redirects"):
        fetch(site.url + "/loop", NOTHING, private_too=True)
    assert len(site.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://10.0.0.1/rss", "gopher://example.org/"])
def test_a_redirect_leads_nowhere_that_could_not_be_asked_directly(
    site: Site, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is public as far as the check can see; the connection goes to what the check saw."""
    site.pages["/rss"] = Answer(status=302, headers={"Location": target})
    monkeypatch.setattr("controller.feeds.pinned.address_of", _only_here)
    port = site.url.rpartition(":")[2]
    with pytest.raises(InvalidInput):
        fetch(f"http://tin.example:{port}/rss", NOTHING, private_too=False)
    assert site.asked[0][1]["Host"] == f"tin.example:{port}"


def _only_here(host: str, _port: int, _private_too: bool) -> str:
    if host != "tin.example":
        raise InvalidInput(Words("riêng", "private"), Words("khác", "another"))
    return "127.0.0.1"


def test_the_connection_goes_to_the_checked_address_whatever_the_name_means_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.serve("/rss", RSS)
    host, port = "doi-y.example", int(site.url.rpartition(":")[2])
    answers = iter(["127.0.0.1", "10.9.9.9"])
    real = socket.getaddrinfo

    def changing(asked: str, *how: object, **more: object) -> object:
        return real(next(answers) if asked == host else asked, *how, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert fetch(f"http://{host}:{port}/rss", NOTHING, private_too=True).body == RSS.encode()
    assert next(answers) == "10.9.9.9", "the name was asked for once only"


def test_a_slow_body_is_given_up(site: Site) -> None:
    def drip(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.end_headers()
        while not site.over.wait(0.03):
            asked.wfile.write(b"<rss>")

    site.pages["/rss"] = Answer(write=drip)
    began_s = time.monotonic()
    with pytest.raises(Unavailable, match="too slow"):
        fetch(site.url + "/rss", NOTHING, private_too=True, limit_s=0.2)
    assert time.monotonic() - began_s < 2


def test_dripping_headers_end_with_the_child(site: Site) -> None:
    def drip(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Endless: ")
        while not site.over.wait(0.03):
            asked.wfile.write(b"a")

    site.pages["/rss"] = Answer(write=drip)
    with pytest.raises(Unavailable, match="too slow"):
        ask(Question(url=site.url + "/rss", most=5, private_too=True, limit_s=0.2), aside_s=0.8)


def test_the_child_tells_news_no_news_and_refusals(site: Site) -> None:
    url = site.serve("/rss", RSS, ETag='"a1"')
    news = ask(Question(url=url, most=2, private_too=True))
    assert isinstance(news, News)
    assert [one.title for one in news.headlines.headlines] == ["Khai mạc lễ hội Đồng Xòi", "Hồ Phước Hòa xả lũ"]
    assert ask(Question(url=url, most=2, etag=news.etag, private_too=True)) == NoNews()
    with pytest.raises(InvalidInput, match="private"):
        ask(Question(url=url, most=2))
    with pytest.raises(Unavailable, match="404"):
        ask(Question(url=site.url + "/khong-co", most=2, private_too=True))
