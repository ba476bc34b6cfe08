"""A controller's web server as a process that may be killed at any moment, and started again in the same place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.child import Child, serving
from tests.servers.ports import accepts

PROGRAM = """
import sys, uvicorn
from pathlib import Path
from controller.settings import parse_settings
from controller.web.app import create_app
settings = parse_settings({"speech": {"online": False}}, Path(sys.argv[1]))
uvicorn.run(create_app(settings), port=int(sys.argv[2]), log_level="warning", ws="none")
"""


@contextmanager
def alive(folder: Path, port: int) -> Iterator[Child]:
    """It serves what :func:`tests.controller.web.running.furnished` put into the folder."""
    argv = [sys.executable, "-W", "error", "-c", PROGRAM, str(folder), str(port)]
    with serving(argv, folder / "server.log", lambda: accepts(port), within_s=60.0) as child:
        yield child
