"""What the panel's form says, as a draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.alerts.form import AREA_CHARACTERS, AlertForm, area_of, empty_form, local_minute
from protocol.errors import InvalidInput

ZONE = "Asia/Ho_Chi_Minh"
NOON_MS = 1_800_000_000_000
"""2027-01-15 15:00 in Viet Nam."""


def test_a_form_becomes_a_draft():
    form = AlertForm(level="4", event=" Lũ quét ", until="2027-01-15T17:30", drill=True, unit_ids=("u-1",))
    draft = form.draft(["Xã A"], "Thành phố B", ZONE)
    assert (draft.level, draft.event, draft.status, draft.unit_ids) == (4, "Lũ quét", "Exercise", ("u-1",))
    assert draft.until_ms == NOON_MS + 150 * 60_000
    (text,) = draft.texts
    assert (text.language, text.headline, text.area, text.sender_name) == ("vi", "Lũ quét", "Xã A", "Thành phố B")


def test_the_headline_stands_when_there_is_one():
    form = AlertForm(event="Lũ", headline="Lũ trên suối Rạt", until="2027-01-15T17:30")
    assert form.draft([], "", ZONE).texts[0].headline == "Lũ trên suối Rạt"


@pytest.mark.parametrize("level", ["", "0", "6", "12", "x"])
def test_an_impossible_level_is_left_to_the_check_of_drafts(level):
    assert AlertForm(level=level, until="2027-01-15T17:30").draft([], "", ZONE).level == 0


@pytest.mark.parametrize("until", ["", "soon", "2027-13-01T00:00", "17:30"])
def test_without_a_moment_there_is_no_draft(until):
    with pytest.raises(InvalidInput):
        AlertForm(until=until).draft([], "", ZONE)


def test_a_new_form_lasts_two_hours():
    assert empty_form(NOON_MS, ZONE).until == "2027-01-15T17:00"


@given(st.integers(0, 4_000_000_000_000))
def test_a_moment_comes_back_to_the_minute(at_ms):
    draft = AlertForm(until=local_minute(at_ms, ZONE)).draft([], "", ZONE)
    assert draft.until_ms == at_ms - at_ms % 60_000


@given(st.lists(st.text("ăâđêôơư ", min_size=1, max_size=60), max_size=60))
def test_an_area_always_fits_and_hides_nobody(names):
    area = area_of(names)
    assert len(area) <= AREA_CHARACTERS
    assert area == ", ".join(names) or area.endswith("đơn vị khác")


def test_many_units_are_counted():
    assert area_of(["Xã " + "x" * 97] * 8).endswith("và 4 đơn vị khác")
