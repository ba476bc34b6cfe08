"""What every test may ask for."""

from __future__ import annotations

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
