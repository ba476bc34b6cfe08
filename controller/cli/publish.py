"""``rao controller publish`` and ``withdraw``."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json
from protocol.words import Words

LOOK_EVERY_S = 0.5
DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    epilog="""\b
Examples:
  rao controller publish thong-bao.md --to "Phường Bình Phước" --until 2026-12-31 --wait
  rao controller publish anh-le-hoi.jpg phong-su.mp4 --to 75-20260430 --json"""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "unit", help="The unit (id or name) whose boards play it; your own unit if not given.")
@click.option("--title", default="", help="What it is called; a text's own heading if not given.")
@click.option("--source", default="", help="Who says so; shown under a text.")
@click.option("--class", "slot_class", type=click.Choice(["scheduled", "priority", "filler"]), default="scheduled")
@click.option("--from", "first", type=DAY, help="First day (YYYY-MM-DD); today if not given.")
@click.option("--until", "last", type=DAY, help="Last day (YYYY-MM-DD), included; for good if not given.")
@click.option("--silent", is_flag=True, help="Only show a text, don't say it.")
@click.option("--wait", is_flag=True, help="Wait until every board that is online has it.")
@click.option("--timeout", default=300.0, show_default=True, help="How long to wait, in seconds.")
@json_option
@calling
def publish(api: Api, files: tuple[Path, ...], unit: str | None, wait: bool, timeout: float, **how: Any) -> None:
    """Publish texts (TXT, MD), pictures (JPG, PNG, WebP), clips (MP4, WebM, MKV) or recordings (MP3, OGG, WAV).

    All of FILES or, when one is refused, none. Exit code 1 when boards do not have it in time.
    """
    as_json = how.pop("as_json")
    [unit_id] = unit_ids(api, [unit] if unit else [])
    published = _send(api, files, unit_id, how)
    behind = _wait_for_boards(api, timeout) if wait else []
    if as_json:
        tell_json({**published, "behind": behind})
    else:
        _tell(published, behind)
    if behind:
        raise SystemExit(1)


@click.command(epilog="Example: rao controller withdraw bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@json_option
@calling
def withdraw(api: Api, content_id: str, as_json: bool) -> None:
    """Take a content off the air. `publish` prints its id, and `contents` lists all."""
    content = api.post(f"/api/v1/contents/{content_id}/withdraw")
    if as_json:
        tell_json(content)
    else:
        tell(Words(f"Đã gỡ: {content['title']}", f"Withdrawn: {content['title']}"))


def _send(api: Api, files: tuple[Path, ...], unit_id: str, how: dict[str, Any]) -> Any:
    fields = {
        "unit_id": unit_id,
        "title": how["title"],
        "source": how["source"],
        "slot_class": how["slot_class"],
        "spoken": "false" if how["silent"] else "true",
        **_day("first_date", how["first"]),
        **_day("last_date", how["last"]),
    }
    with contextlib.ExitStack() as opened:
        sent = [("files", (path.name, opened.enter_context(path.open("rb")))) for path in files]
        return api.send("/api/v1/contents", fields, sent)


def _day(name: str, day: datetime | None) -> dict[str, str]:
    return {name: day.date().isoformat()} if day else {}


def _wait_for_boards(api: Api, timeout_s: float) -> list[str]:
    """The names of the boards that are online and still behind when time is up."""

    def behind() -> list[str]:
        devices = api.get("/api/v1/devices")
        reached = (one for one in devices if one["state"] in ("online", "late"))
        return [str(one["name"]) for one in reached if one["applied_rev"] < one["wanted_rev"]]

    return last_of(behind, timeout_s)


def last_of(waiting_for: Callable[[], list[str]], timeout_s: float) -> list[str]:
    """What is still waited for when nothing is, or when time is up."""
    deadline = time.monotonic() + timeout_s
    while (left := waiting_for()) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
    return left


def _tell(published: Any, behind: list[str]) -> None:
    for content in published["contents"]:
        click.echo(f"{content['id']}  {content['title']}")
    told = published["devices_told"]
    tell(Words(f"{told} thiết bị nhận nội dung mới.", f"Devices told of new content: {told}."))
    if behind:
        names = ", ".join(behind)
        tell(Words(f"Chưa có nội dung mới: {names}.", f"Still without it: {names}."))
