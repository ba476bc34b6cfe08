"""The commands of the installed parts, found by entry point and imported only when they are wanted."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

import click

from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound, RaoError, Unavailable
from protocol.words import Words, terminal_language
from provisioning.extras import missing_from

GROUP = "rao.commands"
WAYS_OF: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "demo": (("agent", "controller"),),
    "speech": (("agent",), ("controller",)),
}
"""The extras a command needs, where that is not the one of its own name: all of any one of these."""

EXIT_CODES: tuple[tuple[type[RaoError], int], ...] = (
    (InvalidInput, 2),
    (NotFound, 3),
    (NotAllowed, 4),
    (Conflict, 5),
    (Unavailable, 6),
)


class PartMissing(Unavailable):
    """The command exists, but the libraries of its part were not installed here."""

    def __init__(self, command: str, extras: tuple[str, ...]) -> None:
        wanted = ",".join(extras)
        super().__init__(
            Words(f"Máy này chưa cài phần của lệnh «rao {command}».", f"This machine lacks the part of rao {command}."),
            Words(f'Cài bằng: pip install "rao[{wanted}]"', f'Install it: pip install "rao[{wanted}]"'),
        )


class Told(click.ClickException):
    """A RaoError on its way to standard error, in the language of the terminal."""

    def __init__(self, error: RaoError) -> None:
        super().__init__(error.told_in(terminal_language(os.environ)))
        self.exit_code = exit_code_of(error)

    def show(self, file: object = None) -> None:
        """Write the message, with no prefix that says Error once more."""
        click.echo(self.message, err=True)


def exit_code_of(error: RaoError) -> int:
    """The exit code that tells a script which case this is; 1 for any other."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)


class InstalledCommands(click.Group):
    """A group whose commands are the entry points of ``rao.commands``; lists only those that can run here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands whose libraries are installed."""
        own = super().list_commands(ctx)
        return sorted([*own, *(name for name in _found() if not _lacking(name))])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; PartMissing as Told when its libraries are not here."""
        if own := super().get_command(ctx, cmd_name):
            return own
        entry = _found().get(cmd_name)
        if entry is None:
            return None
        if _lacking(cmd_name):
            raise Told(PartMissing(cmd_name, _ways(cmd_name)[0]))
        return _command(entry)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what Rao refuses is told to the person and becomes an exit code."""
        try:
            return super().invoke(ctx)
        except RaoError as error:
            raise Told(error) from error


def _command(entry: EntryPoint) -> click.Command:
    command = entry.load()
    if not isinstance(command, click.Command):
        raise TypeError(f"{entry.value} in {GROUP} is no click command")
    return command


def _found() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _ways(command: str) -> tuple[tuple[str, ...], ...]:
    return WAYS_OF.get(command, ((command,),))


def _lacking(command: str) -> bool:
    return all(any(missing_from(extra) for extra in extras) for extras in _ways(command))
