"""What ``/api/v1`` says of itself, and methods it does not have."""

from __future__ import annotations

import re

import httpx

from controller.web.described import API
from tests.controller.web.running import Running

REFUSAL = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
METHODS = ("get", "put", "post", "delete", "patch")


def test_it_is_there_for_whoever_is_known(running: Running) -> None:
    assert httpx.get(f"{running.url}{API}/openapi.json").status_code == 401
    with running.signed_in("auditor") as client:
        told = client.get(f"{API}/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert f"{API}/contents" in told["paths"]
    assert all(path.startswith(f"{API}/") for path in told["paths"])
    assert "HTTPValidationError" not in str(told["paths"])


def test_every_answer_says_what_is_in_it_and_every_refusal_has_one_shape(running: Running) -> None:
    wrong = [
        (path, method, status)
        for path, of in running.app.openapi()["paths"].items()
        if path.startswith(API)
        for method, operation in of.items()
        for status, answer in operation["responses"].items()
        if not is_told(method, int(status), answer.get("content", {}))
    ]
    assert wrong == []


def is_told(method: str, status: int, content: dict[str, dict[str, object]]) -> bool:
    if status >= 400:
        return content == REFUSAL
    return all(one["schema"] for one in content.values()) and bool(content or method != "get" or status == 304)


def test_a_method_that_is_not_there_is_refused_with_those_that_are(running: Running) -> None:
    """RFC 9110 15.5.6: an answer 405 names them in ``Allow``."""
    paths = {path: of for path, of in running.app.openapi()["paths"].items() if path.startswith(API)}
    with httpx.Client(base_url=running.url) as client:
        for path in (one for one in paths if "{" not in one):
            there = {method for other, of in paths.items() for method in of if fits(other, path)}
            for method in set(METHODS) - there:
                answer = client.request(method, path)
                assert (answer.status_code, set(answer.json())) == (405, {"problem", "remedy"}), (method, path)
                assert {one.strip().lower() for one in answer.headers["allow"].split(",")} == there


def fits(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path) is not None
