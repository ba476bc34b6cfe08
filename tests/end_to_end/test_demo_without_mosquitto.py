"""The same house where no Mosquitto can be had: amqtt is the broker, on loopback only, and it is said aloud."""

from __future__ import annotations

import json

import pytest

from tests.end_to_end.demo import Demo, children_of
from tests.servers.waiting import wait_for

pytestmark = [pytest.mark.timeout(420), pytest.mark.long]
DEMO_OPTIONS = ("--broker", "amqtt")
ALERT = ("--level", "3", "--event", "Lũ quét", "--headline", "Nước suối Rạt lên nhanh", "--to", "75-20260430")


def test_it_says_which_broker_it_uses(demo: Demo) -> None:
    assert "amqtt is the broker, on this machine only (127.0.0.1)" in demo.said


def test_a_warning_reaches_all_three(demo: Demo) -> None:
    assert {row["state"] for row in demo.devices().values()} == {"online"}
    alert = json.loads(demo.controller("alert", "send", *ALERT, "--wait", "--json"))
    assert alert["counts"] == alert["counts"] | {"of": 3, "rendered": 3, "all_rendered": True}
    demo.controller("alert", "lift", alert["id"])
    wait_for(
        lambda: all("alert" not in row["showing"]["screen"] for row in demo.devices().values()), "boards return", 30.0
    )


def test_it_leaves_nobody_behind(demo: Demo) -> None:
    assert demo.stop() == 0
    assert children_of(demo.folder) == []
