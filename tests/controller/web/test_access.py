"""Default deny: every route, asked by nobody, by every role, by another unit's people, and by another site's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import httpx
import pytest
from PIL import Image
from sqlmodel import Session

from controller.alerts.form import local_minute
from controller.alerts.jobs import write_draft
from controller.bulk import service as bulk
from controller.bulk.change import Change
from controller.bulletins.boards import geometries_in_use, name_of
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.finding import Wanted
from controller.layouts import service as layouts
from controller.lexicon.entry import Entry as Word
from controller.library.workshop import workshop_of
from controller.originals.noting import original_id_of
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.models import User
from controller.people.rights import GRANTED, ROLES, Grant, Role
from controller.people.service import add_grant, create_api_token, create_user, list_users
from controller.people.sessions import REF_CHARS
from controller.people.tokens import digest_of
from controller.proposals.service import propose
from controller.schedules.campaigns import save_campaign
from controller.schedules.draft import CampaignDraft, PlaylistDraft, SlotDraft
from controller.schedules.plan import Entry
from controller.schedules.playlists import save_playlist
from controller.schedules.service import save_slot
from controller.snapshots.service import keep
from controller.uploads.service import begin
from media.board import SketchZone
from tests.controller.alerts.flood import flood
from tests.controller.places import CITY, FIRST_DAY, NORTH, SOUTH, stand
from tests.controller.web.rights_of_routes import ROUTES, Asked, named
from tests.controller.web.running import PASSWORD, Running

STRANGER = "stranger"
"""An administrator, of another commune."""
BOTH = "both"
"""An editor of this commune, and an administrator of another one."""
NARROWED = "narrowed"
"""A program of the city's administrator, which may do what an editor of another commune may."""


READ_INTO_A_FORM = "GET /alerts/new"
"""Whoever sees a draft may read it into the form; sending the form is another question."""
TAKES_OUT = ("POST /layouts/{layout_id}/remove", "DELETE /api/v1/layouts/{layout_id}")
EVERYBODY = (*ROLES, STRANGER, BOTH, NARROWED)


@dataclass(frozen=True)
class Furniture:
    """What is there to be asked for, and everybody's token."""

    names: Mapping[str, str]
    tokens: Mapping[str, str]
    uploads: Mapping[str, str]
    """By person, a file that they bring."""
    people: Mapping[str, int]
    """For everybody who asks, somebody of the commune to be changed."""
    refs: Mapping[str, str]
    """And a token of their own."""
    layouts: Mapping[str, str]
    """For everybody who asks, a layout of the commune to be taken out."""


@pytest.fixture(scope="module")
def there(running: Running, tmp_path_factory: pytest.TempPathFactory) -> Furniture:
    """A board with a picture of itself, a content on it and a draft of an alert, all in one commune."""
    workshop, folder = workshop_of(running.app.state.settings, running.app.state.engine), tmp_path_factory.mktemp("in")
    with session_scope(workshop.engine) as session:
        for device_id in ("device-1", *(f"spare-{role}" for role in EVERYBODY)):
            stand(session, device_id, NORTH, "led-p5-640x384")
        keep(session, running.app.state.settings.data_dir / "snapshots", "device-1", b"x", "image/webp", "", wall_ms())
        known = person_in(session, STRANGER, "administrator", SOUTH), person_in(session, BOTH, "editor", NORTH)
        add_grant(session, THE_SYSTEM, known[1].id or 0, "administrator", SOUTH)
        users = {user.login: user for user in list_users(session, THE_SYSTEM)}
        tokens = {login: create_api_token(session, user, "test", wall_ms()) for login, user in users.items()}
        narrow = Grant("editor", SOUTH)
        tokens[NARROWED] = create_api_token(session, users["administrator"], "test", wall_ms(), within=narrow)
        people = {who: person_in(session, f"spare-{who}", "editor", NORTH).id or 0 for who in ("", *EVERYBODY)}
        drawn_for = {
            one: drawn(session, one) for one in ("", *(f"{route} {who}" for route in TAKES_OUT for who in EVERYBODY))
        }
        refs = {who: ref_of_new_token(session, users.get(who, users["administrator"])) for who in ("", *EVERYBODY)}
        uploads = {user.login: brought_by(session, user) for user in users.values()}
    Image.new("RGB", (64, 48), (200, 120, 40)).save(folder / "anh.png")
    today = Options(first_date=FIRST_DAY)
    [content] = publish_files(workshop, THE_SYSTEM, [Upload(folder / "anh.png", "anh.png")], NORTH, today)
    with session_scope(workshop.engine) as session:
        louder = bulk.plan(session, THE_SYSTEM, Wanted(), ["device-1"], Change({"volume_percent": 70}), wall_ms())
        change = bulk.carry_out(session, THE_SYSTEM, louder, wall_ms()).id
    offering = Options(first_date=FIRST_DAY, flow="offered")
    [offer] = publish_files(workshop, THE_SYSTEM, [Upload(folder / "anh.png", "gui.png")], CITY, offering)
    alert = write_draft(workshop, THE_SYSTEM, flood(unit_ids=(NORTH,)))
    with session_scope(workshop.engine) as session:
        schedule(session, content.id)
        later = PlaylistDraft(NORTH, "Sau này", (Entry(content.id),))
        proposal = propose(session, THE_SYSTEM, later, wall_ms()).id
    with session_scope(workshop.engine, writes=False) as session:
        board = name_of(geometries_in_use(session)[0])
    names = {
        "alert": alert.id,
        "change": change,
        "content": content.id,
        "playlist": "playlist",
        "proposal": proposal,
        "device": "device-1",
        "entry": Word("KPX", "").id_in(NORTH),
        "unit": NORTH,
        "board": board,
        "media": content.original_sha256,
        "original": original_id_of(NORTH, content.original_sha256),
        "offer": offer.id,
        "mark": offer.original_sha256,
        "until": local_minute(wall_ms() + 3_600_000, "Asia/Ho_Chi_Minh"),
    }
    return Furniture(names, tokens, uploads, people, refs, drawn_for)


