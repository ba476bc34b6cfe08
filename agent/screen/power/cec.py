"""A display that is switched over its HDMI cable: ``cec-ctl`` of v4l-utils speaks HDMI-CEC 1.4 for us."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable

from protocol.errors import Unavailable
from protocol.words import Words

PROGRAM = "cec-ctl"
LIMIT_S = 5.0
"""A message takes a fraction of a second, with all its repeats about one."""
TELEVISION = "0"
"""The logical address of every display."""
_NOWHERE = "f.f.f.f"
"""What a source has for an address while no display answers at its plug."""
_ADDRESS = re.compile(r"Physical Address\s*:\s*((?:[0-9a-f]\.){3}[0-9a-f])")
_NOT_SENT = re.compile(r"^\s*(Tx, (?!OK).*)$", re.MULTILINE)
"""``cec-ctl`` ends with 0 whether or not the display answered; only this line tells."""


class Cec:
    """See :class:`agent.screen.power.power.Lever`. ``device`` is the adapter, as ``/dev/cec0``."""

    name = "cec"

    def __init__(self, device: str, limit_s: float = LIMIT_S) -> None:
        self._device = device
        self._limit_s = limit_s

    def turn(self, *, on: bool) -> None:
        """One Touch Play (Image View On, Active Source) or Standby."""
        address = self._own_address()
        wake = ("--image-view-on", "--active-source", f"phys-addr={address}")
        answer = self._run("--to", TELEVISION, *(wake if on else ("--standby",)))
        refused = _NOT_SENT.search(answer)
        if refused:
            raise _not_switched(f"{self._device}: {refused[1]}")

    def close(self) -> None:
        """Holds nothing."""

    def _own_address(self) -> str:
        """Where we are plugged in; registers as a player first, without which nothing is sent."""
        found = _ADDRESS.search(self._run("--playback"))
        if found is None or found[1] == _NOWHERE:
            raise _not_switched(f"{self._device}: no display")
        return found[1]

    def _run(self, *options: str) -> str:
        argv = (PROGRAM, "--device", self._device, *options)
        try:
            done = subprocess.run(
                argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=self._limit_s
            )
        except FileNotFoundError as error:
            raise _not_installed() from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _not_switched(str(error)) from error
        if done.returncode:
            raise _not_switched(_last_line((done.stderr, done.stdout)) or f"{PROGRAM}: {done.returncode}")
        return done.stdout


def _last_line(texts: Iterable[str]) -> str:
    return next((line.strip() for text in texts for line in reversed(text.splitlines()) if line.strip()), "")


def _not_installed() -> Unavailable:
    return Unavailable(
        Words(f"Không tắt, bật được màn hình: chưa cài {PROGRAM}.", f"The display can't be switched: no {PROGRAM}."),
        Words("Chạy: sudo apt install v4l-utils.", "Run: sudo apt install v4l-utils."),
    )


def _not_switched(reason: str) -> Unavailable:
    return Unavailable(
        Words(
            f"Không tắt, bật được màn hình qua HDMI-CEC ({reason}).",
            f"The display can't be switched by HDMI-CEC ({reason}).",
        ),
        Words(
            "Bật HDMI-CEC trong cài đặt của màn hình, kiểm tra dây HDMI và quyền dùng /dev/cec0 (nhóm video).",
            "Enable HDMI-CEC in the display's settings, check the HDMI cable and access to /dev/cec0 (group video).",
        ),
    )
