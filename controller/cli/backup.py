"""``rao controller backup`` and ``restore``: on the controller's own machine."""

from __future__ import annotations

from pathlib import Path

import click

from controller.cli.options import config_option
from controller.cli.telling import tell
from controller.settings import load_settings
from protocol.words import Words


@click.command(epilog="Example: rao controller backup /backup/rao-$(date +%F).tar.gz")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@config_option
def backup(file: Path, config: Path | None) -> None:
    """Write database, content and keys into one file, while the controller runs.

    Whoever has the file is the province: it holds the keys. A root key that is kept elsewhere is not in it, and neither
    is the settings file.
    """
    from controller.backup.service import back_up
    from controller.clock import wall_ms
    from controller.db import opened

    settings = load_settings(config)
    with opened(settings.database) as engine:
        count = back_up(settings, engine, file.absolute(), wall_ms())
    size_mb = file.stat().st_size / 1e6
    tell(
        Words(
            f"Đã lưu {count} tệp vào {file} ({size_mb:.1f} MB). Giữ kín: trong đó có khóa ký.",
            f"{count} files are in {file} ({size_mb:.1f} MB). Keep it safe: the signing keys are in it.",
        )
    )


@click.command(epilog="Example: rao controller restore /backup/rao-2026-11-30.tar.gz --config /etc/rao/controller.toml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
def restore(file: Path, config: Path | None) -> None:
    """Make a controller of a backup, in an empty data folder and an empty database.

    The backup may come from the other kind of database. Boards take what the controller states from now on for newer
    than what they hold.
    """
    from controller.backup.service import restore as restore_from
    from controller.clock import wall_ms
    from controller.db import opened
    from controller.run.lock import only_one

    settings = load_settings(config)
    with only_one(settings.data_dir), opened(settings.database) as engine:
        epoch = restore_from(settings, engine, file, wall_ms())
    tell(
        Words(
            f"Đã khôi phục; từ nay là thời kỳ {epoch}. Tiếp theo: rao controller run",
            f"Restored; this is epoch {epoch} from now on. Next: rao controller run",
        )
    )
