"""The server dies in the middle of a file: with another one the file goes on, and is the same in the end."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from controller.uploads.tus import PIECE
from tests.controller.uploads.bringing import TUS, bringer
from tests.controller.uploads.mortal import alive
from tests.controller.web.running import Running, furnished
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

CLIP = b"\0\0\0\x18ftypmp42" + os.urandom(3_000_000)


def test_a_killed_server_costs_nothing_that_was_sent(tmp_path: Path) -> None:
    app, port = furnished(tmp_path), free_port()
    person = bringer(Running(app, f"http://127.0.0.1:{port}"), "editor")
    app.state.engine.dispose()
    with alive(tmp_path, port) as server:
        place = person.begin(len(CLIP))
        person.send(place, 0, CLIP[:1_000_000])
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(head(port, place, person.client.headers["authorization"]) + CLIP[1_000_000:1_700_000])
            wait_for(lambda: person.offset(place) > 1_000_000, "some of the piece is there")
            server.kill()
    with alive(tmp_path, port):
        came = person.offset(place)
        assert 1_000_000 < came <= 1_700_000
        assert person.send(place, came, CLIP[came:-10]).status_code == 204
        [path] = (tmp_path / "uploads" / place.rpartition("/")[2]).iterdir()
        assert path.read_bytes() == CLIP[:-10]


def head(port: int, place: str, who: str) -> bytes:
    told = {
        **TUS,
        "Host": f"127.0.0.1:{port}",
        "Authorization": who,
        "Upload-Offset": "1000000",
        "Content-Type": PIECE,
        "Content-Length": str(len(CLIP) - 1_000_000),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"PATCH {place} HTTP/1.1\r\n{lines}\r\n".encode()
