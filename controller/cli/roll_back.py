"""``rao controller roll-back``."""

from __future__ import annotations

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.telling import tell, tell_json
from protocol.words import Words


@click.command("roll-back", epilog="Example: rao controller roll-back bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@click.option("--step", type=click.IntRange(1), help="Its step to go back to; the last time it said something else.")
@json_option
@calling
def roll_back(api: Api, content_id: str, step: int | None, as_json: bool) -> None:
    """Have a content say what it said before, as a newer version of it.

    What was approved then, and never returned or withdrawn since, is on the air at once when you may publish; anything
    else waits for approval.

    \b
    JSON: {content, seen, acts, steps: [{number, act, from_state, to_state, by, at, ...}], gone}, the newest step first.
    """
    path = f"/api/v1/contents/{content_id}"
    told = api.post(f"{path}/roll-back", {"seen": api.get(path)["seen"], "number": step})
    if as_json:
        tell_json(told)
        return
    title, state = told["content"]["title"], told["content"]["state"]
    if state == "published":
        tell(Words(f"Đã phát lại bản cũ: {title}", f"On the air again as it was: {title}"))
    else:
        tell(Words(f"Đã quay lại bản cũ, chờ duyệt: {title}", f"As it was again, waits for approval: {title}"))
