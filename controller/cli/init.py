"""``rao controller init``."""

from __future__ import annotations

from pathlib import Path

import click

from controller.cli.telling import tell
from controller.seed.token_file import operator_token_file
from controller.settings import load_settings
from protocol.words import Words

FIRST_SETTINGS = """# Settings of this Rao controller; controller/settings.py says what each may be.
data_dir = "data"

[http]
host = "127.0.0.1"
port = 8080
public_url = "http://127.0.0.1:8080"

[broker]
host = "127.0.0.1"
port = 8883
tls = true
ca_file = "broker/ca.pem"
pid_file = "broker/mosquitto.pid"
"""


@click.command(epilog='Example: rao controller init --login an --name "Nguyễn Văn An" --unit 75-20260430')
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("controller.toml"),
    show_default=True,
    help="The settings file; written when there is none.",
)
@click.option("--login", required=True, help="User name of the first administrator.")
@click.option("--name", "full_name", required=True, help="Their full name.")
@click.option("--unit", required=True, help="The id of the unit they administer, with all below it.")
@click.password_option(envvar="RAO_PASSWORD", help="Asked for if not given.  [env: RAO_PASSWORD]")
def init(config: Path, login: str, full_name: str, unit: str, password: str) -> None:
    """Make a controller: data folder, keys, database, units, the first administrator and an operator's token.

    What is there already stays, so it may be run again.
    """
    from controller.db import opened, session_scope
    from controller.seed.foundation import ensure_operator_token, ensure_user, lay

    if not config.exists():
        config.write_text(FIRST_SETTINGS, "utf-8")
    settings = load_settings(config)
    token_file = operator_token_file(settings)
    with opened(settings.database) as engine:
        lay(settings, engine)
        with session_scope(engine) as session:
            user = ensure_user(
                session, login=login, full_name=full_name, password=password, role="administrator", unit_id=unit
            )
            ensure_operator_token(session, user, token_file)
    tell(
        Words(
            f"Xong: {config}, {token_file}. Tiếp theo: rao controller broker-config, rồi rao controller run",
            f"Done: {config}, {token_file}. Next: rao controller broker-config, then rao controller run",
        )
    )
