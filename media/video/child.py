"""Work on a foreign clip in a child process, so that a clip made to break a decoder breaks only that."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from media.container import damaged
from media.video.answers import Answer, Refused, understood
from media.video.limits import ChildLimits, encoded
from protocol.errors import InvalidMedia

_ROOT = Path(__file__).parents[2]


def answers_of(module: str, arguments: Sequence[str], limits: ChildLimits, clip: Path) -> Iterator[Answer]:
    """What ``module`` tells, as it tells it.

    Raises :class:`~protocol.errors.InvalidMedia` when it refuses the clip, dies of it or takes too long.
    """
    with _running([sys.executable, "-m", module, encoded(limits), *arguments], limits.wall_s) as (child, told):
        for line in told:
            answer = understood(line)
            if isinstance(answer, Refused):
                raise InvalidMedia(answer.problem, answer.remedy)
            yield answer
        if (code := child.wait()) != 0:
            raise damaged(clip.name, _cause(code))


@contextmanager
def _running(command: Sequence[str], wall_s: float) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """The child and its standard output; killed when time is up or the reader leaves."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()) as child:
        alarm = threading.Timer(wall_s, child.kill)
        alarm.start()
        try:
            if child.stdout is not None:
                yield child, child.stdout
        finally:
            alarm.cancel()
            child.kill()


def _environment() -> dict[str, str]:
    """The child finds our code where we are, and numpy reserves no memory for threads it won't use."""
    found = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": found, "OPENBLAS_NUM_THREADS": "1"}


def _cause(code: int) -> str:
    return f"decoding it was stopped by signal {-code}" if code < 0 else f"decoding it failed with code {code}"
