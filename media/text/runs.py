"""Which stretch of a text is drawn in which family."""

from __future__ import annotations

from collections.abc import Iterator
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
    """``text`` in as few stretches as possible.

    What no family has is left out, for a font would draw an empty box: :func:`media.text.missing_glyphs` tells of it.
    """
    if all(family_for(letter) is FAMILIES[0] for letter in set(text)):
        return (Run(FAMILIES[0], text),) if text else ()
    grouped = groupby(_drawable(text), key=lambda pair: pair[0].name)
    joined = ((list(stretch)) for _, stretch in grouped)
    return tuple(Run(stretch[0][0], "".join(cluster for _, cluster in stretch)) for stretch in joined)


def _drawable(text: str) -> Iterator[tuple[Family, str]]:
    for cluster in clusters(text):
        family = family_for(cluster)
        if family is not None:
            yield family, cluster
        else:
            yield from ((known, letter) for letter in cluster if (known := family_for(letter)) is not None)
