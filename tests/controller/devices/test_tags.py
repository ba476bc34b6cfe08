"""Labels: equal ones are one, only whoever has devices there puts them on, one sees those of devices one sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.devices.service import get_device, tag_device
from controller.devices.tags import MOST_ON_A_DEVICE, after, checked, key_of, list_tags, tag, tags_of
from controller.people.actor import THE_SYSTEM
from protocol.errors import InvalidInput, NotAllowed, NotFound
from tests.controller.places import CITY, NORTH, SOUTH, person, settle, stand

NFC, NFD = "Ch\u1ee3", "Cho\u031b\u0323"
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=","), max_size=12)


@pytest.fixture
def province(session):
    settle(session)
    stand(session, "led-1", NORTH, "led-p5-640x384")
    stand(session, "led-2", SOUTH, "led-p5-640x384")
    return session


def test_equal_labels_are_one(province):
    tag_device(province, THE_SYSTEM, "led-1", [NFC, NFD, " CHỢ ", "Trường  học", "", " "])
    assert tags_of(province, ["led-1", "led-2"]) == {"led-1": ("Chợ", "Trường học")}
    assert get_device(province, THE_SYSTEM, "led-1", 1).tags == ("Chợ", "Trường học")
    tag_device(province, THE_SYSTEM, "led-1", ["chợ"])
    assert tags_of(province, ["led-1"]) == {"led-1": ("Chợ",)}, "it reads as it was first written"
    tag_device(province, THE_SYSTEM, "led-1", [])
    assert tags_of(province, ["led-1"]) == {}


def test_one_sees_the_labels_of_the_devices_one_sees(province):
    tag(province, "led-1", ["Chợ", "Mới"])
    tag(province, "led-2", ["chợ"])
    assert list_tags(province, THE_SYSTEM) == [("Chợ", 2), ("Mới", 1)]
    assert list_tags(province, person("editor", SOUTH)) == [("chợ", 1)]


@pytest.mark.parametrize(
    ("who", "unit_id", "refusal"),
    [("technician", SOUTH, NotFound), ("editor", CITY, NotAllowed), ("auditor", NORTH, NotAllowed)],
)
def test_only_whoever_has_devices_there_labels_them(province, who, unit_id, refusal):
    with pytest.raises(refusal):
        tag_device(province, person(who, unit_id), "led-1", ["Chợ"])
    with pytest.raises(NotFound):
        tag_device(province, THE_SYSTEM, "none", ["Chợ"])


@pytest.mark.parametrize("labels", [["x" * 41], ["a,b"], ["a\x07"], [str(n) for n in range(MOST_ON_A_DEVICE + 1)]])
def test_what_is_no_label_is_refused(labels):
    with pytest.raises(InvalidInput):
        checked(labels)


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=6), st.lists(texts, max_size=6))
def test_putting_on_and_taking_off_is_as_with_sets(held, added, taken):
    keys = lambda labels: {key_of(one) for one in labels if one.strip()}  # noqa: E731
    held = list(checked(held).values())
    assert keys(after(held, added, taken)) == (keys(held) | keys(added)) - keys(taken)
