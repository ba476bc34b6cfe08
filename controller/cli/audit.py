"""``rao controller audit``: on the controller's own machine, over its whole trail of changes."""

from __future__ import annotations

from pathlib import Path

import click

from controller.cli.options import config_option, json_option
from controller.cli.telling import tell, tell_json
from controller.settings import load_settings
from protocol.words import Words


@click.group()
def audit() -> None:
    """Who changed what, when and from where."""


@audit.command(epilog="Example: rao controller audit verify --config /etc/rao/controller.toml")
@config_option
@json_option
def verify(config: Path | None, as_json: bool) -> None:
    """Check that no entry of the trail was changed, added or taken away. Exit code 1, and which, when one was.

    \b
    JSON: {entries, findings: [{damage, first, last}]}.
    """
    from controller.audit.service import check
    from controller.db import opened, session_scope

    with opened(load_settings(config).database) as engine, session_scope(engine, writes=False) as session:
        counted, found = check(session)
    if as_json:
        told = [{"damage": one.damage, "first": one.first, "last": one.last} for one in found]
        tell_json({"entries": counted, "findings": told})
    else:
        for one in found:
            tell(one.words)
        if not found:
            tell(Words(f"Nhật ký nguyên vẹn: {counted} dòng.", f"The trail is whole: {counted} entries."))
    if found:
        raise SystemExit(1)


@audit.command(epilog="Example: rao controller audit export --format jsonl --out nhat-ky.jsonl")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; printed if not given.")
@config_option
def export(form: str, out: Path | None, config: Path | None) -> None:
    """Write the whole trail as CSV for a spreadsheet or as JSON lines, the newest first."""
    from controller.audit.export import exported
    from controller.audit.service import all_entries
    from controller.db import opened, session_scope
    from controller.people.actor import THE_SYSTEM

    with opened(load_settings(config).database) as engine, session_scope(engine, writes=False) as session:
        pieces = exported(all_entries(session, THE_SYSTEM), "csv" if form == "csv" else "jsonl")
        if out is None:
            for piece in pieces:
                click.echo(piece, nl=False)
            return
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
    tell(Words(f"Đã ghi {out}.", f"Written: {out}."))
