"""Icecast, as a radio station runs it, and a source that sends to it in its own time."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.servers.child import Child, serving
from tests.servers.ports import LOOPBACK, accepts

PASSWORD = "studio"
SENT_EVERY_S = 0.05
_CONFIG = """<icecast>
  <limits><clients>50</clients><sources>5</sources><burst-size>65535</burst-size><source-timeout>10</source-timeout></limits>
  <authentication><source-password>{password}</source-password><admin-password>{password}</admin-password></authentication>
  <hostname>localhost</hostname>
  <listen-socket><port>{port}</port><bind-address>{host}</bind-address></listen-socket>
  <paths>
    <logdir>{folder}</logdir><webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot>
  </paths>
  <logging><accesslog>-</accesslog><errorlog>-</errorlog><loglevel>3</loglevel></logging>
  {security}
</icecast>
"""
_NOT_AS_ROOT = "<security><changeowner><user>nobody</user><group>nogroup</group></changeowner></security>"


def program() -> str | None:
    """Path of Icecast, where it is installed."""
    return shutil.which("icecast2", path=os.environ["PATH"] + ":/usr/bin")


@contextmanager
def icecast(folder: Path, port: int) -> Iterator[Child]:
    """Icecast on ``port`` until the block ends."""
    config = folder / "icecast.xml"
    security = _NOT_AS_ROOT if os.geteuid() == 0 else ""
    config.write_text(
        _CONFIG.format(password=PASSWORD, port=port, host=LOOPBACK, folder=folder, security=security), "utf-8"
    )
    argv = [program() or "icecast2", "-c", config]
    with serving(argv, folder / "icecast.log", partial(accepts, port)) as child:
        yield child


class Studio:
    """Sends ``sound``, so many encoded bytes a second, to one mount, round and round, from a thread of its own."""

    def __init__(self, port: int, mount: str, media_type: str, sound: bytes, bytes_per_s: int) -> None:
        self._port = port
        self._head = _head(mount, media_type)
        self._sound = sound
        self._step = round(bytes_per_s * SENT_EVERY_S)
        self._off = threading.Event()
        self._line: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def go_on_air(self) -> None:
        """Connect; returns once Icecast took it."""
        self._off = threading.Event()
        self._line = socket.create_connection((LOOPBACK, self._port), timeout=5)
        self._line.sendall(self._head)
        answer = self._line.recv(1024)
        assert b"200" in answer, answer
        self._thread = threading.Thread(target=self._send, args=(self._line, self._off), daemon=True)
        self._thread.start()

    def fall_silent(self) -> None:
        """Stay connected and send nothing: a line that is dead though nobody hung up."""
        self._off.set()
        if self._thread is not None:
            self._thread.join()

    def break_off(self) -> None:
        """Be gone."""
        self.fall_silent()
        if self._line is not None:
            self._line.close()

    def _send(self, line: socket.socket, off: threading.Event) -> None:
        at = 0
        while not off.wait(SENT_EVERY_S):
            line.sendall(self._sound[at : at + self._step])
            at = (at + self._step) % len(self._sound)


def _head(mount: str, media_type: str) -> bytes:
    who = b64encode(f"source:{PASSWORD}".encode()).decode()
    return f"SOURCE {mount} HTTP/1.0\r\nAuthorization: Basic {who}\r\nContent-Type: {media_type}\r\n\r\n".encode()
