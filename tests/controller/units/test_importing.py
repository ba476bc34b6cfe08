"""Lists of units from outside: every bad row told by its line, nothing taken by halves, and twice is once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.units import events
from controller.units.importing import BadRows, read_units
from controller.units.mergers import read_mergers
from controller.units.models import Merger, Unit
from controller.units.renewals import renewals
from tests.controller.units.province import add_board

HEAD = "code,name,kind,tier,parent_code,valid_from,valid_to,lat,lon\n"
PROVINCE = "75,Đồng Nai,Tỉnh,province,,2025-07-01,,,\n"
COMMUNE = "25195,Bình Phước,Phường,commune,75,2025-07-01,,11.5,106.9\n"
MERGERS = "effective,from_code,from_name,into_code,into_name\n"


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


def take(session: Session, *rows: str, dry_run: bool = False) -> tuple[int, int, int]:
    reading = events.import_list(session, THE_SYSTEM, HEAD + "".join(rows), dry_run=dry_run)
    return len(reading.added), len(reading.changed), reading.same


def told(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadRows) as refused:
        read_units(text)
    return [(row.line, row.reason.en) for row in refused.value.rows]


def test_a_list_is_taken_once_and_a_dry_run_takes_nothing(engine: Engine) -> None:
    with session_scope(engine) as session:
        assert take(session, COMMUNE, PROVINCE, dry_run=True) == (2, 0, 0)
        assert session.exec(select(Unit)).all() == []
        assert take(session, COMMUNE, PROVINCE) == (2, 0, 0)
        assert take(session, COMMUNE, PROVINCE) == (0, 0, 2)
        assert session.get_one(Unit, "25195-20250701").parent_id == "75-20250701"


def test_a_correction_changes_that_row_alone(engine: Engine) -> None:
    with session_scope(engine) as session:
        take(session, COMMUNE, PROVINCE)
        assert take(session, COMMUNE.replace("11.5", "11.6"), PROVINCE) == (0, 1, 1)
        assert session.get_one(Unit, "25195-20250701").lat == 11.6


def test_a_renewed_parent_is_the_parent_of_all_below(engine: Engine) -> None:
    """Also of those the list does not name."""
    with session_scope(engine) as session:
        take(session, COMMUNE, PROVINCE)
        renewed = (
            PROVINCE.replace("2025-07-01,", "2025-07-01,2026-04-29"),
            "75,Đồng Nai,Thành phố,city,,2026-04-30,,,\n",
        )
        assert take(session, *renewed) == (1, 2, 0)
        assert session.get_one(Unit, "25195-20250701").parent_id == "75-20260430"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["75,,Tỉnh,province,,,,,\n"], [(2, "name: ''")]),
        ([PROVINCE, "1,A,Xã,commune,99,,,,\n"], [(3, "no unit 99 is above it")]),
        ([PROVINCE, PROVINCE], [(3, "the same unit as in line 2")]),
        ([PROVINCE, "75,B,Tỉnh,province,,2026-01-01,,,\n"], [(3, "75-20250701 and 75-20260101 on one day")]),
        (["75,A,Tỉnh,province,,2025-07-01,2025-06-30,,\n"], [(2, "2025-07-01 > 2025-06-30")]),
        (["75,A,Tỉnh,province,,0999-01-01,,,\n"], [(2, "can't be read")]),
        (["75,A,Tỉnh,province,,hôm qua,,,\n"], [(2, "can't be read")]),
        (["75,A,Tỉnh,province,,,,91,\n"], [(2, "can't be read (91)")]),
        (["75,A,Tỉnh,province,,,,nan,\n"], [(2, "can't be read (nan)")]),
        (["75,A,Tỉnh,province,,,,,,extra\n"], [(2, "extra")]),
        (["75,A\n"], [(2, "can't be read")]),
        (["a/b,A,Tỉnh,province,,,,,\n"], [(2, "not valid")]),
        (["71,A,Tỉnh,p,72,,,,\n", "72,B,Tỉnh,p,71,,,,\n"], [(2, "above itself"), (3, "above itself")]),
        (["?,A,T,p,,,,,\n", PROVINCE, "75,,T,p,,,,,\n"], [(2, "not valid"), (4, "name")]),
    ],
)
def test_every_bad_row_is_told_by_its_line(rows: list[str], expected: list[tuple[int, str]]) -> None:
    bad = told(HEAD + "".join(rows))
    assert [line for line, _ in bad] == [line for line, _ in expected]
    assert all(reason in said for (_, said), (_, reason) in zip(bad, expected, strict=True))


def test_a_list_without_its_columns_is_refused() -> None:
    assert told("code,name\n75,A\n") == [(1, "the columns kind, tier are missing")]
    assert told("") == [(1, "the columns code, name, kind, tier are missing")]


def test_a_bad_row_leaves_everything_as_it_was(engine: Engine) -> None:
    with session_scope(engine) as session, pytest.raises(BadRows, match="1 bad rows: line 3"):
        take(session, PROVINCE, "1,,,,,,,,\n")
    with session_scope(engine) as session:
        assert session.exec(select(Unit)).all() == []


def test_what_needs_an_event_is_refused(engine: Engine) -> None:
    with session_scope(engine) as session:
        take(session, PROVINCE, "70,Bình Phước,Tỉnh,province,,2020-01-01,,,\n", COMMUNE)
        with pytest.raises(BadRows, match="use units move"):
            take(session, COMMUNE.replace(",75,", ",70,"))
        session.get_one(Unit, "70-20200101").valid_to = date(2025, 6, 30)
        session.add(Merger(from_id="70-20200101", into_id="75-20250701", effective=date(2025, 7, 1)))
        session.flush()
        with pytest.raises(BadRows, match="others took its place"):
            take(session, "70,Bình Phước,Tỉnh,province,,2020-01-01,,,\n")


def test_what_still_stands_in_an_ended_unit_is_named(engine: Engine) -> None:
    with session_scope(engine) as session:
        take(session, PROVINCE, COMMUNE)
        add_board(session, "led", "25195-20250701")
        take(session, COMMUNE.replace("2025-07-01,", "2025-07-01,2026-12-31"))
        assert events.stranded(session, date(2026, 12, 31)) == []
        assert [unit.id for unit in events.stranded(session, date(2027, 1, 1))] == ["25195-20250701"]


def units_for_mergers() -> list[Unit]:
    rows = ["1,A,Xã,c,,,2025-06-30,,\n", "2,B,Xã,c,,,2025-06-30,,\n", "1,C,Xã,c,,2025-07-01,,,\n", "3,D,Xã,c,,,,,\n"]
    return list(read_units(HEAD + "".join(rows)).added)


def test_mergers_mean_the_records_of_the_day_and_twice_is_a_division() -> None:
    text = MERGERS + "2025-07-01,1,A,1,C\n2025-07-01,2,B,1,C\n2025-07-01,2,B,3,D\n"
    assert read_mergers(text, units_for_mergers()) == {
        date(2025, 7, 1): {"1-19000101": ("1-20250701",), "2-19000101": ("1-20250701", "3-19000101")}
    }


@pytest.mark.parametrize(
    "row", ["2025-07-01,1,C,1,C\n", "2025-07-01,1,A,1,A\n", "x,1,A,1,C\n", "0001-01-01,1,A,1,C\n", "1,1\n"]
)
def test_a_bad_row_of_mergers_is_told_by_its_line(row: str) -> None:
    with pytest.raises(BadRows, match="line 3"):
        read_mergers(MERGERS + "2025-07-01,1,A,1,C\n" + row, units_for_mergers())
    with pytest.raises(BadRows, match="columns"):
        read_mergers("a,b\n", units_for_mergers())


def test_a_code_that_goes_on_is_renewed_unless_a_merger_says_otherwise() -> None:
    rows = ["1,A,Xã,c,,,2025-06-30,,\n", "1,B,Phường,c,,2025-07-01,,,\n", "2,C,Xã,c,,,,,\n"]
    units = read_units(HEAD + "".join(rows)).added
    day = {date(2025, 7, 1): {"1-19000101": "1-20250701"}}
    assert renewals(units, []) == day
    assert renewals(units, [("1-19000101", "1-20250701")]) == day
    assert renewals(units, [("1-19000101", "2-19000101")]) == {}
    assert renewals(units, [("2-19000101", "1-20250701")]) == {}
