"""``rao controller offers``, ``order`` and ``shared``: what flows down the tree and sideways."""

from __future__ import annotations

import pytest

from tests.controller.cli.conftest import NEIGHBOUR, Office, answer
from tests.controller.web.running import CITY, COMMUNE

VIETNAMESE = "vi_VN.UTF-8"


def offered(office: Office, title: str, *more: str) -> str:
    """The id of what the city offers all communes, or those that ``more`` names."""
    return published(office, "approver", title, "--offered", *more)


def published(office: Office, login: str, title: str, *more: str) -> str:
    """The id of a countdown that is on the air: another approves it."""
    what = ("--countdown", title, "--at", "2099-01-01T07:30")
    told = answer(office.typed(login, "publish", *what, "--upto", "submitted", *more, "--json"))
    content_id = str(told["contents"][0]["id"])
    answer(office.typed("administrator", "approval", "approve", content_id, "--publish", "--json"))
    return content_id


def test_what_came_from_above_is_listed_accepted_taken_back_and_declined(any_office: Office) -> None:
    content_id = offered(any_office, "Hội")

    def waiting() -> list[str]:
        return [one["id"] for one in answer(any_office.typed("leader", "offers", "list", "--waiting", "--json"))]

    def standing() -> tuple[str, str | None, str | None]:
        [one] = answer(any_office.typed("leader", "offers", "list", "--json"))
        return one["standing"], one["decided_by"], one["reason"]

    assert waiting() == [content_id]
    answer(any_office.typed("leader", "offers", "accept", content_id, "--json"))
    assert (waiting(), standing()) == ([], ("accepted", COMMUNE, None))
    answer(any_office.typed("leader", "offers", "take-back", content_id, "--json"))
    assert (waiting(), standing()) == ([content_id], ("waiting", None, None))
    answer(any_office.typed("leader", "offers", "decline", content_id, "--reason", "Không có ở phường.", "--json"))
    assert standing() == ("declined", COMMUNE, "Không có ở phường.")
    answer(any_office.typed("next-door", "offers", "accept", content_id, "--unit", "phuong dong xoai", "--json"))
    found = answer(any_office.typed("approver", "offers", "answers", content_id, "--json"))
    assert {name: found[name] for name in ("asked", "accepted", "declined", "waiting")} == {
        "asked": 2,
        "accepted": 1,
        "declined": 1,
        "waiting": 0,
    }
    assert {(one["unit_id"], one["standing"]) for one in found["units"]} == {
        (COMMUNE, "declined"),
        (NEIGHBOUR, "accepted"),
    }
    assert len(found["unstaffed"]) == 95 - 2


def test_offers_and_answers_are_told_in_words(office: Office) -> None:
    content_id = offered(office, "Tết", "--to", COMMUNE, "--to", "25222-20250701")
    assert "waiting" in office.typed("leader", "offers", "list", "--waiting").output
    told = office.typed("leader", "offers", "accept", content_id, language=VIETNAMESE).output
    assert told == "Đã nhận. 0 thiết bị nhận nội dung mới.\n"
    assert "đã nhận" in office.typed("leader", "offers", "list", language=VIETNAMESE).output
    assert office.typed("leader", "offers", "take-back", content_id).output.startswith("The answer is taken back.")
    assert office.typed("leader", "offers", "decline", content_id, "--reason", "Bận").output.startswith("Declined.")
    told = office.typed("approver", "offers", "answers", content_id).output
    assert "Units asked: 1; 0 accepted, 1 declined, 0 not answered." in told
    assert "Nobody there to answer: " in told


def test_the_order_of_a_unit_is_shown_set_and_reset(any_office: Office) -> None:
    here = ("--to", COMMUNE)
    first, second = (published(any_office, "leader", title, *here) for title in ("Một", "Hai"))
    from_above = published(any_office, "approver", "Của thành phố")

    def shown() -> tuple[list[str], str, str | None, list[str]]:
        found = answer(any_office.typed("leader", "order", "show", "--json"))
        ids = [one["id"] for one in found["contents"]["scheduled"]]
        return ids, found["origin_order"], found["own_origin_order"], found["by_hand"]

    usual = shown()
    assert usual == ([first, second, from_above], "own", None, [])
    answer(any_office.typed("leader", "order", "origin", "above", "--json"))
    assert shown() == ([from_above, first, second], "above", "above", [])
    answer(any_office.typed("leader", "order", "set", "scheduled", second, "--json"))
    assert shown() == ([second, from_above, first], "above", "above", ["scheduled"])
    answer(any_office.typed("leader", "order", "reset", "scheduled", "--unit", COMMUNE, "--json"))
    answer(any_office.typed("leader", "order", "origin", "inherited", "--json"))
    assert shown() == usual


