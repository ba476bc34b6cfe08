"""A table of the settings, its places filled, as a request."""

from __future__ import annotations

from collections.abc import Mapping

from media.speech.http_voice_answer import Request
from media.speech.http_voice_checks import HttpTable
from media.speech.http_voice_template import filled_body, filled_header, filled_url


def request_for(table: HttpTable, values: Mapping[str, str]) -> Request:
    """The request for one piece of text: every template filled."""
    headers = {name: filled_header(value, values) for name, value in table.headers.items()}
    body = filled_body(table.body, table.body_kind, values).encode(errors="replace")
    return Request(table.method, filled_url(table.url, values), headers, body)
