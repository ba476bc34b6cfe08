"""``rao speech ...``: what loudspeakers will say, before they do."""

from __future__ import annotations

import click

from media.speech.cli_say import say
from media.speech.cli_spoken import spoken


@click.group()
def speech() -> None:
    """Vietnamese as loudspeakers say it."""


speech.add_command(say)
speech.add_command(spoken)
