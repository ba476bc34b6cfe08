"""A clip made ready for one size of board, so that a small computer decodes no more than it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from media.confined import ChildLimits, Errand, answers_of
from media.container import damaged
from media.video.answers import ANSWERS, Finished, Progress
from media.video.limits import TRANSCODE


def _nobody(_done: float) -> None:
    """Who wants no progress."""


def transcode(
    path: Path,
    out: Path,
    width_px: int,
    height_px: int,
    on_progress: Callable[[float], None] = _nobody,
    limits: ChildLimits = TRANSCODE,
) -> float:
    """Write ``path`` as MP4 (H.264 High, yuv420p, BT.709, AAC at the house loudness) of this size.

    The whole picture is kept: black bars fill what its shape leaves. H.264 in yuv420p has even sides, so an odd size
    becomes one pixel less. Equal clips make equal bytes. Progress is 0 to 1. Returns the general flashes
    in the worst second of what was written, as :func:`~media.video.flashes.flashes` counts them. Raises
    :class:`~protocol.errors.InvalidMedia`, then ``out`` is gone.
    """
    arguments = [str(path), str(out), str(width_px), str(height_px)]
    errand = Errand("media.video.transcode_child", arguments, limits, partial(damaged, path.name))
    finished: Finished | None = None
    try:
        for answer in answers_of(errand, ANSWERS):
            if isinstance(answer, Progress):
                on_progress(answer.done)
            elif isinstance(answer, Finished):
                finished = answer
    finally:
        if finished is None:
            out.unlink(missing_ok=True)
    if finished is None:
        raise damaged(path.name, "the encoder said nothing")
    return finished.flashes_per_s
