"""Puts the web application together."""

from __future__ import annotations

from fastapi import Depends, FastAPI
from sqlalchemy import Engine
from starlette.staticfiles import StaticFiles

from controller.db import engine_of
from controller.oidc.provider import Provider
from controller.people.deps import guard_api, guard_forms
from controller.settings import Settings
from controller.web import described, events, health
from controller.web.bus import Bus
from controller.web.described import Described
from controller.web.errors import install_errors
from controller.web.gate import Gate
from controller.web.panel import STATIC
from controller.web.routers import routers
from controller.web.shield import Shield


def create_app(settings: Settings, engine: Engine | None = None, bus: Bus | None = None) -> FastAPI:
    """The panel and the HTTP interface of all domains. The caller prepares the database and publishes on the bus."""
    app = Described(title="Rao", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.engine = engine or engine_of(settings.database)
    app.state.bus = bus or Bus()
    app.state.provider = settings.oidc and Provider(settings.oidc, settings.http.public_url)
    app.add_middleware(Gate)
    app.add_middleware(Shield, settings=settings)
    install_errors(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(health.router)
    app.include_router(events.router)
    app.include_router(described.router)
    for router in routers("api"):
        app.include_router(router, dependencies=[Depends(guard_api)])
    for router in routers("pages"):
        app.include_router(router, dependencies=[Depends(guard_forms)])
    return app
