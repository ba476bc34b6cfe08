"""Templates of requests: ``{text}`` and its like, each written so that the text stays a text where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Literal
from urllib.parse import quote, quote_plus

BodyKind = Literal["json", "form", "text"]
PLACES = frozenset({"text", "voice", "speed", "language", "secret"})
"""All that may stand in braces."""
_PLACE = re.compile(r"\{([a-z_]+)\}")


def places_in(template: str) -> frozenset[str]:
    """What stands in braces, known or not. Braces of JSON hold more than one word, so they are none of these."""
    return frozenset(_PLACE.findall(template))


def filled_body(template: str, kind: BodyKind, values: Mapping[str, str]) -> str:
    """A body with its places filled. In JSON a place for words stands between quotes, one for a number does not."""
    return _filled(template, values, _ESCAPES[kind])


def filled_url(template: str, values: Mapping[str, str]) -> str:
    """An address with its places percent-encoded."""
    return _filled(template, values, lambda value: quote(value, safe=""))


def filled_header(template: str, values: Mapping[str, str]) -> str:
    """A header's value; what may stand there is plain already (``http_voice_checks``)."""
    return _filled(template, values, str)


def _filled(template: str, values: Mapping[str, str], escaped: Callable[[str], str]) -> str:
    """One pass, so that a text that holds ``{secret}`` says just that."""
    return _PLACE.sub(lambda place: escaped(values[place[1]]), template)


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


_ESCAPES: Mapping[BodyKind, Callable[[str], str]] = {"json": _in_json, "form": quote_plus, "text": str}
