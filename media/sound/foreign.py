"""Sound in somebody's file, decoded in a confined child process: what breaks a decoder breaks only that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from media.confined import ChildLimits, Errand, blocks_of
from media.container import damaged
from media.sound.samples import Samples

DECODING = ChildLimits(memory_bytes=2 * 1024**3, cpu_s=120, written_bytes=0, wall_s=180.0)


def decode_foreign(path: Path, limits: ChildLimits = DECODING) -> Iterator[Samples]:
    """The sound of the file at ``path``, as :func:`media.sound.decode.decode` gives it.

    Raises :class:`~protocol.errors.InvalidMedia` where it is no sound, damaged or too much for ``limits``, possibly
    after some chunks. Whoever stops listening stops the child.
    """
    errand = Errand("media.sound.foreign_child", [str(path)], limits, partial(damaged, path.name))
    for block in blocks_of(errand):
        yield np.frombuffer(block[: len(block) // 4 * 4], dtype=np.float32)
