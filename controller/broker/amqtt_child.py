"""``python -m controller.broker.amqtt_child``: amqtt in Mosquitto's place, on this machine only.

amqtt hands new clients other clients' retained messages and sends no will when a keepalive ends, so it must never be
reached from outside; documents stay safe all the same, since boards act only on what is signed for them.
"""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import click
from amqtt.broker import Broker

from controller.broker.config import is_loopback
from controller.broker.files import write_private
from protocol.errors import InvalidInput
from protocol.words import Words


@click.command()
@click.option("--bind", default="127.0.0.1", show_default=True, help="Loopback address.")
@click.option("--port", type=int, required=True)
@click.option("--passwd", "passwd_file", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--controller", default="rao-controller", show_default=True, help="The controller's login.")
@click.option("--pid-file", type=click.Path(path_type=Path), required=True)
def main(bind: str, port: int, passwd_file: Path, controller: str, pid_file: Path) -> None:
    """Run amqtt on loopback with the logins and the access list of Rao until it is told to end."""
    try:
        config = broker_config(bind, port, passwd_file, controller)
    except InvalidInput as refused:
        raise click.ClickException(str(refused)) from refused
    asyncio.run(_serve(config, pid_file))


def broker_config(bind: str, port: int, passwd_file: Path, controller: str) -> dict[str, Any]:
    """amqtt's configuration; raises :class:`InvalidInput` for an address that others could reach."""
    if not is_loopback(bind):
        raise InvalidInput(
            Words(f"amqtt không được nghe ở {bind}.", f"amqtt must not listen on {bind}."),
            Words("Dùng 127.0.0.1, hoặc cài Mosquitto.", "Use 127.0.0.1, or install Mosquitto."),
        )
    rules = "controller.broker.amqtt_rules"
    return {
        "listeners": {"default": {"type": "tcp", "bind": f"{bind}:{port}"}},
        "plugins": {
            f"{rules}.Logins": {"passwd_file": str(passwd_file), "controller": controller},
            f"{rules}.Access": {"controller": controller},
        },
    }


async def _serve(config: dict[str, Any], pid_file: Path) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for stop in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop, ended.set)
    loop.add_signal_handler(signal.SIGHUP, _nothing)
    broker = Broker(config)
    await broker.start()
    write_private(pid_file, f"{os.getpid()}\n", mode=0o644)
    await ended.wait()
    await broker.shutdown()
    pid_file.unlink(missing_ok=True)


def _nothing() -> None:
    """SIGHUP means that the logins changed; they are read at every login anyway."""


if __name__ == "__main__":
    main()
