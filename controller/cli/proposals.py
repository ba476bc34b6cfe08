"""``rao controller proposals``: changes of schedules proposed as a file, looked at, and judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.schedules import FILE, read_file
from controller.cli.telling import spoken, tell, tell_json, tell_table
from protocol.words import Words

PROPOSALS = "/api/v1/proposals"
HEADS = (
    Words("MÃ", "ID"),
    Words("ĐỀ XUẤT", "PROPOSAL"),
    Words("TÌNH TRẠNG", "STATE"),
    Words("NGƯỜI SOẠN", "BY"),
    Words("ĐƠN VỊ", "UNIT"),
)
STANDING = {
    "draft": Words("đang soạn", "a draft"),
    "submitted": Words("chờ duyệt", "waiting for approval"),
    "returned": Words("bị trả lại", "returned"),
    "approved": Words("đã đưa vào lịch", "in force"),
    "withdrawn": Words("đã bỏ", "discarded"),
}
ACTS = ("submit", "take_back", "discard", "approve", "return")


@click.group()
def proposals() -> None:
    """Changes of schedules that somebody proposes and somebody else puts in force."""


@proposals.command("list", epilog="Example: rao controller proposals list --state submitted")
@click.option("--state", type=click.Choice([*STANDING]), help="Only those that stand so.")
@json_option
@calling
def list_proposals(api: Api, state: str | None, as_json: bool) -> None:
    """Proposals of your units, the newest first.

    \b
    JSON: a list as GET /api/v1/proposals answers it.
    """
    found = api.get_all(f"{PROPOSALS}?state={state or ''}")
    if as_json:
        tell_json(found)
        return
    rows = [[one["id"], one["title"], spoken(STANDING[one["state"]]), one["by"] or "", one["unit_id"]] for one in found]
    tell_table(HEADS, rows)


@proposals.command("show", epilog="Example: rao controller proposals show plan-019abc-12ef")
@click.argument("proposal_id", metavar="ID")
@json_option
@calling
def show(api: Api, proposal_id: str, as_json: bool) -> None:
    """What a proposal changes, before and after, and what of it would not be heard.

    \b
    JSON: as GET /api/v1/proposals/ID answers it.
    """
    told = api.get(f"{PROPOSALS}/{proposal_id}")
    if as_json:
        tell_json(told)
        return
    tell(Words(f"{told['title']}: {STANDING[told['state']].vi}", f"{told['title']}: {STANDING[told['state']].en}"))
    for line in told["lines"]:
        click.echo(f"{line['title']}  {line['id']}")
        for one in line["differences"]:
            was = "" if one["was"] is None else f"{one['was']} → "
            click.echo(f"  {one['name']}: {was}{one['now']}")
    for said in (*told["refused"], *told["notices"]):
        click.echo(f"! {said}")


@proposals.command("add", epilog="Example: rao controller proposals add lich.json")
@click.argument("file", type=FILE)
@click.option("--draft", is_flag=True, help="Do not submit it yet.")
@json_option
@calling
def add(api: Api, file: Path, draft: bool, as_json: bool) -> None:
    """Propose what a file (rao.schedules/1) would change; boards follow when somebody who may publish approves it.

    \b
    Refused lines are told by number.
    JSON: {proposal, seen, devices_told}.
    """
    told = api.post(PROPOSALS, {"file": read_file(file), "upto": "draft" if draft else "submitted"})
    _tell(told, as_json)


@proposals.command("take", epilog='Example: rao controller proposals take plan-019abc-12ef return --reason "17:30"')
@click.argument("proposal_id", metavar="ID")
@click.argument("act", type=click.Choice(ACTS))
@click.option("--reason", default="", help="Why it is returned.")
@json_option
@calling
def take(api: Api, proposal_id: str, act: str, reason: str, as_json: bool) -> None:
    """Take a step with a proposal as it stands now; approve puts it in force.

    \b
    JSON: {proposal, seen, devices_told}.
    """
    seen = api.get(f"{PROPOSALS}/{proposal_id}")["seen"]
    _tell(api.post(f"{PROPOSALS}/{proposal_id}/steps", {"act": act, "seen": seen, "reason": reason}), as_json)


def _tell(told: Any, as_json: bool) -> None:
    if as_json:
        tell_json(told)
        return
    proposal, count = told["proposal"], told["devices_told"]
    standing = STANDING[proposal["state"]]
    tell(
        Words(
            f"{proposal['title']}: {standing.vi}  {proposal['id']}; {count} thiết bị nhận lịch mới.",
            f"{proposal['title']}: {standing.en}  {proposal['id']}; devices told of it: {count}.",
        )
    )