def schedule(session: Session, content_id: str) -> None:
    """A playlist and a campaign that are in use, and slots to be taken out."""
    today, entries = date(2026, 1, 1), (Entry(content_id),)
    save_playlist(session, THE_SYSTEM, PlaylistDraft(NORTH, "Danh sách", entries), wall_ms(), "playlist")
    save_campaign(session, THE_SYSTEM, CampaignDraft(NORTH, "Đợt"), wall_ms(), "campaign")
    for name in ("slot", "slot-kept", *(f"{name}-{who}" for who in EVERYBODY for name in ("slot", "row"))):
        draft = SlotDraft(NORTH, "Khung giờ", today, "17:00", 30, "playlist", campaign_id="campaign")
        save_slot(session, THE_SYSTEM, draft, wall_ms(), name)


def person_in(session: Session, login: str, role: Role, unit_id: str) -> User:
    return create_user(
        session, THE_SYSTEM, login=login or "nobody", full_name="Ai đó", password=PASSWORD, role=role, unit_id=unit_id
    )


def brought_by(session: Session, user: User) -> str:
    """A file that nothing of came yet."""
    return begin(session, Actor(user.id, "editor", NORTH), "hop.txt", 100, wall_ms()).id


def drawn(session: Session, name: str) -> str:
    whole = SketchZone(kind="main", left=0, top=0, width=1000, height=1000)
    return layouts.add(session, THE_SYSTEM, NORTH, f"Vẽ {name}"[:60], (whole,), wall_ms()).id


def ref_of_new_token(session: Session, user: User) -> str:
    return digest_of(create_api_token(session, user, "spare", wall_ms()))[:REF_CHARS]


def routes(running: Running) -> set[str]:
    """All that the application answers, described or not; beside it are only files that anybody may have."""
    included = [one for one in running.app.routes if hasattr(one, "effective_route_contexts")]
    assert [one.path for one in running.app.routes if one not in included] == ["/static"]  # type: ignore[attr-defined]
    ours = [route for one in included for route in one.effective_route_contexts()]
    return {f"{method} {route.path_format}" for route in ours for method in route.methods}


def ask(client: httpx.Client, route: str, there: Furniture, who: str = "") -> tuple[int, str]:
    """Status and text; of a stream, only the status."""
    method, path = filled(route, there, who)
    sent = dict(named(ROUTES[route].send, there.names)) if route in ROUTES else {}
    headers = {**sent.pop("headers", {}), **({"authorization": f"Bearer {there.tokens[who]}"} if who else {})}
    with client.stream(method, path, headers=headers, **sent) as answer:
        return answer.status_code, "" if path == "/events" else answer.read().decode("utf-8", "replace")


def filled(route: str, there: Furniture, who: str) -> tuple[str, str]:
    """Method and path, with the ids of what is there. Only a spare device is taken out of service."""
    method, _, path = route.partition(" ")
    device = f"spare-{who}" if method == "DELETE" else there.names["device"]
    is_gone = method == "DELETE" or path.endswith("/remove")
    held = {
        "alert_id": there.names["alert"],
        "change_id": there.names["change"],
        "entry_id": there.names["entry"],
        "layout_id": there.layouts.get(f"{route} {who}") or there.layouts[""],
        "content_id": there.names["content"],
        "offer_id": there.names["offer"],
        "slot_class": "scheduled",
        "device_id": device,
        "owner_id": there.names["device"],
        "event_id": "1",
        "playlist_id": "playlist",
        "proposal_id": there.names["proposal"],
        "campaign_id": "campaign",
        "slot_id": f"{'slot' if method == 'DELETE' else 'row'}-{who}" if is_gone else "slot",
        "sha256": there.names["media"],
        "language": "vi",
        "part": "opening",
        "original_id": there.names["original"],
        "upload_id": there.uploads.get(who, "0" * 32),
        "aud": there.names["unit"],
        "unit_id": there.names["unit"],
        "role": "technician",
        "user_id": str(there.people[who]),
        "ref": there.refs[who],
    }
    return method, re.sub(r"\{(\w+)\}", lambda found: held[found[1]], path)


