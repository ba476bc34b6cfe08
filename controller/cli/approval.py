"""``rao controller approval``: what waits for a leader, each step of a content, and the next one taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from controller.approval.history import ACTS, OWN
from controller.approval.refusals import STANDING
from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.publication import CONTENTS
from controller.cli.telling import spoken, tell, tell_json, tell_table
from protocol.words import Words

WAITING_HEADS = (
    Words("MÃ", "ID"),
    Words("TIÊU ĐỀ", "TITLE"),
    Words("LOẠI", "KIND"),
    Words("ĐƠN VỊ", "UNIT"),
    Words("GỬI LÚC (UTC)", "SINCE (UTC)"),
)
STEP_HEADS = (
    Words("BƯỚC", "STEP"),
    Words("LÚC (UTC)", "AT (UTC)"),
    Words("VIỆC", "ACT"),
    Words("THÀNH", "THEN"),
    Words("AI", "WHO"),
    Words("LÝ DO", "WHY"),
    Words("THAY ĐỔI", "CHANGED"),
)
GONE_HEADS = (Words("MÃ", "ID"), Words("TÊN", "NAME"), Words("ĐƠN VỊ", "UNIT"), Words("TÌNH TRẠNG", "STATE"))
MAY = {
    "edit": Words("sửa", "edit"),
    "submit": Words("gửi duyệt", "submit"),
    "take_back": Words("lấy lại", "take-back"),
    "discard": Words("bỏ", "discard"),
    "approve": Words("duyệt", "approve"),
    "return": Words("trả lại", "return"),
    "publish": Words("phát hành", "publish"),
    "withdraw": Words("gỡ", "withdraw"),
}
"""English as commands have it."""
WHETHER = {
    "gone": Words("đã gỡ", "gone"),
    "offline": Words("mất kết nối", "offline"),
    "not_yet": Words("chưa báo", "not yet"),
}


@click.group()
def approval() -> None:
    """From a draft to the air: what waits, how each content came to stand as it does, and the next step.

    `rao controller withdraw` takes off the air.
    """


def step_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every step takes."""
    seen = click.option("--seen", help="What `show` told: refused when it changed since. What stands, if not given.")
    return click.argument("content_id")(seen(json_option(calling(command))))


@approval.command("list", epilog="Example: rao controller approval list --json | jq -r '.[].id'")
@json_option
@calling
def list_waiting(api: Api, as_json: bool) -> None:
    """What waits for approval in your units, the longest first.

    \b
    JSON: a list as `rao controller contents` has it.
    """
    found = api.get_all("/api/v1/approvals")
    if as_json:
        tell_json(found)
    else:
        keys = ("id", "title", "kind", "unit")
        tell_table(WAITING_HEADS, [[*(one[key] for key in keys), _moment(one["changed_at"])] for one in found])


