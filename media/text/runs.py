"""Which stretch of a text is drawn in which family."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from media.fonts import FAMILIES, Family, family_for
from media.text.clusters import clusters


class Run(NamedTuple):
    """A stretch of one family."""

    family: Family
    text: str


@lru_cache(maxsize=8192)
def runs(text: str) -> tuple[Run, ...]:
    """``text`` in as few stretches as possible; what no family has goes to the first, which draws an empty box."""
    pairs = ((family_for(cluster) or FAMILIES[0], cluster) for cluster in clusters(text))
    grouped = groupby(pairs, key=lambda pair: pair[0].name)
    joined = ((list(stretch)) for _, stretch in grouped)
    return tuple(Run(stretch[0][0], "".join(cluster for _, cluster in stretch)) for stretch in joined)
