"""What every test may ask for."""

from __future__ import annotations

import pytest

from tests.servers.amqtt import amqtt_port
from tests.servers.chromium import browser, page
from tests.servers.mosquitto import mosquitto_port, run_mosquitto
from tests.servers.postgres import postgres_port, postgres_url
from tests.servers.s3 import s3_bucket, s3_endpoint
from tests.servers.xvfb import x_display

__all__ = [
    "amqtt_port",
    "browser",
    "mosquitto_port",
    "page",
    "postgres_port",
    "postgres_url",
    "run_mosquitto",
    "s3_bucket",
    "s3_endpoint",
    "x_display",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that may take longest begin first: they mostly wait, and shorter ones run beside them."""
    longest: dict[object, float] = {}
    for item in items:
        mark = item.get_closest_marker("timeout")
        longest[item.path] = max(longest.get(item.path, 0.0), float(mark.args[0]) if mark else 0.0)
    items.sort(key=lambda item: -longest[item.path])
