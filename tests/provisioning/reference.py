"""``docs/commands.md``: every command of ``rao`` as its own help tells it, on one page. ``make commands`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from provisioning.main import main

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
BEGINS = """# Commands

*Written by `make commands`: what each command says by `--help`, on one page.*
"""
REACHING = ("url", "token", "config")
"""Options of all commands that ask a running controller."""
EVERYWHERE = (*REACHING, "as_json", "help")
"""Options that are told in a line."""


def reference() -> str:
    """The whole page, in Markdown."""
    context = click.Context(main, info_name="rao", **main.context_settings)
    return "\n".join([BEGINS, *_told(main, context)]) + "\n"


def commands(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """The full name of a command and of all below it, by name."""
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from commands(below, click.Context(below, info_name=name, parent=context))


def _told(command: click.Command, context: click.Context) -> Iterator[str]:
    for path, one, within in commands(command, context):
        yield f"## {path}\n"
        yield f"    {path} {' '.join(one.collect_usage_pieces(within))}\n"
        yield from (f"{part}\n" for part in _paragraphs(one.help or ""))
        yield from _options(one, within)
        yield from _epilog(one.epilog or "")


def _paragraphs(text: str) -> Iterator[str]:
    """What click would wrap is one line; what stands after its mark ``\\b`` stays as it is."""
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines()]
        yield " ".join(line for line in lines if line and line != "\b")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    given = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    own = [one.get_help_record(context) for one in given if one.name not in EVERYWHERE]
    rows = [f"| `{_cell(names)}` | {_cell(text)} |" for names, text in filter(None, own)]
    if rows:
        yield "\n".join(["| option | |", "| --- | --- |", *rows]) + "\n"
    common = ", ".join(f"`{one.opts[0]}`" for one in given if one.name in EVERYWHERE and one.name != "help")
    if common:
        yield f"Also {common}.\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _epilog(text: str) -> Iterator[str]:
    """Examples are code, all else is text."""
    for part in text.replace("\b\n", "").strip().split("\n\n"):
        first, *rest = part.splitlines() or [""]
        if first.startswith("Example"):
            lines = [first.partition(":")[2], *rest]
            yield "\n".join(f"    {line.strip()}" for line in lines if line.strip()) + "\n"
        elif part:
            yield part + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