@pytest.fixture
def client(running: Running) -> Iterator[httpx.Client]:
    """A program; nothing else is said of who asks."""
    with httpx.Client(base_url=running.url, headers={"accept": "*/*", "accept-language": "vi"}, timeout=60) as client:
        yield client


def test_every_route_is_in_the_table_and_nothing_else(running: Running) -> None:
    assert routes(running) == set(ROUTES)


def test_nobody_gets_anywhere(client: httpx.Client, there: Furniture) -> None:
    answers = {name: ask(client, name, there)[0] for name, asked in ROUTES.items() if asked.needs != "open"}
    assert {name: status for name, status in answers.items() if status not in (401, 403)} == {}


def test_a_browser_that_is_not_signed_in_is_led_to_the_login_or_refused(running: Running, there: Furniture) -> None:
    with running.visitor() as visitor:
        answers = {name: ask(visitor, name, there)[0] for name, asked in ROUTES.items() if asked.needs != "open"}
    assert {name: status for name, status in answers.items() if status not in (303, 401, 403)} == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_its_rights_say_and_nothing_else(client: httpx.Client, there: Furniture, role: Role) -> None:
    wrong = {}
    for name, asked in ROUTES.items():
        status, said = ask(client, name, there, role)
        if not as_expected(status, asked, role):
            wrong[name] = (status, said[:200])
    assert wrong == {}


def as_expected(status: int, asked: Asked, role: Role) -> bool:
    if asked.needs == "device":
        return status == 401
    if asked.needs == "self":
        return status == 403
    if asked.needs == "open":
        return status not in (403, 404) and status < 500
    if asked.needs == "known" or asked.needs in GRANTED[role]:
        return status == 422 if asked.unfit else status < 400 or status == 409
    return status == 403


def test_another_communes_administrator_gets_at_nothing_of_this_one(client: httpx.Client, there: Furniture) -> None:
    wrong = {}
    for name, asked in ROUTES.items():
        status, said = ask(client, name, there, STRANGER)
        if asked.placed and status not in (403, 404):
            wrong[name] = (status, said[:200])
        if any(re.search(rf'["/]{there.names[one]}["/]', said) for one in ("alert", "content", "device")):
            wrong[name] = (status, "tells of what is not theirs")
    assert wrong == {}


def test_rights_in_one_unit_are_none_in_another(client: httpx.Client, there: Furniture) -> None:
    """Whoever is an administrator elsewhere passes the question for the right; the unit decides."""
    wrong = {}
    for name, asked in ROUTES.items():
        status, said = ask(client, name, there, BOTH)
        is_let = asked.needs in GRANTED["editor"] or name == READ_INTO_A_FORM
        if asked.placed and (status in (403, 404)) == is_let and not (asked.unfit and is_let):
            wrong[name] = (status, said[:200])
    assert wrong == {}


def test_a_narrowed_token_is_held_to_its_role_and_its_unit(client: httpx.Client, there: Furniture) -> None:
    wrong = {}
    for name, asked in ROUTES.items():
        status, said = ask(client, name, there, NARROWED)
        is_refused = status in (401, 403, 404)
        beyond = asked.placed or asked.needs not in (*GRANTED["editor"], "known", "open")
        if beyond and not is_refused:
            wrong[name] = (status, said[:200])
        if any(re.search(rf'["/]{there.names[one]}["/]', said) for one in ("alert", "content", "device")):
            wrong[name] = (status, "tells of what is not theirs")
    assert wrong == {}
    for name in ("POST /api/v1/tokens", "DELETE /api/v1/tokens/{ref}"):
        assert ask(client, name, there, NARROWED)[0] == 403, "else it could make a wider one"


def test_a_form_of_another_site_changes_nothing(running: Running, there: Furniture) -> None:
    with running.signed_in("administrator") as client:
        client.headers["origin"] = "https://elsewhere.example"
        refused = {
            name: client.request(*filled(name, there, "administrator"), data={"form_token": "guessed"}).status_code
            for name, asked in ROUTES.items()
            if not name.startswith(("GET ", "HEAD ", "OPTIONS ")) and name != "POST /api/v1/enrol"
        }
    assert refused
    assert {name: status for name, status in refused.items() if status not in (401, 403)} == {}


def test_a_program_signs_in_with_its_token(running: Running, there: Furniture) -> None:
    token = there.tokens["auditor"]
    for sent, status in ((f"Bearer {token}", 200), ("Bearer wrong", 401), (f"Basic {token}", 401)):
        answer = httpx.get(running.url + "/", headers={"authorization": sent})
        assert answer.status_code == status


def test_a_bad_token_is_not_helped_by_a_cookie(running: Running) -> None:
    with running.signed_in("auditor") as client:
        assert client.get("/", headers={"authorization": "Bearer wrong", "accept": "*/*"}).status_code == 401
