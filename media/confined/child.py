"""The parent's side: starts a child, hears it, and kills it when its time is up or nobody listens any more."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

import msgspec

from media.confined.answers import Block, Picture, Refused
from media.confined.limits import ChildLimits, encoded
from protocol.errors import InvalidMedia

if TYPE_CHECKING:
    from PIL.Image import Image

_ROOT = Path(__file__).parents[2]
_Answer = TypeVar("_Answer")
_pictures: msgspec.json.Decoder[Picture | Refused] = msgspec.json.Decoder(Picture | Refused)
_blocks: msgspec.json.Decoder[Block | Refused] = msgspec.json.Decoder(Block | Refused)


@dataclass(frozen=True, slots=True)
class Errand:
    """A module of ours run as a program with its limits as first argument.

    ``broken`` makes the error for a file its child died of, from the reason.
    """

    module: str
    arguments: Sequence[str]
    limits: ChildLimits
    broken: Callable[[str], InvalidMedia]


def answers_of(errand: Errand, kinds: msgspec.json.Decoder[_Answer]) -> Iterator[_Answer]:
    """What the child tells, as it tells it.

    Raises :class:`~protocol.errors.InvalidMedia` when it tells :class:`Refused`, dies of the file or takes too long.
    """
    with _heard(errand) as told:
        for line in told:
            answer = kinds.decode(line)
            _check(answer)
            yield answer


def pictures_of(errand: Errand) -> Iterator[Image]:
    """The RGB pictures the child hands over; raises like :func:`answers_of`."""
    with _heard(errand) as told:
        for line in told:
            picture = _pictures.decode(line)
            _check(picture)
            if isinstance(picture, Picture):
                yield from _picture(picture, told)


def blocks_of(errand: Errand) -> Iterator[bytes]:
    """The bytes the child hands over, block by block; raises like :func:`answers_of`."""
    with _heard(errand) as told:
        for line in told:
            block = _blocks.decode(line)
            _check(block)
            if isinstance(block, Block):
                yield told.read(block.length)


def _picture(picture: Picture, told: IO[bytes]) -> Iterator[Image]:
    """Nothing where the child died before all of it was told; the error follows.

    Pillow is imported when there is a picture: a loudspeaker, which has children too, does without.
    """
    from PIL.Image import frombytes

    rows = told.read(picture.length)
    if len(rows) == picture.length:
        yield frombytes("RGB", (picture.width_px, picture.height_px), rows)


def _check(answer: object) -> None:
    if isinstance(answer, Refused):
        raise InvalidMedia(answer.problem, answer.remedy)


@contextmanager
def _heard(errand: Errand) -> Iterator[IO[bytes]]:
    """The child's standard output; a child that did not end well is an error, once it was heard to its end."""
    command = [sys.executable, "-m", errand.module, encoded(errand.limits), *errand.arguments]
    with _running(command, errand.limits.wall_s) as (child, told):
        yield told
        if (code := child.wait()) != 0:
            raise errand.broken(_cause(code))


@contextmanager
def _running(command: Sequence[str], wall_s: float) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=child_environment()) as child:
        alarm = threading.Timer(wall_s, child.kill)
        alarm.start()
        try:
            if child.stdout is not None:
                yield child, child.stdout
        finally:
            alarm.cancel()
            child.kill()


def child_environment() -> dict[str, str]:
    """The child finds our code where we are, and numpy reserves no memory for threads it won't use."""
    found = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": found, "OPENBLAS_NUM_THREADS": "1"}


def _cause(code: int) -> str:
    return f"decoding it was stopped by signal {-code}" if code < 0 else f"decoding it failed with code {code}"
