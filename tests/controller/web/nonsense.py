"""Requests by somebody who may do everything and means no good: half of it fits the schema, half is nonsense."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

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
nasty_text = st.sampled_from(NASTY_TEXTS) | st.text(max_size=30)
nasty_value = nasty_text | st.sampled_from(NASTY_VALUES)
Spec = Mapping[str, Any]


def requests(spec: Spec, operation: Spec, names: Mapping[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """Path, query, headers and body of one request to this operation; ``names`` are ids that are there."""
    given = operation.get("parameters", [])
    return st.fixed_dictionaries(
        {
            "path": st.fixed_dictionaries(
                {p["name"]: _known(p["name"], names) for p in given if p["in"] == "path"},
            ),
            "query": st.fixed_dictionaries(
                {},
                optional={
                    p["name"]: _fitting(spec, p["schema"], p["name"], names) | nasty_value.map(str)
                    for p in given
                    if p["in"] == "query"
                },
            ),
            "body": _bodies(spec, operation, names),
        }
    )


def _known(name: str, names: Mapping[str, str]) -> st.SearchStrategy[str]:
    there = [value for key, value in names.items() if name.startswith(key)]
    return (st.sampled_from(there) if there else nasty_text) | nasty_text


def _bodies(spec: Spec, operation: Spec, names: Mapping[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """As arguments of an HTTP client."""
    raw = st.fixed_dictionaries(
        {
            "content": st.binary(max_size=60) | st.sampled_from([b"{" * 100_000, b'{"a":' * 5_000]),
            "type": st.sampled_from(TYPES),
        }
    )
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return st.just({}) | raw
    [(media_type, told)] = content.items()
    fitting = _fitting(spec, told["schema"], "", names)
    if media_type == "application/json":
        return raw | fitting.map(lambda value: {"content": _json(value), "type": media_type})
    return raw | fitting.map(_form)


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _form(value: Any) -> dict[str, Any]:
    fields = value if isinstance(value, dict) else {}
    files = [("files", ("a\0/../ệ.txt", one)) for one in fields.get("files", []) if isinstance(one, bytes)]
    plain = {key: _printed(one) for key, one in fields.items() if key != "files"}
    return {"data": plain, **({"files": files} if files else {})}


def _printed(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list | tuple) else _sendable(str(value))


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _fitting(spec: Spec, schema: Spec, name: str, names: Mapping[str, str]) -> st.SearchStrategy[Any]:
    """What the schema allows, with something nasty here and there."""
    if "$ref" in schema:
        return _fitting(spec, spec["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], name, names)
    if "anyOf" in schema:
        return st.one_of([_fitting(spec, one, name, names) for one in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")])) | nasty_value
    return _of_type(spec, schema, name, names)


def _of_type(spec: Spec, schema: Spec, name: str, names: Mapping[str, str]) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "object":
            needed = schema.get("required", [])
            fields = {key: _fitting(spec, one, key, names) for key, one in schema.get("properties", {}).items()}
            return st.fixed_dictionaries(
                {key: fields[key] for key in needed}, optional={key: fields[key] for key in fields if key not in needed}
            )
        case "array":
            return st.lists(_fitting(spec, schema.get("items", {}), name.rstrip("s"), names), min_size=1, max_size=3)
        case "integer":
            return st.integers(schema.get("minimum", 0), schema.get("maximum", 10)) | nasty_value
        case "boolean":
            return st.booleans() | nasty_value
        case "null":
            return st.none()
    if "contentMediaType" in schema or schema.get("format") == "binary":
        return st.sampled_from(
            [b"", b"Hop luc 19 gio.", b"\0\1\2", b"\xff\xfe", b"%PDF-1.7", b"GIF89a", b"RIFF0000WAVE"]
        )
    if name == "unit_id":
        return st.just(NORTH) | nasty_text
    at = st.datetimes().map(lambda moment: moment.isoformat() + "Z")
    fit = {"date-time": at, "date": st.dates().map(str)}.get(schema.get("format", ""), st.text(min_size=1, max_size=40))
    return fit | _known(name, names)
