"""Lists show what is of one's units and nothing else. A route about no one unit has to say which list it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx
import pytest

from controller.people.rights import RIGHTS
from tests.controller.places import NORTH
from tests.controller.web.everybody import NARROWED, SPARE, STRANGER, Province, province
from tests.controller.web.rights_of_routes import LAYOUT, ROUTES, named
from tests.controller.web.running import served

SHOWS: Mapping[str, str] = {
    "GET /": "device",
    "GET /devices/overview": "device",
    "GET /api/v1/devices": "device",
    "GET /units": "unit",
    "GET /api/v1/units": "unit",
    "GET /bulletins": "content",
    "GET /api/v1/contents": "content",
    "GET /bulletins/mine": "content",
    "GET /approvals": "submitted",
    "GET /approvals/waiting": "waiting",
    "GET /api/v1/approvals": "submitted",
    "GET /self-approvals": "unit",
    "GET /api/v1/self-approvals": "unit",
    "GET /devices/bulk": "device",
    "GET /api/v1/tags": "tag",
    "GET /layouts": "layout",
    "GET /api/v1/layouts": "layout",
    "GET /api/v1/playlists": "playlist",
    "GET /api/v1/slots": "slot",
    "GET /api/v1/campaigns": "campaign",
    "GET /schedules": "playlist",
    "GET /proposals": "proposal",
    "GET /api/v1/proposals": "proposal",
    "GET /api/v1/schedules": "playlist",
    "GET /originals": "original",
    "GET /api/v1/originals": "original",
    "GET /alerts": "alert",
    "GET /alerts/active": "alert",
    "GET /api/v1/alerts": "alert",
    "GET /api/v1/lexicon": "entry",
    "GET /audit": "person",
    "GET /audit/export": "person",
    "GET /api/v1/audit": "person",
    "GET /people": "person",
    "GET /api/v1/users": "person",
}
"""What of the one commune is found in each list by whoever may see it, and by nobody of another one."""
FROM_ABOVE = frozenset({"GET /offers", "GET /shared", "GET /api/v1/shared"})
"""What other units give: ``tests/controller/offers`` asks who sees it."""
UNSAID = frozenset({"GET /unspoken", "GET /api/v1/unspoken", "GET /api/v1/unspoken/counts", "GET /api/v1/held-back"})
"""What devices can't say to their listeners, or can't be told: ``tests/controller/unspoken`` and ``held_back`` ask who
sees it."""
REASON = {"reason": "một mình"}
OF_NO_UNIT = frozenset(
    {
        "GET /events",
        "GET /bulletins/new",
        "GET /people/new",
        "POST /stations/try",
        "POST /api/v1/stations/try",
        "GET /api/v1/uploads",
        "POST /api/v1/uploads",
        "HEAD /api/v1/uploads/{upload_id}",
        "PATCH /api/v1/uploads/{upload_id}",
        "DELETE /api/v1/uploads/{upload_id}",
    }
)
"""Empty forms, kinds of events without what they are about, sites outside, and files on their way in, which are of the
person who brings them (``tests/controller/uploads``)."""


@dataclass(frozen=True)
class Shown:
    """The province while it serves, and how each thing in it is recognised in a list."""

    there: Province
    client: httpx.Client
    marks: Mapping[str, str]

    def has(self, route: str, who: str) -> bool:
        """Whether the thing is in the list that somebody gets."""
        headers = {"authorization": f"Bearer {self.there.tokens[who]}", "accept": "*/*"}
        params = self.there.named(ROUTES[route].send.get("params", {}))
        answer = self.client.get(route.removeprefix("GET "), headers=headers, params=params)
        return re.search(rf"""[\\s"'/=>]{self.marks[SHOWS[route]]}[\\s"'/?&<]""", answer.text) is not None


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with province(tmp_path_factory.mktemp("province")) as there, served(there.app) as running:
        headers = {"authorization": f"Bearer {there.tokens['administrator']}"}
        with httpx.Client(base_url=running.url, timeout=60) as client:
            originals = client.get("/api/v1/originals", headers=headers).json()
            layout = {"unit_id": NORTH, **LAYOUT}
            client.put(f"/api/v1/devices/{SPARE[0]}/tags", headers=headers, json={"tags": ["Chợ"]})
            client.post("/api/v1/self-approvals", headers=headers, json={"unit_id": NORTH, **REASON})
            playlist, slot, campaign = scheduled(client, headers)
            marks = {
                "playlist": playlist,
                "slot": slot,
                "campaign": campaign,
                "tag": "Chợ",
                "layout": client.post("/api/v1/layouts", headers=headers, json=layout).json()["id"],
                "submitted": submitted(there, client),
                "waiting": "2",
                "proposal": there.ids["proposal_id"][0],
                "device": SPARE[0],
                "unit": NORTH,
                "content": there.ids["content_id"][0],
                "original": originals[0]["id"],
                "alert": there.ids["alert_id"][0],
                "entry": there.ids["entry_id"][0],
                "person": "moi0",
            }
            yield Shown(there, client, marks)


def scheduled(client: httpx.Client, headers: Mapping[str, str]) -> list[str]:
    """The ids of a playlist, a slot that plays it and a campaign."""
    made: list[str] = []
    for route in ("POST /api/v1/playlists", "POST /api/v1/slots", "POST /api/v1/campaigns"):
        sent = named(ROUTES[route].send, {"unit": NORTH, "playlist": made[0] if made else ""})
        answer = client.post(route.removeprefix("POST "), headers=headers, **sent)
        assert answer.status_code == 201, answer.text
        told = answer.json()
        made.append(told.get("slot", told)["id"])
    return made


def submitted(there: Province, client: httpx.Client) -> str:
    """A content of an editor's that waits."""
    headers = {"authorization": f"Bearer {there.tokens['editor']}"}
    cards = {"unit_id": NORTH, "title": "Chờ", "cards": [{"label": "Mưa", "value": "2 mm"}], "spoken": False}
    return str(client.post("/api/v1/contents/cards", headers=headers, json=cards).json()["contents"][0]["id"])


def test_every_route_is_about_one_unit_or_a_list_or_of_none() -> None:
    loose = {name for name, asked in ROUTES.items() if asked.needs in RIGHTS and not asked.placed}
    assert loose == set(SHOWS) | OF_NO_UNIT | FROM_ABOVE | UNSAID


@pytest.mark.parametrize("route", SHOWS)
def test_a_list_shows_what_is_of_ones_units_alone(shown: Shown, route: str) -> None:
    assert shown.has(route, "administrator"), "else it proves nothing that others don't see it"
    assert not shown.has(route, STRANGER)
    assert not shown.has(route, NARROWED)
