"""In which order boards play: by whose it is, by hand, and as units above say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from controller.db import session_scope
from controller.library.store import FolderStore
from controller.offers.ordering import Ordering, arranged, moved
from controller.offers.placing import in_order, move, own_classes, put_in_order, set_origin_order
from controller.people.actor import THE_SYSTEM
from controller.units import events
from controller.units.order import NewUnit, Order
from protocol.errors import InvalidInput, NotAllowed
from protocol.manifest import Manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, ShowItem
from tests.controller.offers.land import NOW_MS, TODAY, ZONE, approver, manifests, put, state, to, unit


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


@pytest.fixture
def on_air(engine: Engine) -> dict[str, str]:
    """Priority bulletins by name: of the province, of the group, of a commune and another of it."""
    with session_scope(engine) as session:
        made = [
            put(session, code, name, to(slot_class="priority"))
            for code, name in (("pp", "P"), ("aa", "A1"), ("gg", "G"), ("aa", "A2"))
        ]
        for age, content in enumerate(made):
            content.created_at_ms += age
            session.add(content)
        return {content.title: content.id for content in made}


def told(engine: Engine, store: FolderStore, code: str) -> Manifest:
    state(engine, store)
    return manifests(engine, store)[f"board-{code}"]


def titles(engine: Engine, store: FolderStore, code: str) -> list[str]:
    """In the order of the playlist of whole days."""
    manifest = told(engine, store, code)
    names = {item.id: item.title for item in manifest.items}
    [playlist] = [one for one in manifest.playlists if one.id.startswith("priority-screen")]
    return [names[one] for one in playlist.item_ids]


def test_own_goes_first_unless_the_unit_says_otherwise(
    engine: Engine, store: FolderStore, on_air: dict[str, str]
) -> None:
    assert titles(engine, store, "aa") == ["A1", "A2", "G", "P"]
    with session_scope(engine) as session:
        set_origin_order(session, approver("aa"), unit("aa"), "above")
    assert titles(engine, store, "aa") == ["P", "G", "A1", "A2"]
    assert told(engine, store, "aa").origin_order == (unit("pp"), unit("gg"), unit("aa"))
    assert {slot.origin for slot in told(engine, store, "aa").slots} == {None}, "the order is within the daily round"
    assert titles(engine, store, "bb") == ["G", "P"], "a neighbour's order is its own"


def test_units_below_inherit_it_and_may_say_otherwise(
    engine: Engine, store: FolderStore, on_air: dict[str, str]
) -> None:
    with session_scope(engine) as session:
        set_origin_order(session, approver("gg"), unit("gg"), "above")
    assert titles(engine, store, "a1") == ["P", "G", "A1", "A2"]
    with session_scope(engine) as session:
        set_origin_order(session, approver("aa"), unit("aa"), "own")
    assert titles(engine, store, "a1") == ["A1", "A2", "G", "P"]
    with session_scope(engine) as session:
        set_origin_order(session, approver("aa"), unit("aa"), None)
    assert titles(engine, store, "a1") == ["P", "G", "A1", "A2"]


def test_what_is_put_in_order_by_hand_goes_before_the_rest(
    engine: Engine, store: FolderStore, on_air: dict[str, str]
) -> None:
    with session_scope(engine) as session:
        ids = [on_air["P"], on_air["A2"], "gone", on_air["P"]]
        put_in_order(session, approver("aa"), unit("aa"), "priority", ids, NOW_MS)
        assert own_classes(session, unit("aa")) == {"priority"}
    assert titles(engine, store, "aa") == titles(engine, store, "a1") == ["P", "A2", "A1", "G"]
    with session_scope(engine) as session:
        put_in_order(session, approver("a1"), unit("a1"), "priority", [on_air["G"]], NOW_MS)
    assert titles(engine, store, "a1") == ["G", "A1", "A2", "P"], "the nearest order holds, whole"
    assert state(engine, store) == 0
    with session_scope(engine) as session:
        put_in_order(session, approver("aa"), unit("aa"), "priority", [], NOW_MS)
        put_in_order(session, approver("a1"), unit("a1"), "priority", [], NOW_MS)
    assert titles(engine, store, "aa") == titles(engine, store, "a1") == ["A1", "A2", "G", "P"]


def test_of_two_priority_bulletins_a_board_shows_first_what_its_commune_put_first(
    engine: Engine, store: FolderStore, on_air: dict[str, str]
) -> None:
    def first(code: str) -> str:
        midnight = NOW_MS - 12 * 3_600_000 + 7 * 86_400_000
        shown = programme(told(engine, store, code), Alerts(), midnight, Board(640, 384, has_sound=False)).screen
        assert isinstance(shown, ShowItem)
        return shown.item.title

    orders = {first("aa")}
    with session_scope(engine) as session:
        put_in_order(session, approver("aa"), unit("aa"), "priority", [on_air["G"], on_air["P"]], NOW_MS)
    orders.add(first("aa"))
    with session_scope(engine) as session:
        put_in_order(session, approver("aa"), unit("aa"), "priority", [on_air["P"], on_air["G"]], NOW_MS)
    orders.add(first("aa"))
    assert len(orders) == 3


def test_one_is_moved_before_another_and_once_more_changes_nothing(engine: Engine, on_air: dict[str, str]) -> None:
    def order() -> list[str]:
        with session_scope(engine, writes=False) as session:
            return [one.title for one in in_order(session, approver("aa"), unit("aa"), TODAY)["priority"]]

    def put_before(name: str, other: str) -> None:
        with session_scope(engine) as session:
            before = on_air.get(other, "")
            move(session, approver("aa"), unit("aa"), on_air.get(name, name), before, NOW_MS, TODAY)

    assert order() == ["A1", "A2", "G", "P"]
    for _ in range(2):
        put_before("P", "A2")
        assert order() == ["A1", "P", "A2", "G"]
    put_before("A1", "")
    assert order() == ["P", "A2", "G", "A1"]
    put_before("A1", "A1")
    put_before("nothing", "P")
    assert order() == ["P", "A2", "G", "A1"]


def test_nobody_orders_another_unit(engine: Engine, on_air: dict[str, str]) -> None:
    with session_scope(engine) as session:
        for code in ("bb", "a1"):
            with pytest.raises(NotAllowed):
                set_origin_order(session, approver(code), unit("aa"), "above")
            with pytest.raises(NotAllowed):
                put_in_order(session, approver(code), unit("aa"), "priority", [], NOW_MS)
            with pytest.raises(NotAllowed):
                move(session, approver(code), unit("aa"), on_air["P"], "", NOW_MS, TODAY)
        with pytest.raises(NotAllowed):
            in_order(session, approver("bb"), unit("aa"), TODAY)
        with pytest.raises(InvalidInput, match="long"):
            put_in_order(session, approver("aa"), unit("aa"), "priority", [f"c{n}" for n in range(5_000)], NOW_MS)


def test_an_order_goes_along_with_another_name_and_not_with_a_merger(
    engine: Engine, store: FolderStore, on_air: dict[str, str]
) -> None:
    with session_scope(engine) as session:
        set_origin_order(session, approver("aa"), unit("aa"), "above")
        put_in_order(session, approver("aa"), unit("aa"), "priority", [on_air["A2"]], NOW_MS)
    heir = f"aa-{TODAY:%Y%m%d}"
    with session_scope(engine) as session:
        renamed = Order("rename", TODAY, (NewUnit("aa", "A"),), {unit("aa"): heir})
        events.order_event(session, THE_SYSTEM, renamed, NOW_MS, ZONE)
    assert titles(engine, store, "aa") == ["A2", "P", "G", "A1"]


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sampled_from("abcdefg"), st.sampled_from(["", *"abcdefg"]))
def test_moving_keeps_all_others_as_they_were(ids: list[str], one: str, before: str) -> None:
    found = moved(ids, one, before)
    assert [other for other in found if other != one] == [other for other in ids if other != one]
    assert moved(found, one, before) == found
    if before in ids and before != one:
        assert found.index(one) + 1 == found.index(before)


class Thing:
    """A content, as far as it matters here."""

    def __init__(self, name: str, unit_id: str, slot_class: str, created_at_ms: int) -> None:
        self.id, self.unit_id, self.slot_class, self.created_at_ms = name, unit_id, slot_class, created_at_ms


THINGS = st.builds(
    Thing,
    st.sampled_from("abcdefgh"),
    st.sampled_from("xyz"),
    st.sampled_from(["priority", "scheduled"]),
    st.integers(0, 3),
)


@given(
    st.lists(THINGS, unique_by=lambda one: one.id),
    st.sampled_from(["own", "above"]),
    st.dictionaries(st.sampled_from(["priority", "scheduled"]), st.lists(st.sampled_from("abcdefgh"), unique=True)),
)
def test_the_order_is_that_of_a_slow_reckoning(
    things: list[Thing], origin_order: str, by_hand: dict[str, list[str]]
) -> None:
    distance = {"x": 0, "y": 1, "z": 2}
    found = arranged(things, Ordering(origin_order, by_hand), distance)  # type: ignore[arg-type]
    for slot_class in ("priority", "scheduled"):
        left = {one.id: one for one in things if one.slot_class == slot_class}
        wanted = [left.pop(one).id for one in by_hand.get(slot_class, []) if one in left]
        for origin in ("x", "y", "z") if origin_order == "own" else ("z", "y", "x"):
            of_origin = [one for one in left.values() if one.unit_id == origin]
            wanted += [one.id for one in sorted(of_origin, key=lambda one: (one.created_at_ms, one.id))]
        assert [one.id for one in found if one.slot_class == slot_class] == wanted
