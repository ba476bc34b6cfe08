from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.broker.acl import acl_text, allows, covers

ME, OTHER, CONTROLLER = "d-aaa", "d-bbb", "rao-controller"


def may(verb: str, topic: str, who: str = ME) -> bool:
    return allows(who, CONTROLLER, "read" if verb == "read" else "write", f"rao/v1/{topic}")


def test_a_device_reads_what_is_for_it_and_writes_what_it_is() -> None:
    assert may("read", "ctl/state")
    assert may("read", "area/25195-20250701/alerts")
    assert may("read", "dev/d-aaa/down/desired")
    assert may("write", "dev/d-aaa/up/status")


@pytest.mark.parametrize(
    ("verb", "topic"),
    [
        ("write", "ctl/state"),
        ("write", "area/25195-20250701/alerts"),
        ("write", "dev/d-aaa/down/desired"),
        ("read", "dev/d-bbb/down/desired"),
        ("read", "dev/+/down/desired"),
        ("read", "dev/d-aaa/#"),
        ("read", "#"),
        ("write", "dev/d-bbb/up/status"),
        ("read", "dev/d-bbb/up/status"),
        ("read", "dev/d-aaa/up/status"),
    ],
)
def test_and_nothing_else(verb: str, topic: str) -> None:
    assert not may(verb, topic)


def test_the_controller_writes_everything_and_reads_what_devices_say() -> None:
    assert may("write", "area/25195-20250701/alerts", CONTROLLER)
    assert may("read", "dev/+/up/+", CONTROLLER)
    assert not may("read", "dev/d-aaa/down/desired", CONTROLLER)


def test_mosquittos_file_says_the_same() -> None:
    assert acl_text(CONTROLLER).splitlines() == [
        "pattern read rao/v1/ctl/#",
        "pattern read rao/v1/area/#",
        "pattern read rao/v1/dev/%u/down/#",
        "pattern write rao/v1/dev/%u/up/#",
        "",
        "user rao-controller",
        "topic read rao/v1/dev/+/up/#",
        "topic write rao/v1/#",
    ]


LEVELS = st.lists(st.sampled_from(["a", "b", "+"]), min_size=1, max_size=4)
TOPICS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=5)
FILTERS = st.tuples(LEVELS, st.booleans()).map(lambda made: "/".join([*made[0], *(["#"] if made[1] else [])]))


def matches(topic_filter: str, topic: list[str]) -> bool:
    """MQTT 3.1.1, section 4.7, written as it is told there."""
    levels = topic_filter.split("/")
    if levels[-1] == "#":
        head = levels[:-1]
        return len(topic) >= len(head) and all(one in ("+", two) for one, two in zip(head, topic, strict=False))
    return len(levels) == len(topic) and all(one in ("+", two) for one, two in zip(levels, topic, strict=True))


@given(FILTERS, FILTERS, TOPICS)
def test_a_filter_that_is_covered_matches_nothing_more(pattern: str, wanted: str, topic: list[str]) -> None:
    if covers(pattern, wanted) and matches(wanted, topic):
        assert matches(pattern, topic)
    assert covers(pattern, "/".join(topic)) == matches(pattern, topic)
