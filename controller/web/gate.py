"""Stands before the routes: a body that is too long, or big and from nobody known, is refused before it is read.

The framework reads (and spools to disk) a whole form before any dependency of a route is asked.
"""

from __future__ import annotations

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from controller.db import session_scope
from controller.people.actor import may
from controller.people.deps import current_actor, current_user
from controller.people.rights import Right
from controller.people.scope import not_allowed
from controller.web.doors import door_of
from controller.web.errors import answer_to
from protocol.errors import NotAllowed

TOO_LONG = 413


class Gate:
    """Plain ASGI. Refusals are the same pages and JSON as those of the routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        door = door_of(request.method, request.url.path)
        body = _Body(request, door.most_bytes, receive, send)
        try:
            if door.right is not None:
                await run_in_threadpool(_demand, request, door.right)
            body.check_claim()
        except (NotAllowed, HTTPException) as refusal:
            await answer_to(request, refusal)(scope, receive, body.send)
            return
        await self._app(scope, body.receive, body.send)


class _Body:
    """A request's body on its way in, cut as soon as it is too long. An answer given before its end is the last."""

    def __init__(self, request: Request, most_bytes: int, receive: Receive, send: Send) -> None:
        self._claimed = request.headers.get("content-length", "0")
        self._ended = self._claimed == "0" and "transfer-encoding" not in request.headers
        self._left = most_bytes
        self._receive = receive
        self._send = send

    def check_claim(self) -> None:
        """Raises 413 for more than is let in."""
        if not self._claimed.isdecimal() or int(self._claimed) > self._left:
            raise HTTPException(TOO_LONG)

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self._ended = not message.get("more_body", False)
        if self._left < 0:
            raise HTTPException(TOO_LONG)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self._ended:
            MutableHeaders(scope=message)["Connection"] = "close"
        await self._send(message)


def _demand(request: Request, right: Right) -> None:
    with session_scope(request.app.state.engine, writes=False) as session:
        if not may(current_actor(request, current_user(request, session)), right):
            raise not_allowed()
