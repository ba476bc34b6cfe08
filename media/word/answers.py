"""What the child that reads a Word document tells."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from media.bulletin import Content
from media.confined import Refused


class WordText(Struct, frozen=True, tag="word-text"):
    """The blocks in their order; ``left_out`` counts pictures, charts and notes that a text can't hold."""

    blocks: tuple[Content, ...]
    left_out: int


ANSWERS: msgspec.json.Decoder[WordText | Refused] = msgspec.json.Decoder(WordText | Refused)
