"""Run as a program by :mod:`controller.webshots.shoot`: starts a browser, pictures one page, tells how that went."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import threading
from pathlib import Path

import msgspec

from controller.webshots.answers import Answer, Refused, Shooting, Taken
from controller.webshots.browser import command_of, launch
from controller.webshots.camera import Camera
from controller.webshots.devtools import DevTools
from controller.webshots.guard import guarded
from controller.webshots.memory import watch
from protocol.errors import RaoError
from protocol.words import Words

CPU_S = 120
WRITTEN_BYTES = 256 * 1024 * 1024
TOO_BIG = Refused(
    Words("Trang web dùng quá nhiều bộ nhớ.", "The page takes too much memory."),
    Words("Dùng trang nhẹ hơn.", "Use a lighter page."),
)


def main(argument: str) -> None:
    """Tell the answer. Whatever the browser leaves behind ends with this process's session."""
    shooting = msgspec.json.decode(argument, type=Shooting)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=watch, args=(shooting.memory_bytes, _give_up), daemon=True).start()
    _tell(_shot(shooting))


def _shot(shooting: Shooting) -> Answer:
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            _take(shooting, Path(home))
    except RaoError as error:
        return Refused(error.problem, error.remedy)
    return Taken()


def _take(shooting: Shooting, home: Path) -> None:
    with guarded(shooting.private_too) as port:
        command = command_of(shooting.browser, home / "profile", port, shooting.sandboxed)
        _, commands, events = launch(command, home)
        camera = Camera(DevTools(commands, events), shooting.time_zone, shooting.limit_s)
        for number, viewport in enumerate(shooting.viewports):
            (Path(shooting.folder) / f"{number}.png").write_bytes(camera.take(shooting.url, viewport))


def _give_up() -> None:
    _tell(TOO_BIG)
    os._exit(0)


def _tell(answer: Answer) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
