"""Requests by somebody who may do everything and means no good: half of it fits the schema, half is nonsense.

Drawn by a seed and nothing else, so that a seed that found something finds it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.controller.places import NORTH

NASTY_TEXTS = (
    "",
    "\0",
    "a\0b",
    "\ud800",
    "x" * 5_000,
    "../../etc/passwd",
    "' OR 1=1 --",
    "%s%n{0}${x}",
    "\u202e\u0000\uffff",
    "-1",
    "9" * 400,
    "9223372036854775808",
    "NaN",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999-12:00",
    "9999-12-31T23:59",
    "2026-02-30T25:61",
    "none-such",
)
NASTY_VALUES = (None, True, -1, 2**31, 2**63, -(2**63) - 1, 10**400, 1e308, float("nan"), float("inf"), [], {}, [[[]]])
NASTY_BODIES = (b"{" * 100_000, b'{"a":' * 5_000, b"\xff\xfe", b"", b"null", b"[]")
FILES = (b"", b"Hop luc 19 gio.", b"\0\1\2", b"\xff\xfe", b"%PDF-1.7", b"GIF89a", b"RIFF0000WAVE")
TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "text/plain",
    "application/json; charset=utf-7",
    "\xff",
    "",
)
LONGEST_TEXT = 40
PLANES = ((0x20, 0x7E), (0xA0, 0x1EF9), (0x1780, 0x17FF), (0x1F300, 0x1FAFF))
Spec = Mapping[str, Any]


@dataclass(frozen=True)
class Nonsense:
    """One seed's requests to the application that ``spec`` describes; ``names`` are ids that are there."""

    random: Random
    spec: Spec
    names: Mapping[str, str]

    def request(self, operation: Spec) -> dict[str, Any]:
        """Path, query, headers and body of one request to this operation."""
        given = operation.get("parameters", [])
        query = [p for p in given if p["in"] == "query" and self._maybe()]
        return {
            "path": {p["name"]: self._known(p["name"]) for p in given if p["in"] == "path"},
            "query": {p["name"]: self._asked(p) for p in query},
            "body": self._body(operation),
        }

    def _maybe(self) -> bool:
        return self.random.random() < 0.5

    def _asked(self, parameter: Spec) -> Any:
        return self._fitting(parameter["schema"], parameter["name"]) if self._maybe() else str(self._nasty())

    def _known(self, name: str) -> str:
        there = [value for key, value in self.names.items() if name.startswith(key)]
        return self.random.choice(there) if there and self._maybe() else self._text()

    def _text(self) -> str:
        if self._maybe():
            return self.random.choice(NASTY_TEXTS)
        low, high = self.random.choice(PLANES)
        return "".join(chr(self.random.randint(low, high)) for _ in range(self.random.randrange(LONGEST_TEXT)))

    def _nasty(self) -> Any:
        return self._text() if self._maybe() else self.random.choice(NASTY_VALUES)

    def _body(self, operation: Spec) -> dict[str, Any]:
        """As arguments of an HTTP client."""
        content = operation.get("requestBody", {}).get("content", {})
        if not content:
            return self._raw() if self._maybe() else {}
        if self.random.random() < 0.2:
            return self._raw()
        [(media_type, told)] = content.items()
        value = self._fitting(told["schema"], "")
        if media_type == "application/json":
            return {"content": json.dumps(value).encode(), "type": media_type}
        return _form(value)

    def _raw(self) -> dict[str, Any]:
        content = (
            self.random.choice(NASTY_BODIES) if self._maybe() else self.random.randbytes(self.random.randrange(60))
        )
        return {"content": content, "type": self.random.choice(TYPES)}

    def _fitting(self, schema: Spec, name: str) -> Any:
        """What the schema allows, with something nasty here and there."""
        if "$ref" in schema:
            return self._fitting(self.spec["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], name)
        if "anyOf" in schema:
            return self._fitting(self.random.choice(schema["anyOf"]), name)
        if "properties" in schema or schema.get("type") == "object":
            return self._object(schema)
        if self.random.random() < 0.15:
            return self._nasty()
        return self._of_type(schema, name)

    def _object(self, schema: Spec) -> dict[str, Any]:
        needed = schema.get("required", [])
        fields = schema.get("properties", {})
        return {key: self._fitting(one, key) for key, one in fields.items() if key in needed or self._maybe()}

    def _of_type(self, schema: Spec, name: str) -> Any:
        if "enum" in schema or "const" in schema:
            return self.random.choice(schema.get("enum", [schema.get("const")]))
        match schema.get("type"):
            case "array":
                items = range(self.random.randint(1, 3))
                return [self._fitting(schema.get("items", {}), name.rstrip("s")) for _ in items]
            case "integer":
                return self.random.randint(int(schema.get("minimum", 0)), int(schema.get("maximum", 10)))
            case "boolean":
                return self._maybe()
            case "null":
                return None
        return self._word(schema, name)

    def _word(self, schema: Spec, name: str) -> Any:
        if "contentMediaType" in schema or schema.get("format") == "binary":
            return self.random.choice(FILES)
        if name == "unit_id":
            return NORTH
        if schema.get("format") in ("date-time", "date"):
            day = datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=self.random.randrange(10**10 * 6))
            return day.isoformat() if schema["format"] == "date-time" else str(day.date())
        return self._known(name)


def _form(value: Mapping[str, Any]) -> dict[str, Any]:
    given = value.get("files", [])
    files = [("files", ("a\0/../ệ.txt", one)) for one in (given if isinstance(given, Sequence) else ())]
    sent = [one for one in files if isinstance(one[1][1], bytes)]
    plain = {key: _printed(one) for key, one in value.items() if key != "files"}
    return {"data": plain, **({"files": sent} if sent else {})}


def _printed(value: Any) -> Any:
    return [_sendable(str(one)) for one in value] if isinstance(value, list | tuple) else _sendable(str(value))


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
