"""The group of commands. Each is imported only when it is wanted, so that a listing of boards loads no web server."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "alert": "controller.cli.alert:alert",
    "approval": "controller.cli.approval:approval",
    "audit": "controller.cli.audit:audit",
    "backup": "controller.cli.backup:backup",
    "broker-config": "controller.cli.serve:broker_config",
    "claim": "controller.cli.claim:claim",
    "contents": "controller.cli.contents:contents",
    "devices": "controller.cli.devices:devices",
    "init": "controller.cli.init:init",
    "keys": "controller.cli.keys:keys",
    "lexicon": "controller.cli.lexicon:lexicon",
    "offers": "controller.cli.offers:offers",
    "order": "controller.cli.order:order",
    "programme": "controller.cli.programme:programme",
    "proposals": "controller.cli.proposals:proposals",
    "publish": "controller.cli.publish:publish",
    "recording": "controller.cli.recording:recording",
    "restore": "controller.cli.backup:restore",
    "restored": "controller.cli.keys:restored",
    "roll-back": "controller.cli.roll_back:roll_back",
    "run": "controller.cli.serve:run",
    "schedules": "controller.cli.schedules:schedules",
    "seed-demo": "controller.cli.seed:seed_demo",
    "self-approval": "controller.cli.self_approval:self_approval",
    "shared": "controller.cli.shared:shared",
    "token": "controller.cli.token:token",
    "tune": "controller.cli.tune:tune",
    "units": "controller.cli.units:units",
    "user": "controller.cli.user:user",
    "voices": "controller.cli.voices:voices",
    "withdraw": "controller.cli.publish:withdraw",
}
EPILOG = """\b
Examples:
  rao controller init --login an --name "Nguyễn An" --unit 75-20260430
  rao controller run
  rao controller publish thong-bao.md --to "Phường Bình Phước" --wait
  rao controller alert send --level 3 --event "Lũ quét" --headline "Nước lên nhanh" --to 25195-20250701 --wait

\b
Where the controller is and who asks: --url and --token, else RAO_URL and RAO_TOKEN, else the settings file
(--config, RAO_CONTROLLER, ./controller.toml, .demo/controller/controller.toml, /etc/rao/controller.toml).
"""


class LazyGroup(click.Group):
    """A group whose commands are named in :data:`COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, without importing anything."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, epilog=EPILOG)
def controller() -> None:
    """The province: publish, warn, see every board; make and run the controller."""
