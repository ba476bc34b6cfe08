"""A translation service reached by HTTP, told by a table of the settings, as speech services are.

.. code-block:: toml

    [[translation.services]]
    name = "province"
    url = "https://dich.example.vn/translate"
    body = '{"q": "{text}", "source": "{source}", "target": "{target}", "api_key": "{secret}"}'
    headers = { Content-Type = "application/json" }
    answer_path = "translatedText"
    pairs = [["vi", "km"], ["vi", "en"]]
    licence = "Theo hợp đồng 12/2026"
    secret_env = "TRANSLATION_KEY"
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from media.speech.http_voice_checks import asking_problems
from media.speech.http_voice_settings import Name
from media.speech.http_voice_template import BodyKind, places_in
from protocol.errors import InvalidInput
from protocol.words import Words

PLACES = frozenset({"text", "source", "target", "secret"})


class HttpTranslation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Raises :class:`InvalidInput` for what can't work. ``{text} {source} {target} {secret}`` are places."""

    name: Name
    pairs: Annotated[tuple[tuple[str, str], ...], Meta(min_length=1)]
    """From which language into which it really translates."""
    licence: Annotated[str, Meta(min_length=1, max_length=200)]
    """Under which terms its output may be used, as people are told."""
    method: Literal["POST", "GET"] = "POST"
    url: str
    headers: dict[str, str] = {}
    body: str = ""
    body_kind: BodyKind = "json"
    codes: dict[str, str] = {}
    """Its own names of languages, where they are others than ours."""
    answer_path: str = ""
    """Where in the JSON it answers the text is: ``data.translations.0.text``; empty: the answer is the text."""
    secret_env: str = ""
    secret_file: Path | None = None

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise _invalid(self.name, problem)

    @property
    def places(self) -> frozenset[str]:
        """Every place its templates have."""
        return frozenset[str]().union(*map(places_in, (self.url, self.body, *self.headers.values())))


def _problems(service: HttpTranslation) -> Iterator[Words]:
    yield from asking_problems(service, PLACES)
    if "target" not in service.places and len({target for _, target in service.pairs}) > 1:
        yield Words("thiếu {target} mà pairs có nhiều thứ tiếng", "{target} is missing but pairs has several languages")


def _invalid(name: str, problem: Words) -> InvalidInput:
    return InvalidInput(
        Words(f"Dịch vụ dịch “{name}”: {problem.vi}.", f"Translation service {name!r}: {problem.en}."),
        Words(
            "Sửa bảng [[translation.services]] đó rồi chạy lại.",
            "Correct that [[translation.services]] table, then run again.",
        ),
    )
