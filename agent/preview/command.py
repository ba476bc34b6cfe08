"""``rao agent preview``: a picture of any moment."""

from __future__ import annotations

from pathlib import Path

import click

from protocol.errors import InvalidInput
from protocol.words import Words

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog="Example:  rao agent preview manifest.json --at 2026-11-23T05:29:59+07:00 -o moment.png")
@click.argument("manifest", type=_FILE, required=False)
@click.option("--config", type=_FILE, help="The device whose programme to draw.")
@click.option(
    "--store", type=_FOLDER, help="With MANIFEST: the folder of content by hash; by default the one it lies in."
)
@click.option("--profile", help="With MANIFEST: the hardware model; by default the only one of its size.")
@click.option("--at", required=True, help="The moment, ISO 8601; without an offset it is Vietnamese time.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="PNG to write; has a default.")
def preview(
    manifest: Path | None, config: Path | None, store: Path | None, profile: str | None, at: str, output: Path | None
) -> None:
    """Draw what a board shows at a moment, from its device's data or from a MANIFEST file, by the board's own code."""
    from agent.preview.drawing import draw_device, draw_manifest, moment_of
    from agent.preview.guessing import picture_name, store_beside

    moment, source = moment_of(at), manifest or config
    if source is None or (manifest is not None and config is not None):
        raise _name_a_source()
    written = output or picture_name(source, moment)
    if manifest is None:
        draw_device(source, moment, written)
    else:
        draw_manifest(manifest, store or store_beside(manifest), profile, moment, written)
    click.echo(str(written))


def _name_a_source() -> InvalidInput:
    return InvalidInput(
        Words("Chưa biết vẽ chương trình nào.", "It is not said whose programme to draw."),
        Words(
            "Dùng --config TỆP, hoặc một tệp MANIFEST.",
            "Use --config FILE, or a MANIFEST file.",
        ),
    )
