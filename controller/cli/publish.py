"""``rao controller publish`` and ``withdraw``."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from controller.approval.table import Upto
from controller.bulletins.categories import CATEGORIES
from controller.cli.api import Api
from controller.cli.approval import tell_gone
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.publication import CONTENTS, Address, send
from controller.cli.telling import tell, tell_json
from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.manifest import Over, ResumeRule, SlotClass
from protocol.words import Words

LOOK_EVERY_S = 0.5
CLASSES = "live cuts what is on (never an emergency), priority comes at the next item, filler when nothing else is on."
DAY = click.DateTime(["%Y-%m-%d"])
OVER = "On loudspeakers: cut is heard instead of what is on, duck over it, which goes on softer meanwhile."
ABOUT = "Which kind of essential information it is (Decree 49/2024/NĐ-CP, article 6)."
RESUME = "When something interrupts it: go on where that was, begin anew, or be where it would be without."
TO = "The unit (id or name) whose boards play it; your own if not given. Several: your own unit's, for these alone."
OFFERED = "Your own unit's, for --to or all below: boards play it only where it is accepted. Not for live and priority."
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
UPTO = "How far it is to go: kept as a draft, submitted to whoever approves, or on the air as far as you may take it."
GAIN = click.FloatRange(LIMITS.gain_db_least, LIMITS.gain_db_most)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog="""\b
Examples:
  rao controller publish thong-bao.md --to "Phường Bình Phước" --until 2026-12-31 --wait
  rao controller publish phong-chong-bao.md --to "Phường Bình Phước" --category disasters --class priority
  rao controller publish ke-hoach.pdf anh-le-hoi.heic phong-su.mp4 --to 75-20260430 --page-seconds 15
  rao controller publish hat-dan-ca.mp3 --to "Phường Bình Phước" --gain -6
  rao controller publish nhac-mung.txt --to "Phường Bình Phước" --class live --over duck --resume restart
  rao controller publish chu-truong.txt --to "Phường Bình Phước" --to "Phường Đồng Xoài" --offered
  rao controller publish --countdown "Khai mạc lễ hội" --at 2026-12-20T19:30 --after "Lễ hội đã khai mạc"
  rao controller publish --cards thoi-tiet.csv --title "Thời tiết hôm nay" --until 2026-11-23
  rao controller publish --qr https://dichvucong.gov.vn --title "Dịch vụ công" --full-screen
  rao controller publish --feed https://example.org/tin.rss --headlines 6
  rao controller publish --web https://example.org/muc-nuoc --every 30
  rao controller publish --station https://example.org/vov1 --title VOV1 --fallback nhac-hieu.mp3 --minutes 30
  rao controller publish --line-in phong-thu --title "Phát thanh trực tiếp" --minutes 30"""
)
@click.argument("files", nargs=-1, type=FILE)
@click.option("--countdown", metavar="TITLE", help="Count down to --at instead.")
@click.option("--at", type=MOMENT, help="When the countdown ends, by the province's clock.")
@click.option("--after", default="", help="What the countdown says from then on.")
@click.option("--cards", type=FILE, help="Values instead: CSV rows of label,value[,note]; needs --title.")
@click.option("--qr", metavar="TEXT", help="A QR code instead: an address or a short text; needs --title.")
@click.option("--caption", default="", help="What stands beside the QR code.")
@click.option("--feed", metavar="URL", help="The headlines of an RSS or Atom feed instead.")
@click.option("--headlines", default=8, show_default=True, help="How many headlines of the feed.")
@click.option("--web", metavar="URL", help="A picture of a web page instead.")
@click.option("--every", default=30, show_default=True, help="How often the page is looked at again, in minutes.")
@click.option("--station", metavar="URL", help="A radio station relayed by loudspeakers instead; needs --title.")
@click.option("--line-in", metavar="NAME", help="A sound input that devices' profiles call so instead; needs --title.")
@click.option("--minutes", default=30, show_default=True, help="How long it is relayed each time it is its turn.")
@click.option("--fallback", type=FILE, help="The recording heard while the station or the input is gone.")
@click.option("--to", "units", multiple=True, metavar="UNIT", help=TO)
@click.option("--offered", is_flag=True, help=OFFERED)
@click.option("--title", default="", help="What it is called; a text's own heading if not given.")
@click.option("--source", default="", help="Who says so; shown under a text.")
@click.option("--category", type=click.Choice(list(CATEGORIES)), help=ABOUT)
@click.option("--class", "slot_class", type=click.Choice(get_args(SlotClass)), default="scheduled", help=CLASSES)
@click.option("--from", "first", type=DAY, help="First day (YYYY-MM-DD); today if not given.")
@click.option("--until", "last", type=DAY, help="Last day (YYYY-MM-DD), included; for good if not given.")
@click.option("--silent", is_flag=True, help="Only show a text, don't say it.")
@click.option("--full-screen", is_flag=True, help="Without header, ticker and side zones.")
@click.option("--gain", type=GAIN, default=0.0, help="Louder or softer than the volume of a board, in dB: -30 to 6.")
@click.option("--over", type=click.Choice(get_args(Over)), default="cut", show_default=True, help=OVER)
@click.option("--resume", type=click.Choice(get_args(ResumeRule)), default="skip", show_default=True, help=RESUME)
@click.option("--only-slots", is_flag=True, help="Not in the daily round, only where a slot plays it.")
@click.option("--page-seconds", default=10, show_default=True, help="How long a picture or a PDF page stands.")
@click.option("--language", default="vi", show_default=True, help="In which language it is written.")
@click.option("--upto", type=click.Choice(get_args(Upto)), default="published", show_default=True, help=UPTO)
@click.option("--wait", is_flag=True, help="Wait until every board that is online has it.")
@click.option("--timeout", default=300.0, show_default=True, help="How long to wait, in seconds.")
@json_option
@calling
def publish(api: Api, units: tuple[str, ...], wait: bool, timeout: float, as_json: bool, **what: Any) -> None:
    """Publish texts (TXT, MD, DOCX), tables (CSV), pictures, PDFs, clips or recordings, or one thing without a file.

    All of FILES or, when one is refused, none. Where somebody else has to approve it, it waits for them. Exit code 1
    when boards do not have it in time.

    \b
    JSON: {contents, devices_told, behind}; contents as `rao controller contents` has them, behind names what is
    waited for in vain.
    """
    published = send(api, _address(api, units, offered=what["offered"]), what)
    behind = _wait_for_boards(api, published, timeout) if wait else []
    if as_json:
        tell_json({**published, "behind": behind})
    else:
        _tell(published, behind)
        if not what["silent"]:
            _tell_unspoken(api, published)
    if behind:
        raise SystemExit(1)


@click.command(epilog="Example: rao controller withdraw bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@click.option("--wait", is_flag=True, help="Wait until every board that is online says that it is rid of it.")
@click.option("--timeout", default=60.0, show_default=True, help="How long to wait, in seconds.")
@json_option
@calling
def withdraw(api: Api, content_id: str, wait: bool, timeout: float, as_json: bool) -> None:
    """Take a content off the air. `publish` prints its id, and `contents` lists all.

    It says how many boards that had it are rid of it, by their own reports; `approval gone` names them. Exit code 1
    when with --wait a board that is online is not rid of it in time.

    \b
    JSON: the content as `contents` has it, and gone: {of, gone, offline, not_yet}, or null when no board had it.
    """
    content = api.post(f"{CONTENTS}/{content_id}/withdraw")

    def gone() -> Any:
        return api.get(f"{CONTENTS}/{content_id}")["gone"]

    late = last_of(lambda: ["not yet"] if (gone() or {}).get("not_yet") else [], timeout) if wait else []
    counts = gone()
    if as_json:
        tell_json({**content, "gone": counts})
    else:
        tell(Words(f"Đã gỡ: {content['title']}", f"Withdrawn: {content['title']}"))
        if counts:
            tell_gone(counts)
    if late:
        raise SystemExit(1)


def _address(api: Api, units: Sequence[str], *, offered: bool) -> Address:
    """One unit publishes it itself; to several, or when they are to choose, one's own unit does."""
    if len(units) < 2 and not offered:
        return Address(unit_ids(api, units)[0])
    return Address(unit_ids(api, ())[0], tuple(unit_ids(api, units)) if units else (), offered=offered)


