"""Ordering, reviewing and applying events: what each kind does, what is asked, what is refused, and when it happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.alerts import service as alerts
from controller.alerts.models import AlertRow, AlertTarget
from controller.db import all_tables, session_scope
from controller.devices.models import Device
from controller.enrolment.models import ClaimToken
from controller.enrolment.service import create_claim
from controller.lexicon.entry import Entry
from controller.lexicon.models import LexiconEntry
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.models import ApiToken, User, UserGrant
from controller.people.scope import demand, visible_units
from controller.publishing.models import Tuning
from controller.units import events
from controller.units.audience import inheritance
from controller.units.belongings import FATES
from controller.units.jobs import apply_due
from controller.units.models import Merger, Rehoming, Unit
from controller.units.order import NewUnit, Order
from controller.units.service import forget_tree, get_unit, tree
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.controller.alerts.flood import flood
from tests.controller.places import CITY, FIRST_DAY, NORTH, SOUTH, settle
from tests.controller.units.province import ZONE, add_board, add_person, at, fill

DAY, TODAY = date(2027, 1, 1), date(2027, 1, 1)
MERGED = Order("merge", DAY, (NewUnit("25195", "Phường Chung"),), {NORTH: "25195-20270101", SOUTH: "25195-20270101"})
SPLIT = Order(
    "split",
    DAY,
    (NewUnit("25195", "Phường Một", lat=11.5, lon=106.8), NewUnit("25196", "Phường Hai", lat=11.7, lon=106.9)),
    parts={NORTH: ("25195-20270101", "25196-20270101")},
)
ONE, TWO = SPLIT.parts[NORTH]
HAMLET = "ap1-20250701"


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    with session_scope(any_engine) as session:
        settle(session)
        session.add(
            Unit(id=HAMLET, code="ap1", name="Ấp 1", kind="Ấp", tier="hamlet", parent_id=NORTH, valid_from=FIRST_DAY)
        )
        session.flush()
        fill(session, [get_unit(session, one) for one in (CITY, NORTH, SOUTH, HAMLET)], at(date(2026, 12, 31)))
    return any_engine


def order(engine: Engine, asked: Order, today: date = TODAY) -> int:
    with session_scope(engine) as session:
        event, _ = events.order_event(session, THE_SYSTEM, asked, at(today), ZONE)
        return event.id or 0


def home_of(engine: Engine, device_id: str) -> str:
    with session_scope(engine, writes=False) as session:
        return session.get_one(Device, device_id).unit_id


def chain_of(session: Session, unit_id: str, day: date) -> list[str]:
    forget_tree(session)
    return [unit.id for unit in tree(session).ancestors(unit_id, day)]


def warn(session: Session, alert_id: str, unit_id: str, sent_at_ms: int) -> None:
    texts = {"status": "Actual", "event": "Lũ", "level": 3, "severity": "Severe"}
    row = AlertRow(id=alert_id, state="active", lasts_ms=1, written_at_ms=sent_at_ms, sent_at_ms=sent_at_ms, **texts)
    session.add(row)
    session.flush()
    session.add(AlertTarget(alert_id=alert_id, unit_id=unit_id))
    session.flush()


def test_every_column_that_names_a_unit_has_its_fate() -> None:
    named = {
        f"{table.name}.{column.name}"
        for table in all_tables().tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.target_fullname == "unit.id"
    }
    assert named == FATES.keys()


def test_a_merger_takes_boards_people_and_hamlets_along(engine: Engine) -> None:
    order(engine, MERGED)
    with session_scope(engine, writes=False) as session:
        assert {one.id: one.unit_id for one in session.exec(select(Device)).all()} == {
            f"b-{CITY}": CITY,
            f"b-{NORTH}": "25195-20270101",
            f"b-{SOUTH}": "25195-20270101",
            f"b-{HAMLET}": "ap1-20270101",
        }
        assert session.exec(select(User).where(User.login == f"p-{SOUTH}")).one().unit_id == "25195-20270101"
        assert chain_of(session, "ap1-20270101", DAY) == ["ap1-20270101", "25195-20270101", CITY]
        assert chain_of(session, HAMLET, DAY - timedelta(days=1)) == [HAMLET, NORTH, CITY]
        assert session.get_one(Unit, NORTH).valid_to == DAY - timedelta(days=1)
        links = {(one.from_id, one.into_id) for one in session.exec(select(Merger)).all()}
        assert links == {(NORTH, "25195-20270101"), (SOUTH, "25195-20270101"), (HAMLET, "ap1-20270101")}


def roles_in(session: Session, login: str) -> set[str]:
    person = session.exec(select(User).where(User.login == login)).one()
    return {one.unit_id for one in session.exec(select(UserGrant).where(UserGrant.user_id == person.id)).all()}


def with_more_roles(engine: Engine) -> None:
    """Who belongs to the city has a role in both communes, and a program that may act in the north alone."""
    with session_scope(engine) as session:
        person = session.exec(select(User).where(User.login == f"p-{CITY}")).one()
        for unit_id in (NORTH, SOUTH):
            session.add(UserGrant(user_id=person.id or 0, role="editor", unit_id=unit_id))
        secret = {"token_sha256": "0" * 64, "expires_at_ms": 2**41, "role": "editor"}
        session.add(ApiToken(user_id=person.id or 0, name="cms", unit_id=NORTH, **secret))


def test_roles_and_programs_go_along_with_a_merger(engine: Engine) -> None:
    with_more_roles(engine)
    order(engine, MERGED)
    with session_scope(engine, writes=False) as session:
        assert roles_in(session, f"p-{CITY}") == {NORTH, SOUTH, "25195-20270101"}
        assert session.exec(select(ApiToken.unit_id)).all() == ["25195-20270101"]


def test_a_role_in_a_unit_that_was_split_holds_in_each_part_a_narrowed_program_in_none(engine: Engine) -> None:
    with_more_roles(engine)
    order(engine, decided({f"unit {HAMLET}": ONE, f"device b-{NORTH}": ONE, f"user p-{NORTH}": ONE}))
    with session_scope(engine, writes=False) as session:
        assert {ONE, TWO} < roles_in(session, f"p-{CITY}")
        assert session.exec(select(ApiToken.unit_id)).all() == [NORTH]


def test_a_change_of_name_leaves_what_is_below_as_it_is(engine: Engine) -> None:
    order(engine, Order("rename", DAY, (NewUnit("75", "Thành phố Mới"),), {CITY: "75-20270101"}))
    assert (home_of(engine, f"b-{CITY}"), home_of(engine, f"b-{NORTH}")) == ("75-20270101", NORTH)
    with session_scope(engine, writes=False) as session:
        assert chain_of(session, NORTH, DAY) == [NORTH, "75-20270101"]
        assert chain_of(session, NORTH, DAY - timedelta(days=1)) == [NORTH, CITY]
        chain = tree(session).ancestors(NORTH, DAY)
        assert inheritance(session, DAY).left_to("a-new-board", chain).contents == (CITY,)


def test_who_lost_a_unit_by_a_move_sees_no_more_of_it(engine: Engine) -> None:
    order(engine, Order("move", DAY, (NewUnit("25195", "Phường Bình Phước", parent_id=SOUTH),), {NORTH: ONE}))
    assert home_of(engine, f"b-{HAMLET}") == "ap1-20270101"
    with session_scope(engine, writes=False) as session:
        assert chain_of(session, "ap1-20270101", DAY) == ["ap1-20270101", ONE, SOUTH, CITY]
        south = visible_units(session, Actor(1, "administrator", SOUTH))
        assert {ONE, "ap1-20270101", NORTH, HAMLET} < south


def test_a_split_asks_for_everything_and_takes_it_where_it_was_told(engine: Engine) -> None:
    with session_scope(engine) as session:
        asked = {one.key: one.choices for one in events.look(session, THE_SYSTEM, SPLIT).undecided}
        parts = (ONE, TWO)
        assert asked == {f"unit {HAMLET}": parts, f"device b-{NORTH}": parts, f"user p-{NORTH}": parts}
    with pytest.raises(Conflict, match="3 undecided"):
        order(engine, SPLIT)
    order(engine, decided({f"unit {HAMLET}": TWO, f"device b-{NORTH}": ONE, f"user p-{NORTH}": TWO}))
    assert (home_of(engine, f"b-{NORTH}"), home_of(engine, f"b-{HAMLET}")) == (ONE, "ap1-20270101")
    with session_scope(engine, writes=False) as session:
        assert chain_of(session, "ap1-20270101", DAY)[1] == TWO


def decided(placed: dict[str, str], **more: object) -> Order:
    return Order(SPLIT.kind, SPLIT.effective, SPLIT.begins, parts=SPLIT.parts, placed=placed, **more)  # type: ignore[arg-type]


def test_a_board_of_a_split_unit_goes_to_the_part_it_stands_near(engine: Engine) -> None:
    near = decided({f"unit {HAMLET}": TWO, f"user p-{NORTH}": TWO}, located={f"device b-{NORTH}": (11.69, 106.91)})
    order(engine, near)
    assert home_of(engine, f"b-{NORTH}") == TWO


def test_a_place_that_is_no_part_is_no_answer(engine: Engine) -> None:
    with pytest.raises(Conflict, match="1 undecided"):
        order(engine, decided({f"unit {HAMLET}": TWO, f"device b-{NORTH}": SOUTH, f"user p-{NORTH}": TWO}))


def test_claims_move_with_a_merger_and_lapse_with_a_split(engine: Engine) -> None:
    with session_scope(engine) as session:
        create_claim(session, SOUTH, "led-p5-640x384", "LED")
        create_claim(session, NORTH, "led-p5-640x384", "LED")
    order(engine, decided({f"unit {HAMLET}": TWO, f"device b-{NORTH}": ONE, f"user p-{NORTH}": TWO}))
    renamed = Order("rename", DAY, (NewUnit("25210", "Phường Ba"),), {SOUTH: "25210-20270101"})
    order(engine, renamed)
    with session_scope(engine, writes=False) as session:
        claims = {one.unit_id: one.expires_at_ms for one in session.exec(select(ClaimToken)).all()}
    assert claims.keys() == {NORTH, "25210-20270101"}
    assert claims[NORTH] == at(TODAY)


def test_nothing_new_is_made_in_a_unit_that_is_no_more(engine: Engine) -> None:
    order(engine, MERGED)
    with pytest.raises(Conflict, match="25195-20270101"), session_scope(engine) as session:
        create_claim(session, NORTH, "led-p5-640x384", "LED")


def test_a_draft_of_a_warning_for_a_unit_that_is_no_more_is_written_anew(engine: Engine) -> None:
    with session_scope(engine) as session:
        draft = alerts.write(session, THE_SYSTEM, flood(unit_ids=(NORTH,)), at(TODAY)).id
    order(engine, MERGED)
    for warn_again in (
        lambda session: alerts.confirm(session, THE_SYSTEM, draft, at(TODAY)),
        lambda session: alerts.write(session, THE_SYSTEM, flood(unit_ids=(NORTH,)), at(TODAY)),
    ):
        with session_scope(engine) as session, pytest.raises(Conflict, match="is no more"):
            warn_again(session)


def test_settings_go_along_and_differing_ones_are_asked_about(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add_all([Tuning(owner=NORTH, volume_percent=40), Tuning(owner=SOUTH, volume_percent=60)])
        session.add(Tuning(owner=HAMLET, volume_percent=20))
    with session_scope(engine, writes=False) as session:
        [question] = events.look(session, THE_SYSTEM, MERGED).undecided
    assert (question.key, question.choices) == ("tuning 25195-20270101", (NORTH, SOUTH, "none"))
    order(engine, Order("merge", DAY, MERGED.begins, MERGED.into, placed={question.key: SOUTH}))
    with session_scope(engine, writes=False) as session:
        assert session.get_one(Tuning, "25195-20270101").volume_percent == 60
        assert session.get_one(Tuning, "ap1-20270101").volume_percent == 20


def test_words_are_said_in_the_new_unit_as_in_the_old(engine: Engine) -> None:
    with session_scope(engine) as session:
        for number, (unit_id, spoken) in enumerate(((NORTH, "đắc lua"), (SOUTH, "đác lua"), (SOUTH, "bù đăng"))):
            session.add(
                LexiconEntry(
                    id=f"w-{number}",
                    unit_id=unit_id,
                    language="vi",
                    written="Đăk Lua" if "lua" in spoken else "Bù Đăng",
                    spoken=spoken,
                    changed_at_ms=number,
                )
            )
    order(engine, MERGED)
    with session_scope(engine, writes=False) as session:
        words = session.exec(select(LexiconEntry).where(LexiconEntry.unit_id == "25195-20270101")).all()
        assert {one.written: one.spoken for one in words} == {"Đăk Lua": "đác lua", "Bù Đăng": "bù đăng"}
        assert all(one.id == Entry(one.written, one.spoken, one.language).id_in(one.unit_id) for one in words)


def test_alerts_stay_in_force_for_the_boards_that_had_them(engine: Engine) -> None:
    with session_scope(engine) as session:
        warn(session, "a-north", NORTH, at(DAY) - 1)
    order(engine, MERGED)
    with session_scope(engine) as session:
        chain = tree(session).ancestors("25195-20270101", DAY)
        past = inheritance(session, DAY)
        assert (past.left_to(f"b-{NORTH}", chain).areas, past.left_to(f"b-{SOUTH}", chain).areas) == ((NORTH,), ())
        assert past.left_to(f"b-{HAMLET}", tree(session).ancestors("ap1-20270101", DAY)).areas == (NORTH,)
        demand(session, Actor(1, "operator", "25195-20270101"), "alert", NORTH)
        with pytest.raises(NotAllowed):
            demand(session, Actor(1, "operator", "ap1-20270101"), "alert", NORTH)
        session.get_one(AlertRow, "a-north").state = "lifted"
    with session_scope(engine, writes=False) as session:
        assert inheritance(session, DAY).left_to(f"b-{NORTH}", chain).areas == ()


def test_an_alert_of_the_unit_above_holds_for_whom_a_move_took_away(engine: Engine) -> None:
    other = "76-20250701"
    with session_scope(engine) as session:
        session.add(Unit(id=other, code="76", name="Tỉnh khác", kind="Tỉnh", tier="province", valid_from=FIRST_DAY))
        warn(session, "a-city", CITY, at(DAY) - 1)
    order(engine, Order("move", DAY, (NewUnit("25195", "Phường Bình Phước", parent_id=other),), {NORTH: ONE}))
    with session_scope(engine, writes=False) as session:
        chain = tree(session).ancestors(ONE, DAY)
        assert inheritance(session, DAY).left_to(f"b-{NORTH}", chain).areas == (CITY,)
        assert inheritance(session, DAY).left_to(f"b-{NORTH}", chain).contents == (NORTH,)


def test_an_event_to_come_waits_for_midnight_of_the_province(engine: Engine) -> None:
    event_id = order(engine, MERGED, DAY - timedelta(days=40))
    assert home_of(engine, f"b-{NORTH}") == NORTH
    midnight = events.midnight_ms(DAY, ZONE)
    assert apply_due(engine, ZONE, midnight - 1) == 0  # type: ignore[arg-type]
    assert apply_due(engine, ZONE, midnight) == 1
    assert (apply_due(engine, ZONE, midnight), home_of(engine, f"b-{NORTH}")) == (0, "25195-20270101")
    with session_scope(engine, writes=False) as session:
        [event] = events.list_events(session, THE_SYSTEM)
        assert (event.id, event.state, events.done_of(event).moved) == (event_id, "applied", {"device": 3, "user": 3})
        assert all(row.since_ms == midnight for row in session.exec(select(Rehoming)).all())


def test_what_is_ordered_counts_in_the_tree_to_come_and_for_the_next_order(engine: Engine) -> None:
    order(engine, MERGED, DAY - timedelta(days=40))
    later = DAY + timedelta(days=31)
    renamed = Order("rename", later, (NewUnit("25195", "Phường Mới"),), {"25195-20270101": "25195-20270201"})
    order(engine, renamed, DAY - timedelta(days=40))
    with session_scope(engine, writes=False) as session:
        names = {unit.name for unit in events.expected(session, later) if unit.valid_to is None}
    assert names == {"Thành phố Đồng Nai", "Phường Mới", "Ấp 1"}
    assert apply_due(engine, ZONE, at(later)) == 2
    assert home_of(engine, f"b-{SOUTH}") == "25195-20270201"


def test_what_can_not_be_done_on_its_day_says_why_and_is_tried_again(engine: Engine) -> None:
    placed = {f"unit {HAMLET}": TWO, f"device b-{NORTH}": ONE, f"user p-{NORTH}": TWO}
    event_id = order(engine, decided(placed), DAY - timedelta(days=1))
    with session_scope(engine) as session:
        add_board(session, "late", NORTH)
    assert (apply_due(engine, ZONE, at(DAY)), apply_due(engine, ZONE, at(DAY))) == (1, 0)
    with session_scope(engine) as session:
        [event] = events.list_events(session, THE_SYSTEM)
        assert (event.state, "device late" in event.hindrance_en) == ("waiting", True)
        events.cancel(session, THE_SYSTEM, event_id)
    order(engine, decided({**placed, "device late": TWO}))
    assert home_of(engine, "late") == TWO


def test_who_slipped_into_an_ended_unit_is_taken_along(engine: Engine) -> None:
    order(engine, MERGED)
    with session_scope(engine) as session:
        add_board(session, "slipped", NORTH)
        add_person(session, "late", HAMLET)
    assert (apply_due(engine, ZONE, at(DAY)), apply_due(engine, ZONE, at(DAY))) == (2, 0)
    assert home_of(engine, "slipped") == "25195-20270101"


def test_an_event_is_cancelled_while_it_waits_and_not_after(engine: Engine) -> None:
    waiting = order(engine, MERGED, DAY - timedelta(days=1))
    for _ in range(2):
        with session_scope(engine) as session:
            assert events.cancel(session, THE_SYSTEM, waiting).state == "cancelled"
    assert apply_due(engine, ZONE, at(DAY)) == 0
    done = order(engine, MERGED)
    with session_scope(engine) as session:
        with pytest.raises(Conflict):
            events.cancel(session, THE_SYSTEM, done)
        with pytest.raises(NotFound):
            events.cancel(session, THE_SYSTEM, 999)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Order("merge", DAY), "No unit"),
        (Order("merge", DAY, into={"99999-20250701": NORTH}), "no unit"),
        (Order("merge", DAY, into={NORTH: "77-20270101"}), "does not exist on"),
        (Order("merge", FIRST_DAY, into={NORTH: SOUTH}), "does not exist up to"),
        (Order("merge", DAY, (NewUnit("25210", "Trùng mã"),), {NORTH: "25210-20270101"}), "in use by"),
        (Order("merge", DAY, (NewUnit("77", "A"), NewUnit("77", "B")), {NORTH: "77-20270101"}), "named twice"),
        (Order("merge", DAY, (NewUnit("77", "Thừa"),), {NORTH: SOUTH}), "comes from nothing"),
        (Order("merge", DAY, into={NORTH: SOUTH}, parts={NORTH: (SOUTH, CITY)}), "named twice"),
        (Order("split", DAY, parts={NORTH: (SOUTH,)}), "two units or more"),
        (Order("move", DAY, (NewUnit("25195", "X", parent_id="1-20250701"),), {NORTH: ONE}), "does not exist that day"),
        (Order("move", DAY, (NewUnit("25195", "X", parent_id=ONE),), {NORTH: ONE}), "above itself"),
        (Order("move", DAY, (NewUnit("25195", "X", parent_id=HAMLET),), {NORTH: ONE}), "does not exist that day"),
    ],
)
def test_what_contradicts_the_tree_is_refused(engine: Engine, asked: Order, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        order(engine, asked)
    assert home_of(engine, f"b-{NORTH}") == NORTH


def test_a_unit_ends_once(engine: Engine) -> None:
    order(engine, MERGED, DAY - timedelta(days=1))
    with pytest.raises(Conflict, match="in event"):
        order(engine, Order("merge", DAY, into={NORTH: SOUTH}))


@pytest.mark.parametrize("actor", [Actor(1, "operator", CITY), Actor(1, "administrator", NORTH)])
def test_units_are_changed_at_the_top_alone(engine: Engine, actor: Actor) -> None:
    with session_scope(engine) as session:
        for asked in (
            lambda: events.look(session, actor, MERGED),
            lambda: events.import_list(session, actor, "", dry_run=True),
            lambda: events.list_events(session, actor),
            lambda: events.cancel(session, actor, 1),
        ):
            with pytest.raises(NotAllowed):
                asked()
        events.look(session, Actor(1, "administrator", CITY), MERGED)
