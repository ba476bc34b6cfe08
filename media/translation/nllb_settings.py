"""Where NLLB is on this machine, if it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct


class Nllb(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A folder with NLLB-200 as CTranslate2 has it, brought here by hand: nothing is ever downloaded."""

    folder: Path
    """With ``model.bin``, its vocabulary and ``sentencepiece.bpe.model``."""
    threads: Annotated[int, Meta(ge=1, le=32)] = 2
