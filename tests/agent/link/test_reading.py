from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.link.addresses import addresses, subscriptions
from agent.link.arrivals import Arrived, Dropped, Hint
from agent.link.poll import poll_path
from agent.link.reading import read_message
from protocol.documents import ControllerState
from protocol.ids import DeviceId, EpochMs, UnitId
from protocol.limits import LIMITS
from protocol.topics import CONTROLLER_STATE, CONTROLLER_TRUST, area_alerts, down

ME, AREA = DeviceId("led-001"), UnitId("25195-20250701")
MINE = addresses(ME, [AREA])


def test_a_device_reads_exactly_its_own_topics() -> None:
    assert subscriptions(ME, [AREA]) == [
        CONTROLLER_STATE,
        CONTROLLER_TRUST,
        down(ME, "desired"),
        down(ME, "alerts"),
        down(ME, "cmd"),
        area_alerts(AREA),
    ]
    assert not any("+" in topic or "#" in topic for topic in subscriptions(ME, [AREA]))


@pytest.mark.parametrize("topic", list(MINE))
def test_a_document_is_handed_on_with_whom_it_is_for(topic: str) -> None:
    kind, aud = MINE[topic]
    assert read_message(MINE[topic], topic, b"token", retained=False) == Arrived(kind, aud, b"token", "mqtt")


def test_a_retained_command_is_dropped_and_other_retained_documents_are_not() -> None:
    for topic, address in MINE.items():
        read = read_message(address, topic, b"token", retained=True)
        assert isinstance(read, Dropped if address[0] == "command" else Arrived)


def test_a_topic_nobody_asked_for_says_nothing() -> None:
    assert read_message(None, "rao/v1/dev/other-1/up/status", b"x", retained=True) is None


def test_a_message_that_is_too_long_is_dropped() -> None:
    long = b"x" * (LIMITS.document_bytes + 1)
    assert isinstance(read_message(("desired", ME), down(ME, "desired"), long, retained=False), Dropped)


def test_a_cleared_topic_says_nothing() -> None:
    assert read_message(("desired", ME), down(ME, "desired"), b"", retained=False) is None


def test_the_controllers_state_is_a_hint() -> None:
    state = ControllerState(online=True, boot_id="b", wall_ms=EpochMs(5))
    assert read_message(None, CONTROLLER_STATE, msgspec.json.encode(state), retained=True) == Hint(state)


@given(st.binary(min_size=1), st.booleans())
def test_no_bytes_stop_a_device(payload: bytes, retained: bool) -> None:
    assert isinstance(read_message(None, CONTROLLER_STATE, payload, retained=retained), Dropped | Hint)


def test_every_document_but_commands_can_be_polled() -> None:
    paths = {topic: poll_path(address) for topic, address in MINE.items()}
    assert paths == {
        CONTROLLER_TRUST: "/api/v1/device/trust",
        down(ME, "desired"): "/api/v1/device/desired",
        down(ME, "alerts"): "/api/v1/device/alerts/led-001",
        area_alerts(AREA): "/api/v1/device/alerts/25195-20250701",
        down(ME, "cmd"): None,
    }
