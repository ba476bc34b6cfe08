"""The shipped facts, and refusal of rows which can't be facts."""

from datetime import date

import pytest

from controller.units.dated import UNRECORDED
from controller.units.facts import read_facts, shipped_facts
from protocol.errors import InvalidInput
from protocol.ids import ID_PATTERN

HEAD = "code,name,kind,tier,parent_code,valid_from,valid_to,lat,lon\n"
MERGERS = "effective,from_code,from_name,into_code,into_name\n"


def test_both_states_are_shipped():
    facts = shipped_facts()
    old = [unit for unit in facts.units if unit.tier == "commune" and unit.valid_to == date(2025, 6, 30)]
    now = [unit for unit in facts.units if unit.tier == "commune" and unit.valid_to is None]
    assert (len(old), len(now), len(facts.mergers)) == (111, 95, 111 + 14)


def test_every_id_is_a_wire_id_and_unique():
    ids = [unit.id for unit in shipped_facts().units]
    assert len(set(ids)) == len(ids)
    assert all(ID_PATTERN.fullmatch(unit_id) for unit_id in ids)


def test_a_reused_code_is_two_units_with_two_meanings():
    names = {unit.id: unit.name for unit in shipped_facts().units if unit.code == "25195"}
    assert names == {"25195-19000101": "Phường Tân Phú", "25195-20250701": "Phường Bình Phước"}


def test_parents_come_before_children():
    seen = set[str]()
    for unit in shipped_facts().units:
        assert unit.parent_id is None or unit.parent_id in seen
        seen.add(unit.id)


def test_a_unit_without_a_date_is_older_than_the_records():
    (unit,) = read_facts(HEAD + "70,Tỉnh Bình Phước,Tỉnh,province,,,2025-06-30,,\n", MERGERS).units
    assert (unit.valid_from, unit.id, unit.lat) == (UNRECORDED, "70-19000101", None)


@pytest.mark.parametrize(
    "row",
    [
        "70,T,Tỉnh,province,,yesterday,,,\n",
        "70,T,Tỉnh,province,,,,north,\n",
        "70,T,Tỉnh,province,99,,,,\n",
        "?!,T,Tỉnh,province,,,,,\n",
        "70,T\n",
    ],
)
def test_a_bad_row_is_refused(row):
    with pytest.raises(InvalidInput):
        read_facts(HEAD + row, MERGERS)


def test_a_circle_of_parents_is_refused():
    with pytest.raises(InvalidInput):
        read_facts(HEAD + "71,A,Tỉnh,province,72,,,,\n72,B,Tỉnh,province,71,,,,\n", MERGERS)


def test_a_merger_of_an_unknown_unit_is_refused():
    with pytest.raises(InvalidInput):
        read_facts(HEAD, MERGERS + "2025-07-01,1,A,2,B\n")
