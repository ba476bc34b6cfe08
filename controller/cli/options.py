"""Options that many commands share: which settings file, which controller, as whom."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.seed.token_file import operator_token_file
from controller.settings import Settings, load_settings
from protocol.errors import NotAllowed, NotFound
from protocol.words import Words

config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The controller's settings file.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for scripts.")


def reaching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that say which controller is meant, and as whom."""
    command = config_option(command)
    command = click.option("--token", envvar="RAO_TOKEN", help="An API token.  [env: RAO_TOKEN]")(command)
    return click.option("--url", envvar="RAO_URL", help="The controller's address.  [env: RAO_URL]")(command)


def calling(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command its ``api``, found by ``--url``, ``--token`` and ``--config``."""

    @reaching
    @functools.wraps(command)
    def with_api(*args: Any, url: str | None, token: str | None, config: Path | None, **options: Any) -> Any:
        api = Api(*found(url, token, config))
        try:
            return command(*args, api=api, **options)
        finally:
            api.close()

    return with_api


def found(url: str | None, token: str | None, config: Path | None) -> tuple[str, str]:
    """Address and token: as given, else those of this machine's controller."""
    if url and token:
        return url, token
    settings = _settings(config)
    return url or settings.http.public_url, token or _operator_token(settings)


def _settings(config: Path | None) -> Settings:
    try:
        return load_settings(config)
    except NotFound as missing:
        raise NotFound(
            missing.problem,
            Words(
                "Chỉ ra tệp bằng --config, hoặc dùng --url và --token (RAO_URL, RAO_TOKEN).",
                "Name it by --config, or give --url and --token (RAO_URL, RAO_TOKEN).",
            ),
        ) from missing


def _operator_token(settings: Settings) -> str:
    path = operator_token_file(settings)
    try:
        return path.read_text("ascii").strip()
    except OSError as missing:
        raise NotAllowed(
            Words(f"Không đọc được {path}.", f"{path} can't be read."),
            Words(
                "Dùng --token, hoặc chạy rao controller init trên máy chủ.",
                "Give --token, or run rao controller init on the controller's machine.",
            ),
        ) from missing
