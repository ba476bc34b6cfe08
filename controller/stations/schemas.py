"""Stations over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from controller.bulletins.kind_forms import MOST_STATION_MIN
from controller.bulletins.schemas import HowIn
from controller.stations.answers import Heard, Unfit
from protocol.limits import LIMITS
from protocol.words import Language

Url = Annotated[str, Field(max_length=LIMITS.station_url_chars)]


class RelayForm(HowIn):
    """What is relayed for ``minutes`` each time it is its turn.

    While it is gone, ``fallback`` is heard, a file, or ``fallback_content``, the id of a published recording.
    """

    minutes: Annotated[int, Field(ge=1, le=MOST_STATION_MIN)] = 30
    fallback: UploadFile | None = None
    fallback_content: Annotated[str, Field(max_length=32)] = ""


class StationForm(RelayForm):
    """A station under ``title``."""

    url: Url


class LineInForm(RelayForm):
    """A sound input, by the name that profiles of devices give it, under ``title``."""

    input: Annotated[str, Field(max_length=40)] = "default"


class TryIn(BaseModel):
    """The station to try."""

    model_config = ConfigDict(extra="forbid")

    url: Url


class TriedOut(BaseModel):
    """What was heard. ``fit`` says whether loudspeakers can relay it; if not, ``problem`` and ``remedy`` say why."""

    fit: bool
    problem: str = ""
    remedy: str = ""
    codec: str = ""
    bit_rate_kbps: int = 0
    sample_rate_hz: int = 0
    channels: int = 0
    heard_ms: int = 0
    level_dbfs: float | None = None
    silent: bool = False
    hls: bool = False


def tried_out(answer: Heard | Unfit, language: Language) -> TriedOut:
    """The answer as it leaves."""
    if isinstance(answer, Unfit):
        said = answer.problem.spoken_in(language), answer.remedy.spoken_in(language)
        return TriedOut(fit=False, problem=said[0], remedy=said[1])
    return TriedOut(
        fit=True,
        codec=answer.codec,
        bit_rate_kbps=answer.bit_rate_kbps,
        sample_rate_hz=answer.sample_rate_hz,
        channels=answer.channels,
        heard_ms=answer.heard_ms,
        level_dbfs=answer.level_dbfs,
        silent=answer.is_silent,
        hls=answer.is_hls,
    )
