"""MQTT 3.1.1 as every broker of DESIGN.md speaks it; the one file of the controller that knows paho.

Invariants: a clean session; subscribed at QoS 0, published at QoS 1; no effect is concluded from a PUBACK. A will and a
birth on one retained topic tell every device whether the controller is there.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from protocol.documents import ControllerState
from protocol.ids import EpochMs
from protocol.timers import KEEPALIVE_S
from protocol.topics import CONTROLLER_READS, CONTROLLER_STATE

log = logging.getLogger(__name__)

Arrived = Callable[[str, bytes, bool, EpochMs], None]
"""(topic, payload, retained, now), from the link's thread; returns at once."""
RECONNECT_WITHIN_S = (1, 8)
"""First and longest pause. There is one controller, so nobody is stampeded; boards wait for it."""
MOST_IN_FLIGHT = 200
FAREWELL_S = 2.0


@dataclass(frozen=True, slots=True)
class Login:
    """How the controller reaches its broker. ``ca_file`` None with ``tls`` means the system's authorities."""

    host: str
    port: int
    username: str
    password: str
    tls: bool = False
    ca_file: Path | None = None


class BrokerLink:
    """The controller's one connection, kept up by a thread of its own from :meth:`start` to :meth:`stop`."""

    def __init__(self, login: Login, arrived: Arrived, clock: Callable[[], EpochMs]) -> None:
        self.boot_id = secrets.token_hex(8)
        self.listening_since_ms: EpochMs | None = None
        """Since when devices are heard; None while there is no connection. A new value is a new connection."""
        self._arrived, self._clock, self._login = arrived, clock, login
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=login.username, clean_session=True, protocol=MQTTv311
        )
        self._prepare()

    def start(self) -> None:
        """Begin to connect; goes on trying until :meth:`stop`."""
        self._client.connect_async(self._login.host, self._login.port, KEEPALIVE_S)
        self._client.loop_start()

    def stop(self) -> None:
        """Say that the controller goes, disconnect and end the thread."""
        if self.listening_since_ms is not None:
            said = self._client.publish(CONTROLLER_STATE, self._state(online=False), qos=1, retain=True)
            if said.rc == MQTTErrorCode.MQTT_ERR_SUCCESS:
                said.wait_for_publish(FAREWELL_S)
        self._client.disconnect()
        self._client.loop_stop()

    def publish(self, topic: str, payload: bytes, retain: bool) -> bool:
        """Whether the connection took it. It may still be lost: then the next connection is given everything again."""
        if self.listening_since_ms is None:
            return False
        return self._client.publish(topic, payload, qos=1, retain=retain).rc == MQTTErrorCode.MQTT_ERR_SUCCESS

    def tell_time(self) -> None:
        """Publishes that the controller is here and what time it is: a hint for boards without a clock."""
        self.publish(CONTROLLER_STATE, self._state(online=True), retain=True)

    def _prepare(self) -> None:
        client, login = self._client, self._login
        client.username_pw_set(login.username, login.password)
        if login.tls:
            client.tls_set(ca_certs=str(login.ca_file) if login.ca_file else None)
        client.will_set(CONTROLLER_STATE, self._state(online=False), qos=1, retain=True)
        client.reconnect_delay_set(*RECONNECT_WITHIN_S)
        client.max_inflight_messages_set(MOST_IN_FLIGHT)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message

    def _state(self, *, online: bool) -> bytes:
        return msgspec.json.encode(ControllerState(online=online, boot_id=self.boot_id, wall_ms=self._clock()))

    def _on_connect(
        self, client: Client, _user: object, _flags: ConnectFlags, code: ReasonCode, _props: Properties | None
    ) -> None:
        if code.is_failure:
            log.error("the broker refuses the controller: %s", code)
            return
        client.subscribe(CONTROLLER_READS, qos=0)
        self.listening_since_ms = self._clock()
        self.tell_time()

    def _on_disconnect(
        self, _client: Client, _user: object, _flags: DisconnectFlags, code: ReasonCode, _props: Properties | None
    ) -> None:
        self.listening_since_ms = None
        log.info("disconnected from the broker: %s", code)

    def _on_message(self, _client: Client, _user: object, message: MQTTMessage) -> None:
        self._arrived(message.topic, bytes(message.payload), message.retain, self._clock())
