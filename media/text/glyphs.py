"""What the bundled fonts can't draw."""

from __future__ import annotations

import unicodedata

from media.fonts import family_for
from media.text.clusters import clusters


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The letters (with their marks) of ``text`` that no bundled font has, each once, in order of appearance."""
    composed = unicodedata.normalize("NFC", text)
    lacking = (cluster for cluster in clusters(composed) if not cluster.isspace() and family_for(cluster) is None)
    return tuple(dict.fromkeys(lacking))
