"""``rao controller publish`` of what has no file, against a running controller."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from controller.cli.publication import read_cards
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.preparation.jobs import prepare_clips
from controller.settings import parse_settings
from media.sound import write_wav
from media.specimen import make_clip
from protocol.errors import InvalidInput
from tests.controller.cli.conftest import Rao
from tests.controller.feeds.site import RSS, Site, site
from tests.controller.places import stand
from tests.controller.web.running import CITY, COMMUNE, Running
from tests.media.video.test_flashes import write_blinking
from tests.servers.radio import note

__all__ = ["site"]
TO = ("--to", COMMUNE)


@pytest.fixture
def reaching(running: Running) -> Iterator[None]:
    """The controller may ask this machine, where the test's site stands."""
    before = running.app.state.settings
    table = {"speech": {"online": False}, "sources": {"private_addresses": True}}
    running.app.state.settings = parse_settings(table, before.data_dir)
    yield
    running.app.state.settings = before


def published(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    [content] = json.loads(result.stdout)["contents"]
    return content


def test_a_countdown_is_published(rao: Rao) -> None:
    how = ("--at", "2099-01-01T07:30", "--after", "Đã đến giờ", "--full-screen", "--page-seconds", "20")
    content = published(rao("publish", "--countdown", "Khai mạc", *how, *TO, "--json"))
    assert (content["kind"], content["title"], content["full_screen"]) == ("countdown", "Khai mạc", True)


def test_a_countdown_goes_live_and_the_page_says_so(rao: Rao, running: Running) -> None:
    how = ("--at", "2099-01-01T07:30", "--class", "live")
    content = published(rao("publish", "--countdown", "Trực tiếp từ sân vận động", *how, *TO, "--json"))
    assert content["slot_class"] == "live"
    with running.signed_in("approver") as browser:
        assert "Phát trực tiếp" in browser.get(f"/bulletins/{content['id']}").text
        assert "Phát trực tiếp" in browser.get("/bulletins").text
    assert rao("publish", "--countdown", "x", "--at", "2099-01-01", "--class", "at-once", *TO).exit_code == 2


def test_a_text_is_published_softer_than_the_volume(rao: Rao, tmp_path: Path) -> None:
    text = tmp_path / "loi-chao.txt"
    text.write_text("Chào buổi sáng\n\nChúc bà con một ngày tốt lành.", "utf-8")
    content = published(rao("publish", str(text), "--gain", "-6.5", *TO, "--json"))
    assert content["gain_db"] == -6.5
    assert rao("publish", str(text), "--gain", "7", *TO).exit_code == 2


def test_a_text_is_said_over_the_programme_and_the_page_says_so(rao: Rao, running: Running, tmp_path: Path) -> None:
    text = tmp_path / "nhac-viec.txt"
    text.write_text("Nhắc việc\n\nMang rác ra cổng trước 17 giờ.", "utf-8")
    how = ("--class", "live", "--over", "duck", "--resume", "restart")
    content = published(rao("publish", str(text), *how, *TO, "--json"))
    assert (content["over"], content["resume"]) == ("duck", "restart")
    with running.signed_in("approver") as browser:
        told = browser.get(f"/bulletins/{content['id']}").text
    assert "Nói trên nền chương trình đang phát" in told and "Phát lại từ đầu" in told
    refused = rao("publish", str(text), *how, "--silent", *TO)
    assert refused.exit_code != 0 and "No loudspeaker plays" in refused.output
    assert rao("publish", str(text), "--over", "mix", *TO).exit_code == 2


def test_a_sound_input_is_published(rao: Rao) -> None:
    content = published(rao("publish", "--line-in", "phong-thu", "--title", "Trực tiếp", *TO, "--json"))
    assert (content["kind"], content["title"]) == ("line-in", "Trực tiếp")
    refused = rao("publish", "--line-in", "hw:0", "--title", "Trực tiếp", *TO)
    assert refused.exit_code != 0 and "no name of a sound input" in refused.output


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cards_are_published(rao: Rao, tmp_path: Path, delimiter: str) -> None:
    sheet = tmp_path / "thoi-tiet.csv"
    sheet.write_text(f"Nhiệt độ{delimiter}34 °C{delimiter}lúc 13 giờ\nĐộ ẩm{delimiter}61 %\n\n", "utf-8-sig")
    content = published(rao("publish", "--cards", str(sheet), "--title", "Thời tiết", "--silent", *TO, "--json"))
    assert (content["kind"], content["title"]) == ("bulletin", "Thời tiết")
    assert "Nhiệt độ: 34 °C, lúc 13 giờ" in content["ticker"]


def test_cards_are_read_row_by_row(tmp_path: Path) -> None:
    sheet = tmp_path / "x.csv"
    sheet.write_text('"Gió; hướng",Đông Bắc\n Mưa , 12 mm , cả ngày ', "utf-8")
    assert read_cards(sheet) == [
        {"label": "Gió; hướng", "value": "Đông Bắc"},
        {"label": "Mưa", "value": "12 mm", "note": "cả ngày"},
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"one\n", b"a,b,c,d\n", "Mưa,12".encode("utf-16"), b"a,b\nc\n"])
def test_what_is_no_sheet_of_cards_is_refused(tmp_path: Path, data: bytes) -> None:
    sheet = tmp_path / "x.csv"
    sheet.write_bytes(data)
    with pytest.raises(InvalidInput, match=r"x\.csv"):
        read_cards(sheet)


