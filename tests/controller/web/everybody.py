"""A small province for requests by everybody: one person a role, a stranger, programs, nobody; and what there is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
from fastapi import FastAPI
from msgspec import Struct
from requests import PreparedRequest

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents.service import put
from controller.people.actor import THE_SYSTEM
from controller.people.rights import ROLES, Grant
from controller.people.service import create_api_token, create_user, list_users
from controller.people.sessions import REF_CHARS
from controller.people.tokens import digest_of
from protocol.device_proof import prove
from protocol.documents import AUDIENCE_ALL, Kind
from protocol.ids import DeviceId
from protocol.jws import Signer
from tests.controller.places import CITY, NORTH, SOUTH, stand
from tests.controller.web.rights_of_routes import named
from tests.controller.web.running import PASSWORD, furnished, served

NOBODY = "nobody"
STRANGER = "stranger"
"""An administrator, of another commune."""
NARROWED = "narrowed"
"""A program of the city's administrator, which may do what an editor of another commune may."""
DEVICE = "a device"
EVERYBODY = (NOBODY, *ROLES, STRANGER, NARROWED, DEVICE)
ITS_ID = "itself"
SIGNED: tuple[tuple[Kind, str], ...] = (("trust", AUDIENCE_ALL), ("desired", ITS_ID), ("alerts", NORTH))
SPARE = ("bang-cho", "bang-truong", "bang-cu")
"""Devices: requests take some of them out of service."""


class Stated(Struct):
    """What a signed document holds is not asked here."""

    of: str


@dataclass(frozen=True)
class Province:
    """The application in this process, who asks, and ids of what is there by the names of parameters and fields."""

    app: FastAPI
    tokens: Mapping[str, str] = field(repr=False)
    ids: Mapping[str, tuple[str, ...]] = field(repr=False)
    device_key: Signer = field(repr=False)
    who_ask: Sequence[str]
    askers: frozenset[int]
    """Whose accounts no request may lock out: they are those who ask."""

    def named(self, value: Any) -> Any:
        """A request of the table of routes with its placeholders replaced."""
        return named(value, {name.removesuffix("_id"): str(found[0]) for name, found in self.ids.items()})

    def proof_of(self, who: str) -> Callable[[PreparedRequest], PreparedRequest]:
        """Adds to a request what that one sends to be known."""

        def sign(request: PreparedRequest) -> PreparedRequest:
            if who == DEVICE:
                path, body = unquote(urlsplit(request.url or "").path), request.body or b""
                sent = body.encode() if isinstance(body, str) else body
                method = request.method or ""
                proof = prove(self.device_key, DeviceId(ITS_ID), method, path, sent, wall_ms())
                request.headers["authorization"] = proof
            elif who != NOBODY:
                request.headers["authorization"] = f"Bearer {self.tokens[who]}"
            return request

        return sign


@contextmanager
def province(folder: Path, database_url: str = "", who_ask: Sequence[str] = EVERYBODY) -> Iterator[Province]:
    """Three boards, contents of files and cards, an alert drafted and one sent, words, people: all in one commune."""
    app = furnished(folder, database_url)
    try:
        yield _settled(app, who_ask)
    finally:
        app.state.engine.dispose()


def _settled(app: FastAPI, who_ask: Sequence[str]) -> Province:
    key = Signer.generate()
    with session_scope(app.state.engine) as session:
        stand(session, ITS_ID, NORTH, "led-p5-640x384").public_key = key.public_key
        for kind, aud in SIGNED:
            row = put(session, kind, aud, Stated(of=aud))
            row.token, row.signed_rev, row.digest = b"a.b.c", row.rev, "0"
        for device_id in SPARE:
            stand(session, device_id, NORTH, "led-p5-640x384")
        who = {"login": STRANGER, "full_name": "Ai đó", "password": PASSWORD, "role": "administrator"}
        create_user(session, THE_SYSTEM, unit_id=SOUTH, **who)  # type: ignore[arg-type]
        askers = list_users(session, THE_SYSTEM)
        tokens = {user.login: create_api_token(session, user, "test", wall_ms()) for user in askers}
        boss = next(user for user in askers if user.login == "administrator")
        tokens[NARROWED] = create_api_token(session, boss, "test", wall_ms(), within=Grant("editor", SOUTH))
        ref = digest_of(create_api_token(session, boss, "spare", wall_ms()))[:REF_CHARS]
        known = frozenset(user.id or 0 for user in askers)
    ids = {
        "unit_id": (NORTH, SOUTH),
        "device_id": SPARE,
        "owner_id": (*SPARE, NORTH),
        "aud": (NORTH, ITS_ID),
        "ref": (ref,),
    }
    headers = {"authorization": f"Bearer {tokens['administrator']}"}
    with served(app) as running, httpx.Client(base_url=running.url, headers=headers, timeout=60) as client:
        return Province(app, tokens, ids | _made(client), key, who_ask, known)


def _made(client: httpx.Client) -> dict[str, tuple[str, ...]]:
    """Ids of what an administrator makes by the interface itself."""
    notice = {"files": ("hop.txt", "Họp lúc 19 giờ.".encode())}
    cards = {"unit_id": NORTH, "title": "Thời tiết", "cards": [{"label": "Mưa", "value": "2 mm"}], "spoken": False}
    warning = {"event": "Lũ", "level": 1, "texts": [{"headline": "Lũ"}], "unit_ids": [NORTH], "drill": True}
    word = {"unit_id": NORTH, "written": "KPX", "spoken": "khu phố mười"}
    person = {"login": "moi", "full_name": "Mới", "role": "editor", "unit_id": NORTH}
    contents = [
        client.post("/api/v1/contents", data={"unit_id": NORTH}, files=notice).json()["contents"][0]["id"],
        client.post("/api/v1/contents/cards", json=cards).json()["contents"][0]["id"],
    ]
    client.post("/api/v1/contents/cards", json={**cards, "unit_id": CITY, "flow": "offered"})
    [offer] = client.get("/api/v1/offers", params={"unit_id": NORTH}).json()
    alerts = [client.post("/api/v1/alerts", json=warning).json()["id"] for _ in range(3)]
    client.post(f"/api/v1/alerts/{alerts[0]}/confirm")
    playlist = client.post("/api/v1/playlists", json={"unit_id": NORTH, "title": "Buổi sáng"}).json()["id"]
    week = {
        "schema": "rao.schedules/1",
        "unit_id": NORTH,
        "campaigns": [{"id": "hen", "unit_id": NORTH, "name": "Đợt"}],
    }
    proposal = client.post("/api/v1/proposals", json={"file": json.dumps(week)}).json()["proposal"]["id"]
    people = [client.post("/api/v1/users", json={**person, "login": f"moi{n}"}).json()["id"] for n in range(2)]
    return {
        "content_id": tuple(contents),
        "offer_id": (offer["id"],),
        "mark": (offer["mark"],),
        "alert_id": tuple(alerts),
        "alert": tuple(alerts),
        "playlist_id": (playlist,),
        "proposal_id": (proposal,),
        "entry_id": (client.put("/api/v1/lexicon", json=word).json()["id"],),
        "user_id": tuple(people),
    }
