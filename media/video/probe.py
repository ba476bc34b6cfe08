"""Is this a clip, whole and playable, and what is it?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from media.confined import ChildLimits, Errand, answers_of
from media.container import damaged
from media.video.answers import ANSWERS, Probed
from media.video.facts import VideoFacts
from media.video.limits import PROBE


def probe(path: Path, limits: ChildLimits = PROBE) -> VideoFacts:
    """The facts of the clip at ``path``, after reading all of it and decoding its beginning and its end.

    Raises :class:`~protocol.errors.InvalidMedia` for anything else: damaged, cut, endless, huge, or no clip at all.
    """
    errand = Errand("media.video.probe_child", [str(path)], limits, partial(damaged, path.name))
    for answer in answers_of(errand, ANSWERS):
        if isinstance(answer, Probed):
            return answer.facts
    raise damaged(path.name, "the decoder said nothing")
