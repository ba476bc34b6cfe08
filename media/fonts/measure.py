"""Measures the bundled fonts into ``files/families.json``; run by a developer after changing a font.

``python -m media.fonts.measure`` (needs the dev extra). A test fails while the file and the fonts disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from media.fonts.catalogue import Family

FOLDER = Path(__file__).parent / "files"
NAMES = ("BeVietnamPro", "NotoSans", "NotoSansKhmer")
WEIGHTS = ("Regular", "Bold")
SHAPED_WITHOUT_A_GLYPH = frozenset({0x200B, 0x200C, 0x200D})
"""Zero-width space, non-joiner and joiner: they steer line breaks and shaping and need no picture."""


def measured() -> tuple[Family, ...]:
    """The families as their files are."""
    return tuple(_family(name, [TTFont(FOLDER / f"{name}-{weight}.ttf") for weight in WEIGHTS]) for name in NAMES)


def _family(name: str, fonts: Sequence[TTFont]) -> Family:
    codes = set.intersection(*(set(font.getBestCmap()) for font in fonts)) | SHAPED_WITHOUT_A_GLYPH
    return Family(
        name=name,
        cap_height_em=min(font["OS/2"].sCapHeight / font["head"].unitsPerEm for font in fonts),
        top_em=max(font["head"].yMax / font["head"].unitsPerEm for font in fonts),
        bottom_em=max(-font["head"].yMin / font["head"].unitsPerEm for font in fonts),
        ranges=tuple(_ranges(sorted(codes))),
    )


def _ranges(codes: Sequence[int]) -> Iterable[tuple[int, int]]:
    first = codes[0]
    for code, following in zip(codes, [*codes[1:], -1], strict=True):
        if following != code + 1:
            yield first, code
            first = following


if __name__ == "__main__":
    (FOLDER / "families.json").write_bytes(msgspec.json.format(msgspec.json.encode(measured()), indent=0) + b"\n")
