"""``rao agent ...``: what is typed on a device."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec

from agent.config import Config, read_config
from agent.preview import preview

CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("/etc/rao/agent.toml"),
    show_default=True,
    help="The device's configuration.",
)


@click.group()
def agent() -> None:
    """A board or loudspeaker: enrol it, run it, look into it."""


agent.add_command(preview)


@agent.command(epilog="Example: rao agent run --config /etc/rao/agent.toml")
@CONFIG
@click.option("--verbose", is_flag=True, help="Log details.")
def run(config_path: Path, verbose: bool) -> None:
    """Run this device until it is stopped (Ctrl-C, SIGTERM)."""
    from agent.run import run_agent
    from agent.run.logs import begin_logging

    config = read_config(config_path)
    begin_logging(verbose=verbose)
    ending = run_agent(config)
    if ending == "restart":
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (this very command again)
    if ending == "failed":
        raise SystemExit(1)


@agent.command(epilog="Example: rao agent enrol --config agent.toml --url https://rao.example.gov.vn --claim abcd-...")
@CONFIG
@click.option("--url", help="Where the controller answers; default: controller.url of the configuration.")
@click.option("--claim", required=True, help="The one-time claim token from the panel.")
@click.option("--again", is_flag=True, help="Replace the identity this device has.")
def enrol(config_path: Path, url: str | None, claim: str, again: bool) -> None:
    """Give this device its identity."""
    from agent.enrol import enrol as enrol_device

    config = read_config(config_path)
    identity = enrol_device(config, _url(config, url), claim, again=again)
    click.echo(f"{identity.device_id}  {identity.unit_name}")


@agent.command(epilog="Example: rao agent status --config agent.toml --json")
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
def status(config_path: Path, as_json: bool) -> None:
    """Show what is on this device's disk: identity, documents, content."""
    from agent.inspection import on_disk

    found = on_disk(read_config(config_path))
    if as_json:
        click.echo(msgspec.json.encode(found))
        return
    for name, value in msgspec.structs.asdict(found).items():
        click.echo(f"{name.replace('_', ' '):<26}{_plain(value)}")


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{one.kind} {one.aud} {one.revision}" for one in value)
    return "-" if value is None else str(value)


def _url(config: Config, url: str | None) -> str:
    if url is not None:
        return url
    if config.controller is not None:
        return config.controller.url
    raise click.UsageError("Name the controller: --url https://...")
