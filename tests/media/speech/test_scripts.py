"""What is read out, in order, and a drill is called one at both ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.bulletin import Block, Bulletin, Card, Cards, QrCode, Table
from media.speech.scripts import DRILL, alert_script, bulletin_script
from protocol.alert import AlertText

FLOOD = AlertText(
    language="vi",
    headline="Cảnh báo lũ quét cấp 3",
    area="xã Đăk Ơ",
    description="Nước sông Bé lên nhanh.",
    instruction="Di chuyển đến nơi cao!",
    sender_name="UBND xã Đăk Ơ",
)


def test_an_alert_is_read_in_order() -> None:
    assert alert_script(FLOOD, drill=False).splitlines() == [
        "Cảnh báo lũ quét cấp 3.",
        "xã Đăk Ơ.",
        "Nước sông Bé lên nhanh.",
        "Di chuyển đến nơi cao!",
        "UBND xã Đăk Ơ.",
    ]


def test_a_drill_says_so_first_and_last() -> None:
    lines = alert_script(FLOOD, drill=True).splitlines()
    assert (lines[0], lines[-1]) == ("Đây là cuộc diễn tập.", "Đây là cuộc diễn tập.")
    assert "\n".join(lines[1:-1]) == alert_script(FLOOD, drill=False)


@pytest.mark.parametrize(("language", "mark"), [("en", DRILL["en"]), ("en-GB", DRILL["en"]), ("km", DRILL["vi"])])
def test_the_mark_is_in_the_alert_s_language_or_vietnamese(language: str, mark: str) -> None:
    assert alert_script(AlertText(language=language, headline="x"), drill=True).startswith(mark)


@settings(deadline=None)
@given(headline=st.text(alphabet="ab \n", min_size=1), description=st.text(alphabet="ab.! \n"))
def test_empty_parts_leave_no_line(headline: str, description: str) -> None:
    script = alert_script(AlertText(language="vi", headline=headline, description=description), drill=False)
    assert all(line.strip(" .") or "!" in line or "." in line for line in script.splitlines())
    assert all(line.endswith((".", "!")) for line in script.splitlines())


def test_a_bulletin_is_title_blocks_and_source() -> None:
    bulletin = Bulletin(
        title="Lịch tiêm chủng",
        blocks=(Block("heading", "I. THỜI GIAN"), Block("paragraph", "Ngày 10/12."), Block("bullet", "Trạm y tế;")),
        source="Trạm Y tế xã",
    )
    assert bulletin_script(bulletin) == "Lịch tiêm chủng.\nI. THỜI GIAN.\nNgày 10/12.\nTrạm y tế;\nTrạm Y tế xã."


def test_tables_cards_and_codes_are_read_as_people_would() -> None:
    bulletin = Bulletin(
        title="Hôm nay",
        blocks=(
            Table((("Ấp", "Ngày", "Nơi"), ("Ấp 1", "", "Trạm y tế."))),
            Cards((Card("Nhiệt độ", "34 °C", "lúc 13 giờ"), Card("Mưa", "12 mm"))),
            QrCode("https://dongnai.gov.vn/tiem", "Đăng ký tiêm"),
            QrCode("https://dongnai.gov.vn"),
        ),
    )
    assert bulletin_script(bulletin).splitlines() == [
        "Hôm nay.",
        "Ấp; Ngày; Nơi.",
        "Ấp 1; Trạm y tế.",
        "Nhiệt độ: 34 °C, lúc 13 giờ.",
        "Mưa: 12 mm.",
        "Đăng ký tiêm.",
    ]
