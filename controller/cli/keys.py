"""``rao controller keys`` and ``restored``: on the controller's own machine, where its keys and its database are."""

from __future__ import annotations

from pathlib import Path

import click

from controller.cli.options import config_option
from controller.cli.telling import tell
from controller.settings import load_settings
from protocol.words import Words


@click.group()
def keys() -> None:
    """The keys that sign what boards show and say."""


@keys.command(
    epilog="""\b
Example:
  systemctl stop rao-controller && rao controller keys rotate && systemctl start rao-controller"""
)
@click.option("--stolen", is_flag=True, help="Trust the old key no longer, not even for the week of overlap.")
@config_option
def rotate(stolen: bool, config: Path | None) -> None:
    """Make a new working key and sign everything with it. Stop the controller first; the root key must be here.

    Boards learn of it when the controller runs again. The old key stays trusted for a week, for boards that are off.
    """
    from controller.clock import wall_ms
    from controller.db import opened, session_scope
    from controller.keys.service import rotate as rotate_keys
    from controller.keys.trust import OVERLAP_MS
    from controller.run.lock import only_one
    from controller.seed.foundation import lay

    settings = load_settings(config)
    with only_one(settings.data_dir), opened(settings.database) as engine:
        lay(settings, engine)
        with session_scope(engine) as session:
            signed = rotate_keys(session, settings, wall_ms(), overlap_ms=0 if stolen else OVERLAP_MS)
    tell(
        Words(
            f"Đã thay khóa, ký lại {signed} văn bản. Tiếp theo: rao controller run",
            f"The key is new, {signed} documents are signed again. Next: rao controller run",
        )
    )


@click.command(epilog="Example: cp backup.sqlite3 data/rao.sqlite3 && rao controller restored && rao controller run")
@config_option
def restored(config: Path | None) -> None:
    """Say that the database came back from a backup, so that boards take its older revisions for newer ones."""
    from controller.clock import wall_ms
    from controller.db import opened, session_scope
    from controller.documents.service import raise_epoch
    from controller.seed.foundation import lay

    settings = load_settings(config)
    with opened(settings.database) as engine:
        lay(settings, engine)
        with session_scope(engine) as session:
            epoch = raise_epoch(session, wall_ms())
    tell(
        Words(
            f"Từ nay là thời kỳ {epoch}; mọi văn bản sẽ được ký lại khi bộ điều khiển chạy.",
            f"This is epoch {epoch} from now on; a running controller signs everything again.",
        )
    )