def _wait_for_boards(api: Api, published: Any, timeout_s: float) -> list[str]:
    """What is still being prepared, else the names of the boards that are online and behind, when time is up."""

    def behind() -> list[str]:
        if unready := _unready(api, published):
            return unready
        devices = api.get_all("/api/v1/devices")
        reached = (one for one in devices if one["state"] in ("online", "late"))
        return [str(one["name"]) for one in reached if one["applied_rev"] < one["wanted_rev"]]

    return last_of(behind, timeout_s)


def _unready(api: Api, published: Any) -> list[str]:
    """The contents that are still being prepared; raises :class:`InvalidInput` for one that can't be."""
    titles = {one["id"]: str(one["title"]) for one in published["contents"] if not one["is_ready"]}
    found = {content_id: api.get(f"{CONTENTS}/{content_id}/preparation") for content_id in titles}
    for content_id, preparation in found.items():
        if preparation and preparation["stage"] == "failed":
            raise _not_prepared(titles[content_id], preparation["fault"])
    return [titles[content_id] for content_id, preparation in found.items() if preparation]


def _not_prepared(title: str, fault: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{title}” chưa chuẩn bị được: {fault}", f"{title!r} could not be prepared: {fault}"),
        Words("Xem trang của bản tin.", "See the page of the bulletin."),
    )


def last_of(waiting_for: Callable[[], list[str]], timeout_s: float) -> list[str]:
    """What is still waited for when nothing is, or when time is up."""
    deadline = time.monotonic() + timeout_s
    while (left := waiting_for()) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
    return left


def _tell_unspoken(api: Api, published: Any) -> None:
    """Where no engine speaks a language of the boards, somebody has to record it."""
    for content in (one for one in published["contents"] if one["kind"] == "bulletin"):
        languages = api.get(f"/api/v1/contents/{content['id']}/languages")
        if needed := ", ".join(one["name"] for one in languages if one["state"] == "needed"):
            tell(Words(f"{content['id']} cần thu âm: {needed}.", f"{content['id']} wants a recording: {needed}."))


def _tell(published: Any, behind: list[str]) -> None:
    for content in published["contents"]:
        click.echo(f"{content['id']}  {content['title']}")
        if content["state"] == "submitted":
            tell(Words("  Chờ người khác duyệt.", "  Waits for somebody else's approval."))
        if content["state"] == "draft":
            again = f"rao controller approval submit {content['id']}"
            tell(Words(f"  Bản nháp. Gửi duyệt: {again}", f"  A draft. Submit it: {again}"))
        if left_out := content["left_out"]:
            tell(
                Words(
                    f"  Bỏ lại {left_out} hình, biểu đồ hoặc chú thích của tệp Word.",
                    f"  Pictures, charts and notes of the Word file left out: {left_out}.",
                )
            )
    told = published["devices_told"]
    tell(Words(f"{told} thiết bị nhận nội dung mới.", f"Devices told of new content: {told}."))
    if behind:
        names = ", ".join(behind)
        tell(Words(f"Chưa có nội dung mới: {names}.", f"Still without it: {names}."))
