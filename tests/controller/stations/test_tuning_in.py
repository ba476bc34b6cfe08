"""A station's redirects and playlists lead nowhere that could not be asked directly."""

from __future__ import annotations

import pytest

from controller.stations.answers import Question
from controller.stations.tuning_in import MOST_BYTES, MOST_REDIRECTS, tuned_in
from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words
from tests.controller.feeds.site import Answer, Site

INSIDE = "http://10.0.0.1/live"
LIST = f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{INSIDE}\n".encode()


def _only_the_station(host: str, _port: int, _private_too: bool) -> str:
    if host != "dai.example":
        raise InvalidInput(Words("riêng", "private"), Words("khác", "another"))
    return "127.0.0.1"


@pytest.fixture
def station(site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """Public as far as the check can see; the connection goes to what the check saw."""
    monkeypatch.setattr("controller.feeds.pinned.address_of", _only_the_station)
    return f"http://dai.example:{site.url.rpartition(':')[2]}/live"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=302, headers={"Location": INSIDE}),
        Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        Answer(LIST),
        Answer(LIST.replace(INSIDE.encode(), b"gopher://dai.example/")),
        Answer(LIST.replace(b"#EXTINF:2,", b'#EXT-X-MAP:URI="http://10.0.0.1/init"\n#EXTINF:2,')),
        Answer(b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + INSIDE.encode()),
    ],
)
def test_it_asks_nobody_inside_the_network(site: Site, station: str, answer: Answer) -> None:
    site.pages["/live"] = answer
    with pytest.raises(InvalidInput):
        tuned_in(Question(url=station))
    assert [path for path, _ in site.asked] == ["/live"]
    assert site.asked[0][1]["Host"] == station.split("/")[2]


def test_it_does_not_go_round_in_circles(site: Site) -> None:
    site.pages["/live"] = Answer(status=301, headers={"Location": "/live"})
    with pytest.raises(Unavailable, match="redirects"):
        tuned_in(Question(url=f"{site.url}/live", private_too=True))
    assert len(site.asked) == MOST_REDIRECTS + 1


def test_a_flood_is_heard_up_to_its_bound(site: Site) -> None:
    site.pages["/live"] = Answer(b"\0" * (MOST_BYTES + 10_000))
    assert len(tuned_in(Question(url=f"{site.url}/live", private_too=True)).data) == MOST_BYTES
