"""A speech service reached by HTTP, told by a table of the settings, so that another vendor needs no code.

.. code-block:: toml

    [[speech.services]]
    name = "viettel"
    url = "https://viettelai.vn/tts/speech_synthesis"
    body = '{"text": "{text}", "voice": "{voice}", "speed": {speed}, "tts_return_option": 3, "token": "{secret}"}'
    headers = { Content-Type = "application/json" }
    voice = "hn-quynhanh"
    regions = { north = "hn-quynhanh", central = "hue-maingoc", south = "hcm-minhquan" }
    secret_env = "VIETTEL_TTS_TOKEN"
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from media.speech.http_voice_checks import problems_of
from media.speech.http_voice_template import BodyKind, places_in
from media.speech.manner import Accent
from protocol.errors import InvalidInput
from protocol.words import Words

Name = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]{0,30}$")]
AnswerKind = Literal["audio", "base64", "url"]


class HttpService(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Raises :class:`InvalidInput` for what can't work. ``{text} {voice} {speed} {language} {secret}`` are places."""

    name: Name
    """Recorded with everything it said."""
    languages: Annotated[tuple[str, ...], Meta(min_length=1)] = ("vi",)
    """Those it really speaks."""
    method: Literal["POST", "GET"] = "POST"
    url: str
    headers: dict[str, str] = {}
    body: str = ""
    body_kind: BodyKind = "json"
    """How places in the body are escaped; ``Content-Type`` is a header like others."""
    voice: str = ""
    """The vendor's name of its usual voice."""
    regions: dict[Accent, str] = {}
    """Its voices by region, where it has such."""
    speeds: Annotated[tuple[tuple[float, float], ...], Meta(min_length=2)] = ((0.5, 0.5), (2.0, 2.0))
    """Our ratio and the figure the vendor has for it, rising; between them in proportion, beyond them the last.

    Where all figures are whole, what is sent is whole."""
    answer: AnswerKind = "audio"
    """The sound itself, or JSON with the sound in base64 or with the sound's address."""
    answer_path: str = ""
    """Where in the JSON: ``data.url``, ``object.0.audio``."""
    audio_hosts: tuple[str, ...] = ()
    """Hosts (``host`` or ``host:port``) the sound's address may name; else only the service's own."""
    secret_env: str = ""
    secret_file: Path | None = None

    def __post_init__(self) -> None:
        for problem in problems_of(self):
            raise _invalid(self.name, problem)

    @property
    def places(self) -> frozenset[str]:
        """Every place its templates have."""
        return frozenset[str]().union(*map(places_in, (self.url, self.body, *self.headers.values())))


def _invalid(name: str, problem: Words) -> InvalidInput:
    return InvalidInput(
        Words(f"Dịch vụ giọng đọc “{name}”: {problem.vi}.", f"Speech service {name!r}: {problem.en}."),
        Words(
            "Sửa bảng [[speech.services]] đó rồi chạy lại.", "Correct that [[speech.services]] table, then run again."
        ),
    )
