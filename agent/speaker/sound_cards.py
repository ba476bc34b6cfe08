"""PortAudio as all outputs and inputs of this process share it: its calls one at a time, one list of devices.

The library is imported when something is opened, not before.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

from protocol.errors import Unavailable

ONE_AT_A_TIME = threading.Lock()
"""PortAudio's calls are not for several threads."""
_open: set[object] = set()


def library(refusal: Callable[[str], Unavailable]) -> ModuleType:
    """sounddevice; raises the ``refusal`` made of the reason when it or PortAudio is not there."""
    try:
        return importlib.import_module("sounddevice")
    except (ImportError, OSError) as error:
        raise refusal(str(error)) from error


def opened(by: object) -> None:
    """``by`` has a stream from now on."""
    _open.add(by)


def closed(by: object) -> None:
    """``by`` has none any more."""
    _open.discard(by)


def look_again(portaudio: Any) -> None:
    """PortAudio lists devices once, at its start; a card that was plugged in again needs it started anew. That would
    end every other stream: while one is open, only what was there at the start is found again.
    """
    if not _open:
        portaudio._terminate()
        portaudio._initialize()
