"""The ``rao`` command."""

from __future__ import annotations

import click

from provisioning.commands import InstalledCommands

EPILOG = """\b
Examples:
  rao controller run                     start the province: panel, API and worker
  rao controller publish notice.md       publish a bulletin
  rao controller devices --json          which boards are online and what they show
  rao agent enrol --url https://... --claim ...   make this machine a board
  rao speech say "Gió giật cấp 8-9" -o wind.wav   hear what loudspeakers will say
  rao demo                               a small province on this machine

\b
Exit codes: 0 done, 2 wrong input, 3 not found, 4 not allowed, 5 not now, 6 something does not answer, 1 other.
Messages are in Vietnamese when the locale is (LC_ALL=vi_VN.UTF-8), else in English.
"""


@click.group(
    cls=InstalledCommands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="rao", prog_name="rao")
def main() -> None:
    """Rao, the village crier for a whole province: boards and loudspeakers that say the right thing, on time."""
