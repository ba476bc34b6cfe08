"""Pages from templates: one environment a language, and what every page needs to know."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from controller.clock import wall_ms
from controller.people.actor import Actor, may
from controller.people.deps import SESSION_COOKIE, VISIT_COOKIE
from controller.people.models import User
from controller.people.rights import RIGHTS
from controller.people.tokens import csrf_of
from controller.web.i18n import translations
from controller.web.icons import icon
from controller.web.words import Speaker
from protocol.words import Language

WEB = Path(__file__).parent
STATIC = WEB / "static"


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The template as an answer. Templates know ``user``, ``may`` (set of rights), ``say`` (words), ``form_token``."""
    language: Language = request.state.language
    user: User | None = request.state.user
    actor: Actor | None = request.state.actor
    zone = request.app.state.settings.time_zone
    known = {
        "request": request,
        "user": user,
        "may": {right for right in RIGHTS if actor is not None and may(actor, right)},
        "say": Speaker(language, zone),
        "now_ms": wall_ms(),
        "today": Speaker(language, zone).day(wall_ms()),
        "language": language,
        "form_token": form_token(request),
    }
    return HTMLResponse(environment(language).get_template(template).render(known | values), status)


def form_token(request: Request) -> str:
    """What a form of this browser must carry; see :func:`controller.people.deps.guard_forms`."""
    held = request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISIT_COOKIE) or request.state.new_visit
    return csrf_of(held)


@cache
def environment(language: Language) -> Environment:
    """The templates in one language. An undefined name in a template is an error, not an empty string."""
    made = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(icon=icon, static=static)
    return made


@cache
def static(name: str) -> str:
    """The address of a static file, with its hash, so that browsers may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"
