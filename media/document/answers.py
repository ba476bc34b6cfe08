"""What the children that touch documents tell, besides pictures."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from media.confined import Refused

SizePt = tuple[float, float]
"""Width and height in points, 1/72 inch."""


class PageSizes(Struct, frozen=True, tag="page-sizes"):
    """One a page, in order."""

    sizes_pt: tuple[SizePt, ...]


ANSWERS: msgspec.json.Decoder[PageSizes | Refused] = msgspec.json.Decoder(PageSizes | Refused)
