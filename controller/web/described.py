"""``/api/v1`` as OpenAPI: what routes say of themselves, and every refusal, told here once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel

from controller.people.deps import SESSION_COOKIE, CurrentUser
from controller.web.wire import MESSAGES, refused
from protocol.device_proof import SCHEME

router = APIRouter()
API = "/api/v1"
ENROLMENT = f"{API}/enrol"
OF_DEVICES = f"{API}/device/"
READS = ("get", "head")
SCHEMES: Mapping[str, Any] = {
    "token": {"type": "http", "scheme": "bearer", "description": "An API token of a person."},
    "browser": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE, "description": "Whoever signed in."},
    "device": {"type": "http", "scheme": SCHEME, "description": "A device's proof; see docs/protocol.md."},
}


class Problem(BaseModel):
    """Why something was refused and what to do next, in the language asked for."""

    problem: str
    remedy: str


class Described(FastAPI):
    """An application whose description is whole."""

    def openapi(self) -> dict[str, Any]:
        """As the framework makes it, once, with the refusals."""
        if self.openapi_schema is None:
            told = super().openapi()
            parts = told.setdefault("components", {})
            parts["securitySchemes"] = dict(SCHEMES)
            parts["schemas"] |= {"Problem": Problem.model_json_schema(), **MESSAGES}
            for path, operations in told["paths"].items():
                if path.startswith(f"{API}/"):
                    for method, operation in operations.items():
                        _complete(operation, path, method)
        described: dict[str, Any] = self.openapi_schema or {}
        return described


@router.get(f"{API}/openapi.json")
def description(request: Request, _user: CurrentUser) -> dict[str, Any]:
    """This interface, as OpenAPI 3.1."""
    whole = request.app.openapi()
    return {**whole, "paths": {path: of for path, of in whole["paths"].items() if path.startswith(f"{API}/")}}


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    told = refused(dict(_refusals(operation, path, method)))
    operation["responses"] |= {str(status): answer for status, answer in told.items()}
    if path != ENROLMENT:
        operation["security"] = [{"device": []}] if path.startswith(OF_DEVICES) else [{"token": []}, {"browser": []}]


def _refusals(operation: Mapping[str, Any], path: str, method: str) -> Iterator[tuple[int, str]]:
    """What may be answered beside what was asked for. Statuses follow from :data:`controller.web.errors.STATUS`."""
    names_something = bool(operation.get("parameters")) or "requestBody" in operation
    yield 413, "What was sent is too big."
    if path != ENROLMENT:
        yield 401, "Nobody is known behind this request."
    if not path.startswith(OF_DEVICES):
        yield 403, "Not with this role, or not in this unit."
    if names_something or path.startswith(OF_DEVICES):
        yield 404, "What was named is not there, or not for the one who asks."
    if names_something:
        yield 422, "What was sent can't be used as it is."
    if "requestBody" in operation:
        yield 400, "What was sent can't be read."
    if method not in READS:
        yield 409, "Not in the state in which it is now."
        yield 503, "Something that this needs does not answer."
