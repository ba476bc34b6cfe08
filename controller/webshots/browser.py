"""Which browser draws pages, and how it is started: alone, without its user's things, with one way out."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from controller.settings import Sources
from protocol.errors import Unavailable
from protocol.words import Words

NAMES = ("chromium", "chromium-browser", "google-chrome")
COMMANDS_FD, EVENTS_FD = 3, 4
"""Where ``--remote-debugging-pipe`` reads and writes."""
_ABOVE = 10


def find_browser(sources: Sources) -> Path:
    """The browser of the settings, else the first on PATH; raises :class:`Unavailable` when there is none."""
    named = [str(sources.chromium)] if sources.chromium else NAMES
    found = next((path for name in named if (path := shutil.which(name))), None)
    if found is None:
        raise _none(named)
    return Path(found)


def command_of(browser: str, profile: Path, proxy_port: int, sandboxed: bool) -> list[str]:
    """The browser's command line: everything it asks for goes by the proxy, even what is on this machine."""
    return [
        browser,
        "--headless=new",
        "--remote-debugging-pipe",
        f"--user-data-dir={profile}",
        f"--proxy-server=http://127.0.0.1:{proxy_port}",
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-sync",
        "--deny-permission-prompts",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--mute-audio",
        "--no-first-run",
        "--lang=vi",
        "--accept-lang=vi,en",
        *([] if sandboxed else ["--no-sandbox"]),
    ]


def launch(command: Sequence[str], home: Path) -> tuple[int, int, int]:
    """Starts the browser; answers its process id, where its commands are written and where its events are read."""
    commands_in, commands = _pipe()
    events, events_out = _pipe()
    silent = [(os.POSIX_SPAWN_OPEN, one, os.devnull, os.O_RDWR, 0) for one in (0, 1, 2)]
    spoken = [(os.POSIX_SPAWN_DUP2, commands_in, COMMANDS_FD), (os.POSIX_SPAWN_DUP2, events_out, EVENTS_FD)]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8"}
    process_id = os.posix_spawn(command[0], list(command), environment, file_actions=[*silent, *spoken])
    os.close(commands_in)
    os.close(events_out)
    return process_id, commands, events


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are not where the browser wants its own."""
    low = os.pipe()
    high = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for one in low]
    for one in low:
        os.close(one)
    return high[0], high[1]


def _none(named: Sequence[str]) -> Unavailable:
    names = ", ".join(named)
    return Unavailable(
        Words(f"Máy chủ chưa có trình duyệt để chụp trang web ({names}).", f"There is no browser here ({names})."),
        Words(
            "Cài đặt: apt install chromium; hoặc chỉ ra đường dẫn ở sources.chromium.",
            "Install one: apt install chromium; or name its path in sources.chromium.",
        ),
    )
