"""Refusals as answers: the status follows from the class, the words from the person's language."""

from __future__ import annotations

from contextlib import suppress

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from controller.db import session_scope
from controller.people.deps import FirstThings, NotSignedIn, current_user
from controller.web.panel import page
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound, RaoError, Unavailable
from protocol.words import Words

STATUS: tuple[tuple[type[RaoError], int], ...] = (
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (InvalidInput, 422),
    (Unavailable, 503),
)
NO_SUCH_METHOD = 405
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BACK = Words("Quay lại trang trước hoặc về Tổng quan.", "Go back, or to the overview.")
AGAIN = Words("Quay lại, sửa rồi gửi lại.", "Go back, correct it and send it again.")


def install_errors(app: FastAPI) -> None:
    """Every error of the tree, and the framework's own, as a page for people and as JSON for programs."""
    app.add_exception_handler(RaoError, _rao_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(DataError, _unstorable)


def answer_to(request: Request, error: RaoError | HTTPException) -> Response:
    """The answer to an error where no handler of the application is around."""
    return _rao_error(request, error) if isinstance(error, RaoError) else _http_error(request, error)


def status_of(error: RaoError) -> int:
    """The HTTP status of an error; 500 for a kind nobody expected here."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def wants_page(request: Request) -> bool:
    """Whether a person in a browser asked, and not a program."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _rao_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, RaoError):
        raise error
    status = status_of(error)
    if isinstance(error, NotSignedIn | FirstThings):
        path = error.path if isinstance(error, FirstThings) else "/login"
        if _asked_by_htmx(request):
            return Response(status_code=status, headers={"HX-Redirect": path})
        if wants_page(request):
            return RedirectResponse(path, 303)
    return _answer(request, error.problem, error.remedy, status)


def _http_error(request: Request, error: Exception) -> Response:
    if wants_page(request):
        _recognise(request)
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {
        404: Words("Không có trang này.", "There is no such page."),
        NO_SUCH_METHOD: Words("Không làm được việc này ở đây.", "This can't be done here."),
        413: Words("Nội dung gửi lên quá lớn.", "What was sent is too big."),
    }.get(status, Words("Yêu cầu không thực hiện được.", "The request can't be carried out."))
    answer = _answer(request, words, BACK, status)
    if status == NO_SUCH_METHOD:
        answer.headers["Allow"] = ", ".join(sorted(_methods_at(request)))
    return answer


def _methods_at(request: Request) -> set[str]:
    """What can be done at this address (RFC 9110 15.5.6): each of its methods is a route of its own."""
    return {
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in request.app.routes)
    }


def _bad_request(request: Request, error: Exception) -> Response:
    details = error.errors() if isinstance(error, RequestValidationError) else []
    fields = ", ".join(".".join(str(part) for part in detail["loc"][1:]) for detail in details)
    told = "" if wants_page(request) else f": {fields}"
    words = Words(f"Thông tin gửi lên chưa đúng{told}.", f"What was sent is not right{told}.")
    return _answer(request, words, AGAIN, 422)


def _unstorable(request: Request, _error: Exception) -> Response:
    """PostgreSQL holds no NUL character and no text longer than its column; SQLite holds both."""
    words = Words("Có chỗ quá dài hoặc có ký tự lạ.", "Something is too long, or has a character that can't be kept.")
    return _answer(request, words, AGAIN, 422)


def _answer(request: Request, problem: Words, remedy: Words, status: int) -> Response:
    language = request.state.language
    if wants_page(request):
        return page(request, "error.html", status=status, code=status, problem=problem, remedy=remedy)
    told = {"problem": problem.spoken_in(language), "remedy": remedy.spoken_in(language)}
    return JSONResponse(told, status)


def _recognise(request: Request) -> None:
    """No route has asked who this is; who may warn people needs the button for it on this page too."""
    with session_scope(request.app.state.engine, writes=False) as session, suppress(NotAllowed):
        current_user(request, session)


def _asked_by_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"
