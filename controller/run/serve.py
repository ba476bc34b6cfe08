"""Opening the house, serving until told to stop, and closing it in the right order."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from controller.run.house import House, build
from controller.run.jobs import scheduler_of
from controller.run.lock import only_one
from controller.settings import Http, Settings
from controller.web.app import create_app
from protocol.errors import Unavailable
from protocol.words import Words

PATIENCE_WITH_STREAMS_S = 1
"""Open event streams are cut after this at the end; browsers open new ones."""
KEEP_ALIVE_S = 15
"""Longer than clients keep an idle connection (httpx: 5 s), else both let go of one that is just being used again."""
BACKLOG = 2048


def run(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT, then closes cleanly.

    Raises :class:`protocol.errors.Conflict` when this data folder is served already, :class:`Unavailable` when the
    port is taken, and what the settings' files make impossible.
    """
    _set_up_logging()
    with only_one(settings.data_dir), _listening(settings.http) as listener, _own_signals():
        house = build(settings)
        with _working(house):
            _server(house).run(sockets=[listener])


def _server(house: House) -> uvicorn.Server:
    config = uvicorn.Config(
        create_app(house.settings, house.engine, house.bus),
        log_config=None,
        access_log=False,
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=PATIENCE_WITH_STREAMS_S,
    )
    return uvicorn.Server(config)


@contextmanager
def _working(house: House) -> Iterator[None]:
    """The link and the jobs, from when the first connection is tried to when the last heartbeat is written down."""
    scheduler = scheduler_of(house)
    house.link.start()
    scheduler.start()
    try:
        yield
    finally:
        house.closing.set()
        scheduler.shutdown()
        house.link.stop()
        house.ingest.flush()
        house.engine.dispose()


@contextmanager
def _listening(http: Http) -> Iterator[socket.socket]:
    try:
        listener = socket.create_server((http.host, http.port), backlog=BACKLOG)
    except OSError as taken:
        raise Unavailable(
            Words(
                f"Không mở được {http.host}:{http.port}: {taken}.", f"Can't listen on {http.host}:{http.port}: {taken}."
            ),
            Words(
                "Dừng chương trình đang dùng cổng, hoặc đổi port ở [http].", "Free that port, or change it in [http]."
            ),
        ) from taken
    with listener:
        yield listener


@contextmanager
def _own_signals() -> Iterator[None]:
    """uvicorn raises a signal it stopped for once more when it is done; that must not end us before we closed."""
    before = {number: signal.signal(number, _ignore) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: object) -> None:
    """Nothing: uvicorn has stopped serving already."""


def _set_up_logging() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("apscheduler", "alembic", "httpx"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
