from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import topics
from protocol.errors import InvalidInput
from protocol.ids import ID_PATTERN, DeviceId, UnitId, valid_id
from protocol.topics import Uplink, parse_uplink

IDS = st.from_regex(ID_PATTERN, fullmatch=True)


@given(IDS, st.sampled_from(["status", "report", "ack", "log"]))
def test_an_uplink_topic_is_read_as_it_was_written(device: str, leaf: str) -> None:
    assert parse_uplink(topics.up(DeviceId(device), leaf)) == Uplink(DeviceId(device), leaf)  # type: ignore[arg-type]


@given(st.text(max_size=60))
def test_other_topics_are_none_of_ours(topic: str) -> None:
    read = parse_uplink(topic)
    assert read is None or topics.up(read.device, read.leaf) == topic


@pytest.mark.parametrize(
    "topic",
    [
        topics.down(DeviceId("led-001"), "desired"),
        topics.CONTROLLER_STATE,
        "rao/v1/dev/led-001/up/other",
        "rao/v1/dev/LED/up/status",
        "rao/v1/dev/led-001/up/status/more",
        "rao/v2/dev/led-001/up/status",
    ],
)
def test_these_are_no_uplinks(topic: str) -> None:
    assert parse_uplink(topic) is None


def test_the_topics_are_those_of_the_design() -> None:
    assert topics.area_alerts(UnitId("25195-20250701")) == "rao/v1/area/25195-20250701/alerts"
    assert topics.down(DeviceId("led-001"), "cmd") == "rao/v1/dev/led-001/down/cmd"
    assert topics.CONTROLLER_TRUST == "rao/v1/ctl/trust"


@pytest.mark.parametrize("text", ["", "ab", "-ab", "a.b", "a b", "ABC", "x" * 33, "a/b", "đèn"])
def test_ids_that_a_broker_could_misread_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="not valid"):
        valid_id(text)


@given(IDS)
def test_a_good_id_is_given_back(text: str) -> None:
    assert valid_id(text) == text
