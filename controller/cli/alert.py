"""``rao controller alert``: send, lift, list."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json, tell_table
from protocol.words import Words

LOOK_EVERY_S = 0.5
HEADS = (
    Words("MÃ", "ID"),
    Words("TRẠNG THÁI", "STATE"),
    Words("CẤP", "LEVEL"),
    Words("TIÊU ĐỀ", "HEADLINE"),
    Words("GỬI LÚC", "SENT"),
    Words("ĐÃ PHÁT", "RENDERED"),
)


@click.group()
def alert() -> None:
    """Emergencies: send, lift, list."""


@alert.command(
    epilog="""\b
Example:
  rao controller alert send --level 3 --event "Lũ quét" --headline "Nước suối Rạt lên nhanh" \\
      --instruction "Rời bờ suối, lên chỗ cao." --for 90 --to 25195-20250701 --to "Xã Bù Đăng" --wait --json"""
)
@click.option("--level", type=click.IntRange(1, 5), required=True, help="National risk level, 1 to 5.")
@click.option("--event", required=True, help="What kind of event, such as “Lũ quét”.")
@click.option("--headline", required=True, help="One line, shown biggest and said first.")
@click.option("--description", default="", help="What happens.")
@click.option("--instruction", default="", help="What to do.")
@click.option("--language", default="vi", show_default=True, help="The language it is written in.")
@click.option("--to", "units", multiple=True, help="A unit (id or name); may be given several times. Else your own.")
@click.option("--until", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]), help="In force until (local time).")
@click.option("--for", "minutes", type=click.IntRange(1, 10_080), default=60, show_default=True, help="Else minutes.")
@click.option("--drill", is_flag=True, help="An exercise; boards mark it as one.")
@click.option("--wait", is_flag=True, help="Wait until every board that can has shown or said it.")
@click.option("--timeout", default=60.0, show_default=True, help="How long to wait, in seconds.")
@json_option
@calling
def send(api: Api, units: tuple[str, ...], wait: bool, timeout: float, as_json: bool, **alert: Any) -> None:
    """Warn units: write the alert, make its speech, send it.

    Exit code 0 when every board rendered it, 1 when not (only with --wait; boards that are offline count).

    \b
    JSON: {id, state, drill, event, level, severity, unit_ids, texts, written_at, sent_at, expires_at, ended_at, counts:
    {of, rendered, offline, not_yet, refused, by_stage, all_rendered}, receipts}; state is draft, active, lifted or
    expired.
    """
    written = api.post("/api/v1/alerts", _body(unit_ids(api, units), alert))
    sent = api.post(f"/api/v1/alerts/{written['id']}/confirm")
    if wait:
        sent = _wait(api, sent, timeout)
    if as_json:
        tell_json(sent)
    else:
        _tell(sent)
    if wait and not sent["counts"]["all_rendered"]:
        raise SystemExit(1)


@alert.command(epilog="Example: rao controller alert lift a-0a1b2c3d4e5f")
@click.argument("alert_id")
@json_option
@calling
def lift(api: Api, alert_id: str, as_json: bool) -> None:
    """End an alert before its time.

    \b
    JSON: the alert, as `send` answers it.
    """
    lifted = api.post(f"/api/v1/alerts/{alert_id}/lift")
    if as_json:
        tell_json(lifted)
    else:
        _tell(lifted)


@alert.command("list", epilog="Example: rao controller alert list --state active --json | jq '.[].id'")
@click.option("--state", type=click.Choice(["draft", "active", "lifted", "expired"]), help="Only those.")
@click.option("--before", default="", help="Only those older than the alert with this id: the next page.")
@json_option
@calling
def list_alerts(api: Api, state: str | None, before: str, as_json: bool) -> None:
    """The newest alerts of your units, 50 at a time.

    \b
    JSON: a list of alerts, each as `send` answers it.
    """
    alerts = api.get("/api/v1/alerts", before=before, **({"state": state} if state else {}))
    if as_json:
        tell_json(alerts)
    else:
        tell_table(HEADS, [_row(one) for one in alerts])


def _body(targets: list[str], alert: dict[str, Any]) -> dict[str, Any]:
    text = {name: alert[name] for name in ("language", "headline", "description", "instruction")}
    until: datetime | None = alert["until"]
    return {
        "event": alert["event"],
        "level": alert["level"],
        "texts": [text],
        "unit_ids": targets,
        "minutes": alert["minutes"],
        "until": until.astimezone().isoformat() if until else None,
        "drill": alert["drill"],
    }


def _wait(api: Api, alert: Any, timeout_s: float) -> Any:
    """The alert once nothing more can be waited for: all rendered it, refused it or are offline, or time is up."""
    deadline = time.monotonic() + timeout_s
    while alert["counts"]["not_yet"] and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
        alert = api.get(f"/api/v1/alerts/{alert['id']}")
    return alert


def _tell(alert: Any) -> None:
    counts = alert["counts"]
    click.echo(f"{alert['id']}  {alert['state']}  {alert['texts'][0]['headline']}")
    named = ("of", "rendered", "offline", "not_yet", "refused")
    of, rendered, offline, not_yet, refused = (counts[name] for name in named)
    tell(
        Words(
            f"Đã phát trên {rendered}/{of} thiết bị; {offline} mất kết nối; {not_yet} chưa; {refused} từ chối.",
            f"Rendered on {rendered} of {of}; {offline} offline; {not_yet} not yet; {refused} refused.",
        )
    )


def _row(alert: Any) -> list[str]:
    counts = alert["counts"]
    rendered = f"{counts['rendered']}/{counts['of']}"
    headline = alert["texts"][0]["headline"]
    return [alert["id"], alert["state"], str(alert["level"]), headline, str(alert["sent_at"] or "-")[:19], rendered]