def test_a_code_is_published_in_the_language_it_is_written_in(rao: Rao) -> None:
    how = ("--title", "សេវា", "--caption", "ស្កេន", "--silent", "--language", "km")
    content = published(rao("publish", "--qr", "https://example.org", *how, *TO, "--json"))
    assert (content["kind"], content["language"]) == ("bulletin", "km")


@pytest.mark.usefixtures("reaching")
def test_a_feed_is_published(rao: Rao, site: Site) -> None:
    content = published(rao("publish", "--feed", site.serve("/rss", RSS), "--headlines", "2", *TO, "--json"))
    assert (content["kind"], content["title"], content["fault"]) == ("feed", "Báo Đồng Nai", None)
    assert "Giá tiêu" not in content["ticker"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "It takes files"),
        (("--qr", "https://a.vn", "--feed", "https://a.vn/rss"), "exactly one"),
        ((__file__, "--qr", "https://a.vn"), "exactly one"),
        (("--countdown", "Tết"), "--at"),
        (("--countdown", "Tết", "--at", "2020-01-01"), "is over"),
        (("--qr", "tel:113", "--title", "Gọi"), "http"),
        (("--qr", "https://a.vn"), "title"),
        (("--feed", "file:///etc/passwd"), "no address of the web"),
        (("--feed", "http://127.0.0.1:9/rss"), "private network"),
        (("--feed", "https://a.vn/rss", "--headlines", "0"), "most"),
        (("--web", "chrome://version"), "no address of the web"),
        (("--web", "http://localhost:9/"), "private network"),
        (("--web", "https://a.vn", "--every", "1"), "every_min"),
        (("--qr", "https://a.vn", "--title", "Mã", "--page-seconds", "1"), "picture_s"),
    ],
)
def test_what_can_not_be_published_is_refused(rao: Rao, words: tuple[str, ...], told: str) -> None:
    refused = rao("publish", *words, *TO)
    assert refused.exit_code == 2
    assert told in refused.output


def test_a_station_is_published_with_its_fallback(rao: Rao, tmp_path: Path) -> None:
    write_wav(note(1, 1_000), tmp_path / "nhac.wav")
    how = ("--title", "VOV1", "--minutes", "45", "--fallback", str(tmp_path / "nhac.wav"))
    content = published(rao("publish", "--station", "https://radio.example/vov1", *how, *TO, "--json"))
    assert (content["kind"], content["title"]) == ("station", "VOV1")
    bare = published(rao("publish", "--station", "https://radio.example/vov2", "--title", "VOV2", *TO, "--json"))
    assert bare["kind"] == "station"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--station", "rtmp://radio.example"), "no address of a station"),
        (("--station", "https://radio.example/x", "--title", ""), "no name"),
        (("--station", "https://radio.example/x", "--class", "filler"), "filler"),
    ],
)
def test_a_station_no_loudspeaker_could_relay_is_refused(rao: Rao, options: tuple[str, ...], why: str) -> None:
    refused = rao("publish", "--title", "VOV1", *options, *TO)
    assert refused.exit_code != 0
    assert why in refused.output


def test_what_no_engine_speaks_is_published_and_wants_a_recording(rao: Rao) -> None:
    told = rao("publish", "--qr", "https://a.vn", "--title", "Mã", "--language", "cmo", *TO)
    assert (told.exit_code, "wants a recording: M'nông" in told.output) == (0, True)
    assert "recording" not in rao("publish", "--qr", "https://a.vn", "--title", "Mã", *TO).output


