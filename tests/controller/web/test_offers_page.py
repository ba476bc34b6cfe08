"""What flows down the tree, over HTTP: pages, forms and what programs are answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlmodel import col, func, select

from controller.clock import wall_ms
from controller.db import session_scope
from controller.db.models import AuditEntry
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.service import create_api_token, create_user
from tests.controller.web.running import CITY, COMMUNE, PASSWORD, Running, form_of, running

__all__ = ["running"]
NEIGHBOUR = "25210-20250701"


@pytest.fixture(scope="module")
def tokens(running: Running) -> dict[str, str]:
    """By login: somebody who may publish in the city and in each of two communes."""
    with session_scope(running.app.state.engine) as session:
        for login, unit_id in (("binhphuoc", COMMUNE), ("dongxoai", NEIGHBOUR)):
            create_user(
                session,
                THE_SYSTEM,
                login=login,
                full_name=login,
                password=PASSWORD,
                role="approver",
                unit_id=unit_id,
            )
        users = session.exec(select(User).where(col(User.login).in_(("approver", "binhphuoc", "dongxoai")))).all()
        return {user.login: create_api_token(session, user, "test", wall_ms()) for user in users}


@contextmanager
def program(running: Running, token: str) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {token}", "accept-language": "en"}
    with httpx.Client(base_url=f"{running.url}/api/v1", headers=headers, timeout=60) as client:
        yield client


@pytest.fixture
def city(running: Running, tokens: dict[str, str]) -> Iterator[httpx.Client]:
    with program(running, tokens["approver"]) as client:
        yield client


@pytest.fixture
def commune(running: Running, tokens: dict[str, str]) -> Iterator[httpx.Client]:
    with program(running, tokens["binhphuoc"]) as client:
        yield client


@pytest.fixture
def neighbour(running: Running, tokens: dict[str, str]) -> Iterator[httpx.Client]:
    with program(running, tokens["dongxoai"]) as client:
        yield client


def publish(client: httpx.Client, title: str, unit_id: str = CITY, **how: Any) -> dict[str, Any]:
    asked = {"unit_id": unit_id, "title": title, "at": "2099-01-01T00:00", **how}
    answer = client.post("/contents/countdown", json=asked)
    assert answer.status_code == 201, answer.text
    [content] = answer.json()["contents"]
    return dict(content)


def test_an_offer_is_listed_answered_counted_and_taken_back(
    city: httpx.Client, commune: httpx.Client, neighbour: httpx.Client
) -> None:
    content = publish(city, "Hội", target_ids=[COMMUNE, NEIGHBOUR], flow="offered")
    assert (content["target_ids"], content["flow"]) == ([COMMUNE, NEIGHBOUR], "offered")
    [offer] = [one for one in commune.get("/offers?waiting=true").json() if one["id"] == content["id"]]
    assert (offer["standing"], offer["unit_id"], offer["reason"]) == ("waiting", CITY, None)
    path = f"/offers/{content['id']}/{COMMUNE}"
    assert commune.put(path, json={"accepted": True, "mark": "older"}).status_code == 409
    assert commune.put(path, json={"accepted": False, "mark": offer["mark"]}).status_code == 422
    assert commune.put(path, json={"accepted": True, "mark": offer["mark"]}).status_code == 200
    assert neighbour.put(path, json={"accepted": False, "mark": offer["mark"], "reason": "x"}).status_code == 403
    said = {"accepted": False, "mark": offer["mark"], "reason": "đã có tin này"}
    assert neighbour.put(f"/offers/{content['id']}/{NEIGHBOUR}", json=said).status_code == 200
    told = city.get(f"/contents/{content['id']}/answers").json()
    assert (told["asked"], told["accepted"], told["declined"], told["waiting"]) == (2, 1, 1, 0)
    assert [(one["unit_id"], one["standing"], one["reason"]) for one in told["units"]] == [
        (COMMUNE, "accepted", None),
        (NEIGHBOUR, "declined", "đã có tin này"),
    ]
    first = city.get(f"/contents/{content['id']}/answers?most=1")
    assert first.json()["units"] == told["units"][:1]
    assert city.get(first.links["next"]["url"].removeprefix("/api/v1")).json()["units"] == told["units"][1:]
    assert commune.get(f"/contents/{content['id']}/answers").status_code == 404, "others' answers are not theirs"
    assert [commune.delete(path).status_code for _ in range(2)] == [200, 200]
    assert city.get(f"/contents/{content['id']}/answers").json()["waiting"] == 1


def test_the_same_answer_twice_leaves_one_entry_in_the_trail(
    running: Running, city: httpx.Client, commune: httpx.Client
) -> None:
    content = publish(city, "Hai lần", target_ids=[COMMUNE], flow="offered")
    [offer] = [one for one in commune.get("/offers").json() if one["id"] == content["id"]]
    for _ in range(2):
        commune.put(f"/offers/{content['id']}/{COMMUNE}", json={"accepted": True, "mark": offer["mark"]})
    with session_scope(running.app.state.engine, writes=False) as session:
        of_it = select(func.count()).select_from(AuditEntry).where(AuditEntry.kind == "content_answer")
        entries = session.exec(of_it.where(AuditEntry.key == f"{content['id']}/{COMMUNE}")).one()
    assert entries == 1


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"flow": "offered", "slot_class": "priority"}, 422),
        ({"flow": "offered", "slot_class": "live"}, 422),
        ({"flow": "asked"}, 422),
        ({"unit_id": COMMUNE, "target_ids": [NEIGHBOUR]}, 422),
        ({"target_ids": ["nowhere-20250701"]}, 404),
        ({"target_ids": ["25195-19000101"]}, 409),
    ],
)
def test_what_can_not_be_sent_so_is_refused(city: httpx.Client, how: dict[str, Any], status: int) -> None:
    asked = {"unit_id": CITY, "title": "x", "at": "2099-01-01T00:00", **how}
    assert city.post("/contents/countdown", json=asked).status_code == status


def test_lists_lead_from_page_to_page(city: httpx.Client, commune: httpx.Client) -> None:
    made = {publish(city, f"Trang {number}", target_ids=[COMMUNE])["id"] for number in range(5)}
    seen, path = list[str](), "/offers?most=2"
    while path:
        answer = commune.get(path)
        seen += [one["id"] for one in answer.json()]
        path = answer.links.get("next", {}).get("url", "").removeprefix("/api/v1")
    assert len(seen) == len(set(seen))
    assert made <= set(seen)
    assert commune.get("/offers?after=nothing").status_code == 404
    assert commune.get(f"/offers?unit_id={NEIGHBOUR}").status_code == 403


def test_an_order_is_read_and_set(city: httpx.Client, commune: httpx.Client, neighbour: httpx.Client) -> None:
    of_city = publish(city, "Của thành phố", target_ids=[COMMUNE], slot_class="priority")["id"]
    own = publish(commune, "Của phường", COMMUNE, slot_class="priority")["id"]

    def ids() -> list[str]:
        return [one["id"] for one in commune.get(f"/orders/{COMMUNE}").json()["contents"]["priority"]]

    assert ids() == [own, of_city]
    assert commune.put(f"/orders/{COMMUNE}", json={"origin_order": "above"}).status_code == 200
    assert ids() == [of_city, own]
    assert commune.put(f"/orders/{COMMUNE}/priority", json={"content_ids": [own]}).status_code == 200
    told = commune.get(f"/orders/{COMMUNE}").json()
    assert (told["origin_order"], told["own_origin_order"], told["by_hand"]) == ("above", "above", ["priority"])
    assert ids() == [own, of_city]
    assert neighbour.put(f"/orders/{COMMUNE}/priority", json={"content_ids": []}).status_code == 403
    assert commune.put(f"/orders/{COMMUNE}/urgent", json={"content_ids": []}).status_code == 422
    assert commune.put(f"/orders/{COMMUNE}", json={"origin_order": "theirs"}).status_code == 422
    commune.put(f"/orders/{COMMUNE}/priority", json={"content_ids": []})
    commune.put(f"/orders/{COMMUNE}", json={"origin_order": None})
    assert ids() == [own, of_city]


def test_a_content_is_shared_and_used(commune: httpx.Client, neighbour: httpx.Client) -> None:
    content = publish(commune, "Dùng chung", COMMUNE)
    assert neighbour.post(f"/shared/{content['id']}/use", json={"unit_id": NEIGHBOUR}).status_code == 404
    assert neighbour.put(f"/contents/{content['id']}/share", json={"unit_id": CITY}).status_code == 404
    assert commune.put(f"/contents/{content['id']}/share", json={"unit_id": NEIGHBOUR}).status_code == 422
    assert commune.put(f"/contents/{content['id']}/share", json={"unit_id": CITY}).status_code == 200
    [shared] = [one for one in neighbour.get("/shared").json() if one["id"] == content["id"]]
    assert (shared["unit_id"], shared["shared_with"]) == (COMMUNE, CITY)
    used = neighbour.post(f"/shared/{content['id']}/use", json={"unit_id": NEIGHBOUR})
    assert used.status_code == 201
    assert (used.json()["copied_from"], used.json()["unit_id"]) == (content["id"], NEIGHBOUR)
    assert neighbour.post(f"/shared/{content['id']}/use", json={"unit_id": COMMUNE}).status_code == 403
    assert commune.put(f"/contents/{content['id']}/share", json={"unit_id": None}).status_code == 200
    assert content["id"] not in {one["id"] for one in neighbour.get("/shared").json()}


def test_a_refused_answer_comes_back_with_the_reason(
    running: Running, city: httpx.Client, commune: httpx.Client
) -> None:
    content = publish(city, "Chưa trả lời", target_ids=[COMMUNE], flow="offered")
    [offer] = [one for one in commune.get("/offers").json() if one["id"] == content["id"]]
    with running.signed_in("binhphuoc") as browser:
        token = form_of(browser, "/offers")
        path = f"/offers/{content['id']}/{COMMUNE}"
        bare = browser.post(path, data={**token, "do": "decline", "mark": offer["mark"]})
        assert bare.status_code == 422
        assert "phải ghi lý do" in bare.text
        old = browser.post(path, data={**token, "do": "accept", "mark": "older"})
        assert old.status_code == 422
        assert "vừa được cấp trên sửa" in old.text
        assert browser.get(f"/bulletins/{content['id']}").status_code == 200
    with running.signed_in("dongxoai") as browser:
        assert browser.get(f"/bulletins/{content['id']}").status_code == 404