def test_the_order_is_told_in_words(office: Office) -> None:
    content_id = published(office, "leader", "Lễ", "--to", COMMUNE)
    assert office.typed("leader", "order", "set", "scheduled", content_id).output.startswith("Done. Devices told")
    told = office.typed("leader", "order", "show").output.splitlines()
    assert told[0] == f"{COMMUNE}: the unit's own first  (from the unit above)"
    assert "scheduled: 1  (by hand)" in told
    assert f"  1. {content_id}  Lễ  ({COMMUNE})" in told
    assert "xếp tay" in office.typed("leader", "order", "show", language=VIETNAMESE).output


def test_a_content_is_shared_used_and_shared_no_more(any_office: Office) -> None:
    content_id = published(any_office, "leader", "Phòng dịch", "--to", COMMUNE)
    listed = ("shared", "list", "--json")
    assert answer(any_office.typed("next-door", *listed)) == []
    content = answer(any_office.typed("leader", "shared", "share", content_id, "--with", CITY, "--json"))
    assert content["id"] == content_id
    [one] = answer(any_office.typed("next-door", *listed))
    assert (one["id"], one["shared_with"], one["unit_id"]) == (content_id, CITY, COMMUNE)
    used = answer(any_office.typed("next-door", "shared", "use", content_id, "--json"))
    assert (used["copied_from"], used["unit_id"]) == (content_id, NEIGHBOUR)
    assert answer(any_office.typed("next-door", "shared", "use", content_id, "--json"))["id"] == used["id"]
    answer(any_office.typed("leader", "shared", "unshare", content_id, "--json"))
    assert answer(any_office.typed("next-door", *listed)) == []
    assert answer(any_office.typed("leader", "shared", "show", content_id, "--json"))["shared_with"] is None


def test_sharing_is_told_in_words(office: Office) -> None:
    content_id = published(office, "leader", "Diệt muỗi", "--to", COMMUNE)
    told = office.typed("leader", "shared", "share", content_id, "--with", "thanh pho dong nai").output
    assert told == f"Shared: {content_id}  Diệt muỗi (published)\n"
    assert content_id in office.typed("next-door", "shared", "list").output
    shown = office.typed("leader", "shared", "show", content_id).output.splitlines()
    assert shown[0] == f"Shared with: Thành phố Đồng Nai ({CITY})."
    assert shown[1:] == [f"  --with {COMMUNE}  Phường Bình Phước", f"  --with {CITY}  Thành phố Đồng Nai"]
    told = office.typed("next-door", "shared", "use", content_id, language=VIETNAMESE).output
    assert told.startswith("Đã dùng: countdown-")
    assert office.typed("leader", "shared", "unshare", content_id).output.startswith("Shared no more: ")


@pytest.fixture(scope="module")
def sent(office: Office) -> str:
    """What the city offers, and nobody answers."""
    return offered(office, "Đã gửi")


@pytest.mark.parametrize(
    ("login", "words", "code", "said"),
    [
        ("leader", ("offers", "accept", "none"), 3, "rao controller offers list"),
        ("leader", ("offers", "take-back", "none"), 3, "No unit above offers"),
        ("leader", ("offers", "accept", "ID", "--mark", "another"), 5, "has just been changed"),
        ("leader", ("offers", "decline", "ID"), 2, "--reason"),
        ("leader", ("offers", "decline", "ID", "--reason", " "), 2, "takes a reason"),
        ("writer", ("offers", "accept", "ID"), 4, "may not do this"),
        ("leader", ("offers", "accept", "ID", "--unit", NEIGHBOUR), 4, "may not do this"),
        ("leader", ("offers", "list", "--unit", NEIGHBOUR), 4, "may not do this"),
        ("next-door", ("offers", "answers", "ID"), 3, "no content"),
        ("writer", ("order", "origin", "own"), 4, "may not do this"),
        ("writer", ("order", "set", "scheduled", "ID"), 4, "may not do this"),
        ("leader", ("order", "set", "scheduled"), 2, "CONTENT"),
        ("leader", ("order", "set", "urgent", "ID"), 2, "urgent"),
        ("leader", ("order", "show", "--unit", NEIGHBOUR), 4, "may not do this"),
        ("leader", ("order", "reset", "scheduled", "--unit", NEIGHBOUR), 4, "may not do this"),
        (
            "approver",
            ("shared", "share", "ID", "--with", NEIGHBOUR),
            2,
            "Choose one of Thành phố Đồng Nai (75-20260430).",
        ),
        ("writer", ("shared", "show", "ID"), 3, "no content"),
        ("writer", ("shared", "share", "ID", "--with", CITY), 3, "no content"),
        ("writer", ("shared", "unshare", "ID"), 4, "may not do this"),
        ("leader", ("shared", "use", "ID"), 3, "Nobody shares"),
        ("approver", ("shared", "use", "ID"), 5, "of this unit already"),
    ],
)
def test_what_can_not_be_done_is_refused(
    office: Office, sent: str, login: str, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = office.typed(login, *(sent if word == "ID" else word for word in words))
    assert (refused.exit_code, said in refused.output) == (code, True), refused.output
