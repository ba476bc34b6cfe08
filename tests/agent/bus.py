"""The controller's side of the broker in the tests of a device."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from protocol.topics import CONTROLLER_READS
from protocol.wire import decode
from tests.servers.ports import LOOPBACK

T = TypeVar("T")
PATIENCE_S = 20.0


class Bus:
    """Publishes what a test wants and keeps what devices publish."""

    def __init__(self, client: mqtt.Client) -> None:
        self._client = client
        self._arrived = threading.Condition()
        self.messages: list[tuple[str, bytes, bool]] = []
        client.on_message = self._take

    def publish(self, topic: str, payload: bytes, *, retain: bool = True) -> None:
        self._client.publish(topic, payload, qos=1, retain=retain).wait_for_publish(PATIENCE_S)

    def of(self, leaf: str, shape: type[T]) -> list[T]:
        return [decode(payload, shape) for topic, payload, _ in self.messages if topic.endswith(f"/up/{leaf}")]

    def wait_for(self, leaf: str, shape: type[T], good: Callable[[T], bool], within_s: float = PATIENCE_S) -> T:
        """The first message of this kind that is ``good``, past or to come."""
        with self._arrived:
            found = self._arrived.wait_for(lambda: any(good(one) for one in self.of(leaf, shape)), within_s)
            assert found, [message[:2] for message in self.messages]
            return next(one for one in self.of(leaf, shape) if good(one))

    def _take(self, _client: object, _userdata: object, message: mqtt.MQTTMessage) -> None:
        with self._arrived:
            self.messages.append((message.topic, bytes(message.payload), message.retain))
            self._arrived.notify_all()


@contextmanager
def bus_on(port: int) -> Iterator[Bus]:
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="controller")
    subscribed = threading.Event()
    bus = Bus(client)
    client.on_connect = lambda *_: client.subscribe(CONTROLLER_READS)
    client.on_subscribe = lambda *_: subscribed.set()
    client.connect(LOOPBACK, port)
    client.loop_start()
    assert subscribed.wait(PATIENCE_S)
    try:
        yield bus
    finally:
        client.disconnect()
        client.loop_stop()