def test_something_goes_to_several_units_and_is_offered(rao: Rao, tmp_path: Path) -> None:
    text, others = tmp_path / "tin.txt", ("25195-20250701", "25210-20250701")
    text.write_text("Tiêm chủng\n\nSáng thứ năm.", "utf-8")
    several = [word for one in others for word in ("--to", one)]
    offered = published(rao("publish", str(text), *several, "--offered", "--silent", "--json"))
    assert (offered["unit_id"], offered["target_ids"], offered["flow"]) == (CITY, [*others], "offered")
    direct = published(rao("publish", "--countdown", "Tết", "--at", "2099-01-01T07:30", *several, "--json"))
    assert (direct["unit_id"], direct["target_ids"], direct["flow"]) == (CITY, [*others], "direct")
    to_all = published(rao("publish", "--countdown", "Hội", "--at", "2099-01-01T07:30", "--offered", "--json"))
    assert (to_all["unit_id"], to_all["target_ids"], to_all["flow"]) == (CITY, [], "offered")
    one = published(rao("publish", "--countdown", "Riêng", "--at", "2099-01-01T07:30", *TO, "--json"))
    assert (one["unit_id"], one["target_ids"]) == (COMMUNE, [])


def test_what_is_urgent_is_not_offered(rao: Rao) -> None:
    refused = rao("publish", "--countdown", "Gấp", "--at", "2099-01-01T07:30", "--class", "priority", "--offered")
    assert refused.exit_code == 2
    assert "Don't offer it" in refused.output


@pytest.fixture
def worker(running: Running) -> Iterator[None]:
    """As a running controller has it."""
    workshop = workshop_of(running.app.state.settings, running.app.state.engine).with_worker()
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(0.1):
            prepare_clips(workshop, lambda: None)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join(60)


def test_who_waits_for_a_clip_waits_until_it_is_prepared(
    rao: Rao, running: Running, worker: None, tmp_path: Path
) -> None:
    clip, bad = tmp_path / "le-hoi.mp4", write_blinking(tmp_path / "chop.mp4", 10)
    make_clip(clip, duration_ms=1_000, width_px=320, height_px=180)
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-clip", COMMUNE, "led-p10-320x160")
    waited = rao("publish", str(clip), *TO, "--wait", "--json")
    assert (waited.exit_code, json.loads(waited.stdout)["behind"]) == (0, [])
    assert all(one["is_ready"] for one in json.loads(rao("contents", "--json").stdout))
    refused = rao("publish", str(bad), *TO, "--wait")
    assert refused.exit_code != 0
    assert "10" in refused.output


def test_a_countdown_has_a_category_which_page_and_list_tell(rao: Rao, running: Running) -> None:
    how = ("--at", "2099-01-01T07:30", "--category", "disasters")
    content = published(rao("publish", "--countdown", "Diễn tập phòng lụt", *how, *TO, "--json"))
    assert content["category"] == "disasters"
    listed = json.loads(rao("contents", "--json").stdout)
    assert next(one for one in listed if one["id"] == content["id"])["category"] == "disasters"
    with running.signed_in("approver") as browser:
        assert "Thiên tai, hỏa hoạn" in browser.get(f"/bulletins/{content['id']}").text
        told, others = (browser.get("/bulletins", params={"category": one}).text for one in ("disasters", "goods"))
    assert content["id"] in told and content["id"] not in others
    assert "Không có bản tin nào như vậy" in others
    assert rao("publish", "--countdown", "x", "--at", "2099-01-01", "--category", "gossip", *TO).exit_code == 2


def test_a_file_has_a_category(rao: Rao, tmp_path: Path) -> None:
    text = tmp_path / "gia-lua.txt"
    text.write_text("Giá lúa hôm nay\n\nLúa tươi 7.000 đồng một ký.", "utf-8")
    assert published(rao("publish", str(text), "--category", "goods", *TO, "--json"))["category"] == "goods"
    assert published(rao("publish", str(text), *TO, "--json"))["category"] is None


def test_what_was_published_before_is_published_again(rao: Rao, tmp_path: Path) -> None:
    sheets = [tmp_path / f"{number}.csv" for number in range(2)]
    for number, sheet in enumerate(sheets):
        sheet.write_text(f"Mực nước,{number} m\n", "utf-8")
    how = ("--title", "Mực nước hồ", "--silent", *TO, "--json")
    first, then = (published(rao("publish", "--cards", str(sheet), *how)) for sheet in sheets)
    assert (first["id"], "1 m" in then["ticker"]) == (then["id"], True)
    back = rao("roll-back", first["id"])
    assert (back.exit_code, back.output) == (0, "On the air again as it was: Mực nước hồ\n")
    told = json.loads(rao("roll-back", first["id"], "--step", "1", "--json").stdout)
    assert told["content"]["ticker"] == first["ticker"]
    refused = rao("roll-back", first["id"], "--step", "99")
    assert refused.exit_code == 3 and "no step 99" in refused.output
