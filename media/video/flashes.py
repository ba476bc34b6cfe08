"""How badly does a clip flash?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from media.confined import ChildLimits, Errand, answers_of
from media.container import damaged
from media.video.answers import ANSWERS, Flashing
from media.video.limits import FLASHES


def flashes(path: Path, limits: ChildLimits = FLASHES) -> float:
    """General flashes (WCAG 2.3.1) in the worst second of the clip at ``path``; more than three can bring on seizures.

    All of it is decoded, which takes a tenth to a quarter of its playing time. What :func:`transcode` returns is
    the same for its result. Raises :class:`~protocol.errors.InvalidMedia`.
    """
    for answer in answers_of(
        Errand("media.video.flashes_child", [str(path)], limits, partial(damaged, path.name)), ANSWERS
    ):
        if isinstance(answer, Flashing):
            return answer.flashes_per_s
    raise damaged(path.name, "the decoder said nothing")
