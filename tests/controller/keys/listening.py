"""A board as far as documents go: it hears them at a real broker and judges each."""

from __future__ import annotations

from dataclasses import dataclass, field

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from controller.clock import wall_ms
from protocol.documents import AUDIENCE_ALL, Desired, Kind
from protocol.ids import DeviceId, UnitId
from protocol.intake import Intake, Now, Outcome, opened, take
from protocol.jws import read_header
from protocol.topics import CONTROLLER_TRUST, area_alerts, down

UNIT = UnitId("25195-20250701")
ME = DeviceId("d-abc123")
TOPICS: dict[str, tuple[Kind, str]] = {
    CONTROLLER_TRUST: ("trust", AUDIENCE_ALL),
    area_alerts(UNIT): ("alerts", UNIT),
    down(ME, "desired"): ("desired", ME),
}


@dataclass
class Board:
    """A board's link and intake: it judges each document as it comes."""

    port: int
    intake: Intake
    outcomes: list[Outcome] = field(default_factory=list)
    client: Client = field(default_factory=lambda: Client(CallbackAPIVersion.VERSION2, client_id=ME))

    def join(self) -> None:
        self.client.on_connect = lambda client, *_: client.subscribe([(topic, 0) for topic in TOPICS])
        self.client.on_message = self._judge
        self.client.connect("127.0.0.1", self.port)
        self.client.loop_start()

    def leave(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def _judge(self, _client: Client, _user: object, message: MQTTMessage) -> None:
        kind, aud = TOPICS[message.topic]
        self.intake, outcome = take(self.intake, kind, aud, bytes(message.payload), Now(wall_ms(), "trusted"))
        self.outcomes.append(outcome)

    def kids(self) -> set[str]:
        """The keys behind what it holds, but for the trust list."""
        return {read_header(held.token).kid for held in self.intake.held.values() if held.kind != "trust"}

    def name(self) -> str:
        body = opened(self.intake.held["desired", ME]).body
        assert isinstance(body, Desired)
        return body.unit_name
