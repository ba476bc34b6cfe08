"""The brokers that tests start are real: what is published arrives, and they are gone afterwards."""

from __future__ import annotations

import threading
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from tests.servers.mosquitto import mosquitto, open_config
from tests.servers.ports import LOOPBACK, accepts, free_port


def goes_round(port: int) -> bytes:
    arrived, held = threading.Event(), []
    client = mqtt.Client(CallbackAPIVersion.VERSION2)

    def on_connect(*_: object) -> None:
        client.subscribe("rao/v1/there-and-back")

    def on_subscribe(*_: object) -> None:
        client.publish("rao/v1/there-and-back", b"loa", qos=1)

    def on_message(_client: object, _userdata: object, message: mqtt.MQTTMessage) -> None:
        held.append(message.payload)
        arrived.set()

    client.on_connect, client.on_subscribe, client.on_message = on_connect, on_subscribe, on_message
    client.connect(LOOPBACK, port)
    client.loop_start()
    assert arrived.wait(10)
    client.disconnect()
    client.loop_stop()
    return bytes(held[0])


def test_mosquitto_carries_a_message(mosquitto_port: int) -> None:
    assert goes_round(mosquitto_port) == b"loa"


def test_amqtt_carries_a_message(amqtt_port: int) -> None:
    assert goes_round(amqtt_port) == b"loa"


def test_a_broker_ends_with_its_block(tmp_path: Path) -> None:
    port = free_port()
    with mosquitto(open_config(tmp_path, port), port) as child:
        assert accepts(port)
    assert not accepts(port)
    assert child.process.returncode == 0


def test_a_bad_configuration_is_told_with_the_brokers_own_words(tmp_path: Path) -> None:
    config = tmp_path / "bad.conf"
    config.write_text("no_such_option true\n")
    with pytest.raises(AssertionError, match="no_such_option"), mosquitto(config, free_port()):
        pass
