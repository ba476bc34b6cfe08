"""``rao controller seed-demo``."""

from __future__ import annotations

from pathlib import Path

import click

from controller.cli.options import config_option, json_option
from controller.cli.telling import tell, tell_json, tell_table
from controller.settings import load_settings
from protocol.words import Words

HEADS = (Words("NGƯỜI DÙNG", "USER"), Words("MẬT KHẨU", "PASSWORD"), Words("VAI TRÒ", "ROLE"))


@click.command(epilog="Example: rao controller seed-demo --config .demo/controller/controller.toml --json")
@config_option
@json_option
def seed_demo(config: Path | None, as_json: bool) -> None:
    """Fill a controller with a small province to try it on. Never on a real one: its passwords are public.

    JSON: {users: [{login, password, role}], token, published}. Running it again changes nothing.
    """
    from controller.db import opened
    from controller.seed.demo import PASSWORD, seed

    settings = load_settings(config)
    with opened(settings.database) as engine:
        seeded = seed(settings, engine)
    users = [{"login": one.login, "password": PASSWORD, "role": one.role} for one in seeded.people]
    if as_json:
        tell_json({"users": users, "token": seeded.token, "published": seeded.published})
        return
    tell_table(HEADS, [list(user.values()) for user in users])
    count = len(seeded.published)
    tell(Words(f"Đã phát hành {count} nội dung mới.", f"{count} contents were published."))
