"""The same link on amqtt, the broker of a demo on a machine without Mosquitto."""

from __future__ import annotations

import msgspec

from agent.link.arrivals import Arrived, Delivered, Online
from protocol.ids import DeviceId
from protocol.topics import area_alerts, down, up
from protocol.uplink import Status
from tests.agent.bus import bus_on
from tests.agent.link.test_mqtt import AREA, ME, linked


def test_documents_come_and_words_go(amqtt_port: int) -> None:
    with bus_on(amqtt_port) as bus:
        bus.publish(down(ME, "desired"), b"desired")
        bus.publish(area_alerts(AREA), b"alerts")
        others = msgspec.json.encode(Status(sid="session-of-another", online=False))
        bus.publish(up(DeviceId("other-1"), "status"), others)
        with linked(amqtt_port) as (link, inbox):
            first = [inbox.next(object) for _ in range(3)]
            assert {one.token for one in first if isinstance(one, Arrived)} == {b"desired", b"alerts"}
            (sid,) = (one.sid for one in first if isinstance(one, Online))
            status = Status(sid=sid, online=True, seq=1)
            receipt = link.publish("status", msgspec.json.encode(status), retain=True)
            assert inbox.next(Delivered).receipt == receipt
            assert bus.wait_for("status", Status, lambda one: one.online) == status
