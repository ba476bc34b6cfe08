"""Where the API token of this machine's operator is kept, for the command line."""

from __future__ import annotations

from pathlib import Path

from controller.settings import Settings


def operator_token_file(settings: Settings) -> Path:
    """Only its owner can read it: it may do what the administrator may."""
    return settings.data_dir / "operator.token"
