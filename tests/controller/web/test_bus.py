"""Names of what changed, from threads to streams."""

import asyncio
import threading

import httpx

from controller.web.bus import Bus
from controller.web.events import _stream


def test_names_from_a_thread_arrive_joined():
    async def scene():
        bus = Bus()
        listener = bus.open()
        await asyncio.to_thread(lambda: [bus.publish(name) for name in ("devices", "alerts", "devices")])
        first, second = await listener.take(1), await listener.take(0.01)
        bus.close(listener)
        bus.publish("devices")
        return first, second, await listener.take(0.01)

    assert asyncio.run(scene()) == (("alerts", "devices"), (), ())


def test_a_closed_stream_leaves_the_bus():
    async def scene():
        bus = Bus()
        stream = _stream(bus)
        first = await anext(stream)
        opened = len(bus._listeners)
        await stream.aclose()
        return first, opened, len(bus._listeners)

    assert asyncio.run(scene()) == ("event: hello\ndata: hello\n\n", 1, 0)


def test_a_signed_in_browser_hears_hello_and_then_what_changed(running):
    with running.signed_in("editor") as client, client.stream("GET", "/events") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        threading.Timer(0, running.app.state.bus.publish, ["devices"]).start()
        assert next(line for line in lines if line == "event: devices")
        assert stream.headers["content-type"].startswith("text/event-stream")


def test_nobody_hears_nothing(running):
    assert httpx.get(running.url + "/events").status_code == 401
