from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Engine

from controller.db import session_scope
from controller.documents.service import put
from controller.keys.ring import Keyring
from controller.link.courier import Courier
from protocol.documents import AlertSet, Desired
from protocol.ids import EpochMs, UnitId
from protocol.jws import Signer

UNIT = "25195-20250701"
DEVICES, PORTION = 40, 10


@dataclass(slots=True)
class Link:
    """A link during whose third message somebody warns."""

    engine: Engine
    topics: list[str] = field(default_factory=list)
    listening_since_ms: EpochMs | None = field(default=EpochMs(1))

    def publish(self, topic: str, payload: bytes, retain: bool) -> bool:
        self.topics.append(topic)
        if len(self.topics) == 3:
            with session_scope(self.engine) as session:
                put(session, "alerts", UNIT, AlertSet())
        return True


def test_an_alert_overtakes_desired_states_that_are_on_their_way(any_engine: Engine) -> None:
    working = Signer.generate()
    with session_scope(any_engine) as session:
        for number in range(DEVICES):
            put(session, "desired", f"d-{number:03}", Desired(unit_name="x", areas=(UnitId(UNIT),)))
    link = Link(any_engine)
    courier = Courier(any_engine, Keyring(working.public_key, working, working), link, PORTION)
    assert courier.deliver() == DEVICES + 1
    assert link.topics.index(f"rao/v1/area/{UNIT}/alerts") == PORTION
