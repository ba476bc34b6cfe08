"""MQTT 3.1.1 as every broker of DESIGN.md speaks it; the one file that knows paho.

A new client, and so a new session id, for each connection: nothing half-sent or half-subscribed outlives a connection,
and the will of an old one can be told from the present one. What was not delivered is the outbox's to send again.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable
from random import Random

import msgspec
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from agent.link.addresses import Address, addresses, subscriptions
from agent.link.arrivals import Arrival, Delivered, Dropped, Offline, Online
from agent.link.backoff import delay_s
from agent.link.reading import read_message
from agent.link.tls import ResumingContext
from protocol.enrolment import BrokerLogin
from protocol.ids import DeviceId, UnitId
from protocol.timers import KEEPALIVE_S, RECONNECT_MOST_S
from protocol.topics import Up, area_alerts, up
from protocol.uplink import Status

Post = Callable[[Arrival], None]
"""Takes what arrived, from the link's thread, and returns at once."""
CONNECT_PATIENCE_S = 20.0
FAREWELL_S = 2.0


class MqttLink:
    """One device's connection to its broker, kept up by a thread of its own from :meth:`start` to :meth:`stop`."""

    def __init__(self, device: DeviceId, login: BrokerLogin, areas: Iterable[UnitId], post: Post) -> None:
        self._device, self._login, self._post = device, login, post
        self._areas = tuple(areas)
        self._tls = ResumingContext.trusting(login.ca_pem) if login.tls else None
        self._session: _Session | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_connected, name="mqtt", daemon=True)

    def start(self) -> None:
        """Begin to connect."""
        self._thread.start()

    def stop(self, farewell: bytes | None = None) -> None:
        """Say ``farewell`` as the retained status, disconnect and end the thread."""
        self._stopping.set()
        if (session := self._session) is not None:
            session.leave(farewell)
        self._thread.join(timeout=FAREWELL_S)

    def listen(self, areas: Iterable[UnitId]) -> None:
        """Listen to the alerts of ``areas`` from now on, and be sent every retained document again."""
        before, self._areas = set(self._areas), tuple(areas)
        if (session := self._session) is not None:
            session.forget([area_alerts(unit) for unit in before - set(self._areas)])
            session.subscribe(self._areas)

    def ask_again(self) -> None:
        """Have the broker send every retained document once more (a repeated subscription does that)."""
        self.listen(self._areas)

    def publish(self, leaf: Up, payload: bytes, *, retain: bool = False) -> str | None:
        """Send; the receipt a :class:`Delivered` will name, or None when there is no connection."""
        session = self._session
        return session.publish(leaf, payload, retain=retain) if session is not None else None

    def _keep_connected(self) -> None:
        attempt, random = 0, Random()  # noqa: S311  (spreads load, guards nothing)
        while not self._stopping.is_set():
            began_s = time.monotonic()
            self._connect_once()
            attempt = 0 if time.monotonic() - began_s > RECONNECT_MOST_S else attempt + 1
            self._stopping.wait(delay_s(attempt, random))

    def _connect_once(self) -> None:
        self._session = session = _Session(self._device, self._login, self._tls, self._post)
        try:
            session.live(self._areas)
        except OSError as error:
            if self._tls is not None:
                self._tls.abandon()
            self._post(Offline(str(error)))
        finally:
            self._session = None


class _Session:
    """One connection, from CONNECT to its end."""

    def __init__(self, device: DeviceId, login: BrokerLogin, tls: ResumingContext | None, post: Post) -> None:
        self.sid = secrets.token_hex(8)
        self._device, self._login, self._tls, self._post = device, login, tls, post
        self._carried: dict[str, Address] = {}
        self._welcomed = False
        self._client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=device,
            clean_session=True,
            protocol=MQTTv311,
            reconnect_on_failure=False,
        )
        self._prepare()

    def live(self, areas: Iterable[UnitId]) -> None:
        """Connect, and return when the connection has ended; raises OSError when there was none."""
        self._areas = tuple(areas)
        self._client.connect(self._login.host, self._login.port, KEEPALIVE_S)
        self._client.loop_forever()

    def leave(self, farewell: bytes | None) -> None:
        """End the connection; a clean end publishes no will, so ``farewell`` says it."""
        if farewell is not None and self._welcomed and self._client.is_connected():
            said = self._client.publish(up(self._device, "status"), farewell, qos=1, retain=True)
            said.wait_for_publish(timeout=FAREWELL_S)
        self._client.disconnect()

    def subscribe(self, areas: Iterable[UnitId]) -> None:
        """Subscribe to every topic of this device by its exact name."""
        self._areas = tuple(areas)
        self._carried = addresses(self._device, self._areas)
        if self._client.is_connected():
            self._client.subscribe([(topic, 0) for topic in subscriptions(self._device, self._areas)])

    def forget(self, topics: list[str]) -> None:
        """Listen to ``topics`` no more."""
        if topics and self._client.is_connected():
            self._client.unsubscribe(topics)

    def publish(self, leaf: Up, payload: bytes, *, retain: bool) -> str | None:
        """Send on this connection; None before it stands."""
        if not self._welcomed or not self._client.is_connected():
            return None
        return self._receipt(self._client.publish(up(self._device, leaf), payload, qos=1, retain=retain).mid)

    def _prepare(self) -> None:
        client = self._client
        client.connect_timeout = CONNECT_PATIENCE_S
        client.username_pw_set(self._login.username, self._login.password)
        if self._tls is not None:
            client.tls_set_context(self._tls)
        will = msgspec.json.encode(Status(sid=self.sid, online=False))
        client.will_set(up(self._device, "status"), will, qos=1, retain=True)
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        client.on_message = self._on_message

    def _on_connect(self, _c: Client, _u: object, _f: ConnectFlags, code: ReasonCode, _p: Properties | None) -> None:
        if not code.is_failure:
            self.subscribe(self._areas)

    def _on_subscribe(self, _c: Client, _u: object, _mid: int, codes: list[ReasonCode], _p: Properties | None) -> None:
        refused = sum(code.is_failure for code in codes)
        if refused:
            self._post(Dropped("SUBACK", f"the broker refused {refused} subscriptions"))
        if self._tls is not None:
            self._tls.remember(self._client.socket())
        if not self._welcomed:
            self._welcomed = True
            self._post(Online(self.sid))

    def _on_disconnect(
        self, _c: Client, _u: object, _f: DisconnectFlags, code: ReasonCode, _p: Properties | None
    ) -> None:
        self._post(Offline(str(code)))

    def _on_publish(self, _c: Client, _u: object, mid: int, _code: ReasonCode, _p: Properties | None) -> None:
        self._post(Delivered(self._receipt(mid)))

    def _on_message(self, _c: Client, _u: object, message: MQTTMessage) -> None:
        address = self._carried.get(message.topic)
        read = read_message(address, message.topic, bytes(message.payload), retained=message.retain)
        if read is not None:
            self._post(read)

    def _receipt(self, mid: int) -> str:
        return f"{self.sid}:{mid}"