@approval.command(epilog="Example: rao controller approval show bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@json_option
@calling
def show(api: Api, content_id: str, as_json: bool) -> None:
    """How a content stands, every step to it, what you may do now; of one off the air, which boards are rid of it.

    \b
    JSON: {content, seen, acts, steps: [{number, act, from_state, to_state, by, at, reason, own, digest, changed}],
    gone: {of, gone, offline, not_yet} or null}; the newest step first.
    """
    standing = api.get(f"{CONTENTS}/{content_id}")
    if as_json:
        tell_json(standing)
        return
    _tell_standing(standing)
    may = ", ".join(spoken(MAY[act]) for act in standing["acts"]) or spoken(Words("chỉ xem", "only look"))
    tell(Words(f"Bạn có thể: {may}. --seen {standing['seen']}", f"You may: {may}. --seen {standing['seen']}"))
    tell_table(STEP_HEADS, [_row(step) for step in standing["steps"]])


@approval.command(epilog="Example: rao controller approval gone bulletin-0a1b2c3d4e5f --json | jq '.[].name'")
@click.argument("content_id")
@json_option
@calling
def gone(api: Api, content_id: str, as_json: bool) -> None:
    """The boards that had a content when it left the air, and whether each said itself that it is rid of it.

    \b
    JSON: a list of {id, name, unit, whether}; whether is gone, offline or not_yet.
    """
    found = api.get_all(f"{CONTENTS}/{content_id}/gone")
    if as_json:
        tell_json(found)
        return
    tell_table(GONE_HEADS, [[one["id"], one["name"], one["unit"], spoken(WHETHER[one["whether"]])] for one in found])


@approval.command(epilog="Example: rao controller approval submit bulletin-0a1b2c3d4e5f")
@step_options
def submit(api: Api, content_id: str, seen: str | None, as_json: bool) -> None:
    """Hand a draft, or one that was returned or withdrawn, to whoever approves.

    \b
    JSON: as `show` answers it.
    """
    _take(api, content_id, {"act": "submit", "seen": seen}, as_json)


@approval.command("take-back", epilog="Example: rao controller approval take-back bulletin-0a1b2c3d4e5f")
@step_options
def take_back(api: Api, content_id: str, seen: str | None, as_json: bool) -> None:
    """Make a draft again of what waits for approval.

    \b
    JSON: as `show` answers it.
    """
    _take(api, content_id, {"act": "take_back", "seen": seen}, as_json)


@approval.command(epilog="Example: rao controller approval discard bulletin-0a1b2c3d4e5f")
@step_options
def discard(api: Api, content_id: str, seen: str | None, as_json: bool) -> None:
    """Give up a draft, or one that was returned.

    \b
    JSON: as `show` answers it.
    """
    _take(api, content_id, {"act": "discard", "seen": seen}, as_json)


@approval.command(
    epilog="""\b
Examples:
  rao controller approval approve bulletin-0a1b2c3d4e5f --publish
  rao controller approval approve bulletin-0a1b2c3d4e5f --seen 2-0123456789abcdef"""
)
@step_options
@click.option("--publish", "publish_too", is_flag=True, help="Put it on the air in the same step.")
def approve(api: Api, content_id: str, seen: str | None, publish_too: bool, as_json: bool) -> None:
    """Approve what waits; never one's own, but for the exceptions that `rao controller self-approval` lists.

    \b
    JSON: as `show` answers it.
    """
    _take(api, content_id, {"act": "approve", "seen": seen, "publish_too": publish_too}, as_json)


@approval.command(
    "return", epilog='Example: rao controller approval return bulletin-0a1b2c3d4e5f --reason "Sai ngày họp."'
)
@step_options
@click.option("--reason", required=True, help="What is to be mended.")
def return_it(api: Api, content_id: str, seen: str | None, reason: str, as_json: bool) -> None:
    """Give what waits, or what is approved and not on the air, back to its writer.

    \b
    JSON: as `show` answers it.
    """
    _take(api, content_id, {"act": "return", "seen": seen, "reason": reason}, as_json)


@approval.command(epilog="Example: rao controller approval publish bulletin-0a1b2c3d4e5f")
@step_options
def publish(api: Api, content_id: str, seen: str | None, as_json: bool) -> None:
    """Put what is approved on the air, and tell the boards at once.

    \b
    JSON: as `show` answers it.
    """
    _take(api, content_id, {"act": "publish", "seen": seen}, as_json)


def tell_gone(counts: Any) -> None:
    """From how many boards it is gone, with the denominator."""
    of, rid, offline, not_yet = (counts[name] for name in ("of", "gone", "offline", "not_yet"))
    tell(
        Words(
            f"Đã gỡ khỏi {rid}/{of} thiết bị; {offline} mất kết nối; {not_yet} chưa báo.",
            f"Gone from {rid} of {of} devices; {offline} offline; {not_yet} not yet.",
        )
    )


def _take(api: Api, content_id: str, step: dict[str, Any], as_json: bool) -> None:
    path = f"{CONTENTS}/{content_id}"
    standing = api.post(f"{path}/steps", step | {"seen": step["seen"] or api.get(path)["seen"]})
    if as_json:
        tell_json(standing)
    else:
        _tell_standing(standing)


def _tell_standing(standing: Any) -> None:
    content = standing["content"]
    click.echo(f"{content['id']}  {content['title']}  ({content['unit']}): {spoken(STANDING[content['state']])}")
    if standing["gone"]:
        tell_gone(standing["gone"])


def _row(step: Any) -> list[str]:
    why = [one for one in (step["reason"], spoken(OWN[step["own"]]) if step["own"] else "") if one]
    act, then = spoken(ACTS[step["act"]]), spoken(STANDING[step["to_state"]])
    told: Sequence[str] = (act, then, step["by"] or "-", "; ".join(why) or "-", ", ".join(step["changed"]) or "-")
    return [str(step["number"]), _moment(step["at"]), *told]


def _moment(at: str) -> str:
    return at[:19]
