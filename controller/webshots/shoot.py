"""Pictures of a web page, taken by a browser in a session of its own that is ended afterwards, come what may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from PIL.Image import Image

from controller.feeds.reach import parts_of
from controller.settings import Sources
from controller.webshots.answers import Answer, Refused, Shooting
from controller.webshots.browser import find_browser
from controller.webshots.viewport import Viewport
from media.picture import open_picture
from protocol.errors import Unavailable
from protocol.words import Words

LIMIT_S = 30.0
"""For a page to load, in each window."""
STARTING_S = 20.0
MEMORY_BYTES = 2 * 1024**3
_ROOT = Path(__file__).parents[2]


def shoot(
    url: str,
    viewports: Sequence[Viewport],
    sources: Sources,
    time_zone: str,
    limit_s: float = LIMIT_S,
    memory_bytes: int = MEMORY_BYTES,
) -> list[Image]:
    """The page in each of these windows, in the board's pixels.

    Raises :class:`Unavailable` when there is no browser, when the page does not come in time or comes with an error,
    and :class:`InvalidInput` for an address that is none of the web.
    """
    parts_of(url)
    with tempfile.TemporaryDirectory(prefix="rao-web-") as folder:
        shooting = Shooting(
            url=url,
            viewports=tuple(viewports),
            folder=folder,
            browser=str(find_browser(sources)),
            time_zone=time_zone,
            private_too=sources.private_addresses,
            sandboxed=not sources.unconfined_browser,
            limit_s=limit_s,
            memory_bytes=memory_bytes,
        )
        _ask(shooting)
        return [open_picture(Path(folder) / f"{number}.png") for number in range(len(viewports))]


def _ask(shooting: Shooting) -> None:
    patience_s = STARTING_S + shooting.limit_s * len(shooting.viewports)
    answer = _answer([sys.executable, "-m", "controller.webshots.shoot_child", _encoded(shooting)], patience_s)
    if isinstance(answer, Refused):
        raise Unavailable(answer.problem, answer.remedy)


def _encoded(shooting: Shooting) -> str:
    return msgspec.json.encode(shooting).decode()


def _answer(command: Sequence[str], patience_s: float) -> Answer:
    with _session(command) as child:
        try:
            told, _ = child.communicate(timeout=patience_s)
        except subprocess.TimeoutExpired as late:
            raise _gave_up("too slow") from late
    if not told:
        raise _gave_up(f"code {child.returncode}")
    answer: Answer = msgspec.json.decode(told, type=Answer)
    return answer


@contextmanager
def _session(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """The child, in a session of its own that ends with the block."""
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=silent, stdout=subprocess.PIPE, stderr=silent, start_new_session=True
    ) as child:
        try:
            yield child
        finally:
            _end(child.pid)


def _end(session: int) -> None:
    """The child and every process of the browser that it started."""
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def _gave_up(detail: str) -> Unavailable:
    return Unavailable(
        Words(f"Không chụp được trang web ({detail}).", f"No picture of the page can be taken ({detail})."),
        Words("Mở thử trang đó trong trình duyệt.", "Try to open that page in a browser."),
    )
