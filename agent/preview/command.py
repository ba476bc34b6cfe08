"""``rao agent preview``: a picture of any moment."""

from __future__ import annotations

from pathlib import Path

import click

from protocol.errors import InvalidInput
from protocol.words import Words

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog="Example:  rao agent preview --config agent.toml --at 2026-11-23T05:29:59+07:00 -o moment.png")
@click.argument("manifest", type=_FILE, required=False)
@click.option("--config", type=_FILE, help="The device whose programme to draw.")
@click.option("--store", type=_FOLDER, help="With MANIFEST: the folder of content by hash.")
@click.option("--profile", help="With MANIFEST: the hardware model, such as bulletin-1080p.")
@click.option("--at", required=True, help="The moment, ISO 8601; without an offset it is Vietnamese time.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="PNG to write.")
def preview(
    manifest: Path | None, config: Path | None, store: Path | None, profile: str | None, at: str, output: Path
) -> None:
    """Draw what a board shows at a moment, from its device's data or from a MANIFEST file, by the board's own code."""
    from agent.preview.drawing import draw_device, draw_manifest, moment_of

    moment = moment_of(at)
    if config is not None and manifest is None:
        draw_device(config, moment, output)
    elif manifest is not None and store is not None and profile is not None:
        draw_manifest(manifest, store, profile, moment, output)
    else:
        raise _name_a_source()
    click.echo(str(output))


def _name_a_source() -> InvalidInput:
    return InvalidInput(
        Words("Chưa biết vẽ chương trình nào.", "It is not said whose programme to draw."),
        Words(
            "Dùng --config TỆP, hoặc MANIFEST cùng --store và --profile.",
            "Use --config FILE, or MANIFEST with --store and --profile.",
        ),
    )
