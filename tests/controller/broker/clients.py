"""MQTT clients for tests of access: what they may do is told by what arrives, since a PUBACK proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from paho.mqtt.client import Client, MQTTMessage, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion

from tests.servers.waiting import wait_for


class Guest:
    """One client that has been answered by the broker."""

    def __init__(self, port: int, username: str, password: str, client_id: str = "", ca: Path | None = None) -> None:
        self.heard: dict[str, bytes] = {}
        self.answer: str = ""
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=client_id or username, clean_session=True, protocol=MQTTv311
        )
        self._client.username_pw_set(username, password)
        if ca is not None:
            self._client.tls_set(ca_certs=str(ca))
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message
        self.connected = False
        self._port = port

    def join(self) -> Guest:
        """Connects and waits for the broker's answer."""
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        wait_for(lambda: self.answer, "the broker's answer")
        return self

    def leave(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def hear(self, *topics: str) -> Guest:
        """Subscribes, and waits for the broker's answer."""
        granted: list[int] = []
        self._client.on_subscribe = lambda _c, _u, _m, codes, _p: granted.append(len(codes))
        self._client.subscribe([(topic, 0) for topic in topics])
        wait_for(lambda: granted, "the subscription")
        return self

    def say(self, topic: str, text: str, retain: bool = False) -> None:
        """Publishes at QoS 1 and waits for the broker's acknowledgement (which says nothing about the effect)."""
        self._client.publish(topic, text, qos=1, retain=retain).wait_for_publish(1)

    def will(self, topic: str, text: str) -> Guest:
        self._client.will_set(topic, text, qos=1, retain=True)
        return self

    def drop(self) -> None:
        """Ends the connection as a power cut would: without a DISCONNECT."""
        socket = self._client.socket()
        assert socket is not None
        self._client.loop_stop()
        socket.close()

    def _on_connect(self, _client: Client, _user: object, _flags: object, code: object, _props: object) -> None:
        self.answer = str(code)
        self.connected = self.answer == "Success"
        if not self.connected:
            self._client.disconnect()

    def _on_disconnect(self, *_: object) -> None:
        self.connected = False

    def _on_message(self, _client: Client, _user: object, message: MQTTMessage) -> None:
        self.heard[message.topic] = bytes(message.payload)


Open = Callable[..., Guest]


@contextmanager
def guests(port: int, ca: Path | None = None) -> Iterator[Open]:
    """``open(username, password, client_id="")`` joins a client; all leave at the end."""
    joined: list[Guest] = []

    def open_guest(username: str, password: str, client_id: str = "") -> Guest:
        joined.append(Guest(port, username, password, client_id, ca).join())
        return joined[-1]

    yield open_guest
    for guest in joined:
        guest.leave()
