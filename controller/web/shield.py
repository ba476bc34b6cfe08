"""The outermost layer of the application: language, who asks from where, a cookie for new visitors, safe headers."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from controller.db.origin import ORIGIN, Origin
from controller.people.deps import VISIT_COOKIE
from controller.people.tokens import new_token
from controller.settings import Settings
from controller.web.i18n import language_of_request

POLICY = (
    "default-src 'self'; img-src 'self' data:; media-src 'self' data: blob:; frame-ancestors 'none'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'"
)
"""No inline script or style and no other host. ``data:`` pictures are in the style sheet and in previews; ``blob:``
sound is what a browser just recorded."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
A_YEAR_S = 365 * 24 * 3600


class Shield:
    """Plain ASGI, so that it never holds back a stream."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request.state.language = language_of_request(request, self._settings.language)
        request.state.new_visit = new_token()
        request.state.user = request.state.actor = None
        ORIGIN.set(Origin(request.client.host if request.client else "", f"{request.method} {request.url.path}"))

        async def send_shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(request, MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_shielded)

    def _add_headers(self, request: Request, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", _caching(request))
        if self._settings.secure_cookies:
            headers["Strict-Transport-Security"] = f"max-age={A_YEAR_S}"
        if VISIT_COOKIE not in request.cookies and "text/html" in headers.get("content-type", ""):
            headers.append("Set-Cookie", self._visit(request.state.new_visit))

    def _visit(self, token: str) -> str:
        secure = "; Secure" if self._settings.secure_cookies else ""
        return f"{VISIT_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"


def _caching(request: Request) -> str:
    """What has its hash in its address may be kept for ever; what a style sheet names without one, an hour."""
    if not request.url.path.startswith("/static/"):
        return "no-store"
    return f"public, max-age={A_YEAR_S}, immutable" if request.url.query else "public, max-age=3600"
