"""The part of the form that tells an author, over HTTP."""

from __future__ import annotations

import pytest

from controller.db import session_scope
from controller.status.models import DeviceStatus
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, Running, form_of, running

__all__ = ["running"]


@pytest.fixture(scope="module", autouse=True)
def board(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")


def told(running: Running, **written: str) -> str:
    with running.signed_in("approver") as browser:
        token = form_of(browser, "/bulletins/new")
        answer = browser.post("/legibility", data={**token, "unit_id": COMMUNE, **written})
        assert answer.status_code == 200
        return answer.text


def test_a_text_is_told_of_with_its_first_page(running: Running) -> None:
    said = told(running, text="# Họp\n\nTối nay 19 giờ tại nhà văn hóa.")
    assert "data:image/webp;base64," in said
    assert "1 trang" in said
    assert "data-stop" not in said


def test_a_stop_says_that_it_cannot_be_published(running: Running) -> None:
    said = told(running, text="Họp \U00013000")
    assert "data-stop" in said
    assert "Chưa phát hành được" in said


def test_without_words_there_is_nothing_to_tell_yet(running: Running) -> None:
    assert "Viết nội dung để xem." in told(running, text="  \n")


def test_what_cannot_be_read_is_told_instead(running: Running) -> None:
    assert "không phải ngày" in told(running, text="Họp", last_date="mai")
    assert "Nhập nội dung" in told(running, text="***")


def test_a_very_long_text_says_that_only_its_beginning_is_looked_at(running: Running) -> None:
    assert "chỉ xem được phần đầu" in told(running, text="Họp tối nay. " * 2_000)


def test_a_unit_without_boards_says_so(running: Running) -> None:
    assert "chưa có bảng nào" in told(running, text="Họp", unit_id="25396-20250701")


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("cards", {"label": ["Mưa", ""], "value": ["60 %", ""], "note": ["", ""]}, "1 trang"),
        ("cards", {"label": ["Mưa"], "value": [""], "note": [""]}, "giá trị"),
        ("qr", {"payload": "https://dichvucong.gov.vn/thu-tuc/ho-so"}, "quét được từ khoảng"),
        ("qr", {"payload": "javascript:alert(1)"}, "không được mang"),
        ("qr", {"payload": " "}, "Viết nội dung để xem."),
        ("cards", {}, "Viết nội dung để xem."),
    ],
)
def test_cards_and_codes_are_told_of_too(running: Running, kind: str, typed: dict[str, object], says: str) -> None:
    with running.signed_in("approver") as browser:
        token = form_of(browser, f"/bulletins/new?kind={kind}")
        sent = {**token, "unit_id": COMMUNE, "title": "Hôm nay", **typed}
        answer = browser.post(f"/legibility/{kind}", data=sent)
    assert answer.status_code == 200
    assert says in answer.text


def test_a_text_for_the_whole_screen_is_looked_at_on_all_of_it(running: Running) -> None:
    assert told(running, text="Họp tối nay", full_screen="yes") != told(running, text="Họp tối nay")


def test_what_loudspeakers_will_say_stands_beside_what_was_written(running: Running) -> None:
    said = told(running, text="# Mưa lớn\n\nLượng mưa 100-150mm.", spoken="yes")
    assert "Loa sẽ đọc" in said
    assert "một trăm đến một trăm năm mươi mi li mét" in said
    assert 'data-doubts="0"' in said


def test_what_had_to_be_guessed_is_marked_with_the_reason(running: Running) -> None:
    said = told(running, text="# Họp\n\nMời đại diện XQKZ đến họp.", spoken="yes")
    assert 'data-doubts="1"' in said
    assert "“XQKZ” đọc là" in said
    assert "chữ tắt lạ" in said


@pytest.mark.parametrize("written", [{}, {"spoken": "yes", "language": "km"}])
def test_nothing_is_told_of_what_is_not_said_or_said_as_written(running: Running, written: dict[str, str]) -> None:
    assert "Loa sẽ đọc" not in told(running, text="Họp", **written)


def test_the_languages_that_will_want_a_recording_are_told(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "loa-sti", COMMUNE, "speaker-cluster")
        session.merge(DeviceStatus(device_id="loa-sti", languages='["vi", "sti"]'))
    said = told(running, text="Họp tối nay", spoken="yes")
    assert "Cần thu âm sau khi phát hành" in said
    assert "tiếng S&#39;tiêng (Bù Lơ): 1 thiết bị nói tiếng này" in said
    assert "tiếng Việt" not in said
    assert "Cần thu âm" not in told(running, text="Họp tối nay")
