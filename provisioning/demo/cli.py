"""``rao demo``."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Literal

import click

from protocol.words import Words
from provisioning.console import Console
from provisioning.demo.household import Household
from provisioning.demo.layout import Layout
from provisioning.demo.lock import only_demo_in
from provisioning.demo.machine import has_mosquitto
from provisioning.demo.ports import kept_ports
from provisioning.demo.province import Province
from provisioning.demo.watch import say_it_is_up, watch

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BrokerChoice = Literal["auto", "mosquitto", "amqtt"]


@click.command(epilog="Example: rao demo --folder .demo --broker amqtt")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".demo"),
    show_default=True,
    help="Where everything is kept; a second run goes on from there.",
)
@click.option(
    "--broker",
    type=click.Choice(["auto", "mosquitto", "amqtt"]),
    default="auto",
    show_default=True,
    help="auto: Mosquitto where it is installed, else amqtt.",
)
def demo(folder: Path, broker: BrokerChoice) -> None:
    """Run a small province on this machine: controller, broker and three boards. Ctrl-C stops it all."""
    layout, console, household = Layout(folder.absolute()), Console.here(), Household()
    for number in STOPPING:
        signal.signal(number, _stop)
    with only_demo_in(layout.folder, layout.lock), kept_ports(layout.ports) as ports:
        try:
            province = Province(layout, ports, _uses_mosquitto(broker), household, console)
            say_it_is_up(province, province.bring_up())
            watch(household, console)
        except KeyboardInterrupt:
            console.say(Words("Đang dừng tất cả ...", "Stopping it all ..."))
        finally:
            _stop_undisturbed(household)


def _uses_mosquitto(choice: BrokerChoice) -> bool:
    return has_mosquitto() if choice == "auto" else choice == "mosquitto"


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop_undisturbed(household: Household) -> None:
    """Stop every process; another Ctrl-C meanwhile does not leave any behind."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
    household.stop_all()
