"""``rao controller run`` and ``broker-config``."""

from __future__ import annotations

from pathlib import Path

import click

from controller.cli.options import config_option
from controller.cli.telling import tell
from controller.settings import load_settings
from protocol.words import Words


@click.command(epilog="Example: rao controller run --config /etc/rao/controller.toml")
@config_option
def run(config: Path | None) -> None:
    """Run the controller: panel, API, broker link and jobs, until it is stopped."""
    from controller.run.serve import run as serve

    serve(load_settings(config))


@click.command(
    "broker-config",
    epilog="""\b
Example:
  rao controller broker-config --folder /etc/rao/broker --bind 0.0.0.0 --name mqtt.example.vn
  mosquitto -c /etc/rao/broker/mosquitto.conf""",
)
@config_option
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it is written; beside the broker's list of logins if not given.",
)
@click.option("--bind", help="The address the broker listens on; the settings' broker host if not given.")
@click.option(
    "--name", "names", multiple=True, help="A name or address by which devices reach it, for its certificate."
)
def broker_config(config: Path | None, folder: Path | None, bind: str | None, names: tuple[str, ...]) -> None:
    """Write a Mosquitto configuration: TLS, a login a device, and rights to its own topics only."""
    from controller.broker.config import Listener, write_config
    from controller.db import opened
    from controller.seed.foundation import lay

    settings = load_settings(config)
    address = bind or settings.broker.host
    ours = (settings.broker.public_host or settings.broker.host, settings.broker.host)
    called = tuple(dict.fromkeys((*names, *ours)))
    listener = Listener(address, settings.broker.port, settings.broker.tls, called)
    with opened(settings.database) as engine:
        lay(settings, engine)
        path = write_config(engine, settings, folder or settings.broker.passwd_file.parent, listener)
    tell(Words(f"Đã ghi {path}. Chạy: mosquitto -c {path}", f"Written: {path}. Start it: mosquitto -c {path}"))
