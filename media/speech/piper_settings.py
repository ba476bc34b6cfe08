"""Where Piper is: a program of its own (GPL) that is installed apart from Rao and never imported by it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct


class Piper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[speech.piper]``: a voice file (``.onnx``, its ``.onnx.json`` beside it) and the command that speaks it."""

    voice: Path
    command: Annotated[tuple[str, ...], Meta(min_length=1)] = ("piper",)
    """With a path where it is not on PATH: ``["/srv/piper/bin/python", "-m", "piper"]``."""
    time_limit_s: Annotated[float, Meta(gt=0, le=3_600)] = 120.0
    """For one text."""
    memory_mib: Annotated[int, Meta(ge=64)] = 3_072
    """Of addresses, of which a medium voice really uses a tenth."""
