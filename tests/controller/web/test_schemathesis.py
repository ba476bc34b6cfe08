"""Requests that Schemathesis makes of the description of ``/api/v1``, each sent by everybody: what is answered must be
described too, nothing is an error of the server's own, and nobody gets further than their rights.

``make fuzz`` asks more of it. Signing in and out are pages, so no request here ends the session of who asks; tokens are
named by a part of their hash, so none is guessed; whose account is locked out is not left to chance.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from controller.people.rights import GRANTED, ROLES
from controller.settings import parse_settings
from controller.web.app import create_app
from controller.web.described import API
from tests.controller.web.everybody import DEVICE, NOBODY, Province, province
from tests.controller.web.rights_of_routes import ROUTES
from tests.servers.postgres import new_database

EXAMPLES = int(os.environ.get("RAO_FUZZ_EXAMPLES", "2"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNREADABLE = (400, 413, 422)
"""A body that is no JSON at all is refused before anybody is asked who they are."""
IN_ORDER = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""What takes things away comes last."""
Operation = APIOperation[Any, Any, Any, Any]


def described() -> dict[str, Operation]:
    """All operations by method and path; the application is only asked to describe itself."""
    with TemporaryDirectory() as folder:
        told = create_app(parse_settings({}, Path(folder))).openapi()
    config = schemathesis.Config()
    config.projects.default.generation.update(with_security_parameters=False)
    schema = schemathesis.openapi.from_dict(told, config=config).include(path_regex=f"^{API}/")
    found = sorted(
        (one.ok() for one in schema.get_all_operations()), key=lambda one: IN_ORDER.index(one.method.upper())
    )
    return {one.label: one for one in found}


OPERATIONS = described()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def there(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """What a right is does not hang on the database: on the second one only two of them ask."""
    folder = tmp_path_factory.mktemp("province")
    if request.param == "sqlite":
        with province(folder) as here:
            yield here
    else:
        database = new_database(request.getfixturevalue("postgres_port"))
        with province(folder, database, ("administrator", DEVICE)) as here:
            yield here


@st.composite
def asked(draw: st.DrawFn, operation: Operation, there: Province) -> Case:
    """A request that fits its description or does not, often about what is there."""
    mode = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    case: Case = draw(operation.as_strategy(generation_mode=mode))
    good = there.named(ROUTES[operation.label].send)
    if isinstance(case.body, dict) and draw(st.booleans()):
        kept = draw(st.sets(st.sampled_from(sorted(case.body) or [""]), max_size=2))
        odd = {name: value for name, value in case.body.items() if name in kept}
        case.body = {**good.get("json", good.get("data", {})), **odd}
    for values in (case.path_parameters, case.query, case.body):
        _put_known(draw, values, there.ids)
    return case


def _put_known(draw: st.DrawFn, values: Any, ids: Mapping[str, tuple[Any, ...]]) -> None:
    """Ids of what is there in most of the places where an id belongs."""
    if not isinstance(values, dict):
        return
    for name in sorted(values):
        if name in ids and draw(st.integers(0, 3)):
            values[name] = draw(st.sampled_from(ids[name]))


def ask(there: Province, case: Case, who: str) -> Response:
    answer = case.call(app=there.app, auth=there.proof_of(who))
    case.validate_response(answer, checks=CHECKS)
    return answer


def refused_first(label: str, who: str) -> set[int]:
    """What somebody without the right must be answered; empty for whoever has it."""
    needs = ROUTES[label].needs
    if needs == "device":
        return {401} if who != DEVICE else set()
    if who in (NOBODY, DEVICE):
        return set() if needs == "open" else {401}
    return {403} if who in ROLES and needs not in ("open", "known", *GRANTED[who]) else set()


@pytest.mark.parametrize("label", OPERATIONS)
def test_everybody_is_answered_as_described(there: Province, label: str) -> None:
    operation = OPERATIONS[label]

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.data())
    def by_everybody(data: st.DataObject) -> None:
        case = data.draw(asked(operation, there))
        assume(case.path_parameters.get("user_id") not in there.askers)
        answers = {who: ask(there, case, who) for who in there.who_ask}
        for who, answer in answers.items():
            wanted = refused_first(label, who)
            if wanted and answer.status_code not in wanted:
                assert answer.status_code in UNREADABLE, (who, answer.status_code)
                assert answer.content == answers["administrator"].content, "no more than everybody is told"

    by_everybody()


def test_those_who_ask_are_still_who_they_were(there: Province) -> None:
    """Else what was asked above proves less than it seems."""
    me = OPERATIONS["GET /api/v1/me"]
    known = {who: me.Case().call(app=there.app, auth=there.proof_of(who)) for who in there.who_ask}
    assert {who for who, answer in known.items() if answer.status_code != 200} == {NOBODY, DEVICE} & set(there.who_ask)
