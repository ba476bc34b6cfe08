"""Official Vietnamese leaves nothing for the eye alone: every given case, every rule, and what must not change."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import media
from media.bulletin import read_bulletin
from media.speech.scripts import bulletin_script
from media.speech.spoken import spoken_form
from media.speech.spoken.numbers import cardinal
from media.speech.spoken.tables.abbreviations import ABBREVIATIONS

SAMPLES = Path(media.__file__).parents[2] / "shared" / "samples"
CASES = SAMPLES / "vi_spoken_cases.csv"
PLAN = SAMPLES / "ke-hoach-thong-tin-co-so-2023.txt"
LEFT_OVER = re.compile(r"[\d/%&*#()+=_<>\[\]]|\b[A-ZĐ]{2,}\b|QĐ|TTg")


def _cases() -> list[tuple[str, str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in list(csv.reader(file))[1:]]


@pytest.mark.skipif(not CASES.exists(), reason="shared/samples/vi_spoken_cases.csv is not here")
def test_the_given_cases_are_read() -> None:
    assert len(_cases()) >= 18


@pytest.mark.parametrize(("written", "wanted", "unwanted"), _cases(), ids=[case[0] for case in _cases()])
def test_given_cases(written: str, wanted: str, unwanted: str) -> None:
    said = spoken_form(written)
    if wanted == "(not altered)":
        assert said == written
        return
    for choices in wanted.split("|"):
        assert any(choice.strip().casefold() in said.casefold() for choice in choices.split(" OR ")), said
    for word in filter(None, unwanted.split("|")):
        assert word.casefold() not in said.casefold(), said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Quyết định số 1497/QĐ-TTg ngày 08/11/2018 của Thủ tướng Chính phủ",
         "Quyết định số một nghìn bốn trăm chín mươi bảy ngày mùng tám tháng mười một năm hai nghìn không trăm mười tám"
         " của Thủ tướng Chính phủ"),
        ("Theo 135/QĐ-UBND", "Theo quyết định số một trăm ba mươi lăm của Ủy ban nhân dân"),
        ("Nghị quyết 18-NQ/TW", "Nghị quyết mười tám của Trung ương"),
        ("Luật số 31/2024/QH15", "Luật số ba mươi mốt năm hai nghìn không trăm hai mươi tư của Quốc hội khóa mười lăm"),
        ("Số: /KH-UBND", "Số: kế hoạch của Ủy ban nhân dân"),
        ("trước ngày 10/12", "trước ngày mùng mười tháng mười hai"),
        ("ngày 10-15/8", "ngày mùng mười đến ngày mười lăm tháng tám"),
        ("tối 5/6", "tối ngày mùng năm tháng sáu"),
        ("tháng 4/2025", "tháng tư năm hai nghìn không trăm hai mươi lăm"),
        ("quý III/2025", "quý ba năm hai nghìn không trăm hai mươi lăm"),
        ("Đại hội lần thứ XIII", "Đại hội lần thứ mười ba"),
        ("trong giai đoạn 2023 - 2025", "trong giai đoạn hai nghìn không trăm hai mươi ba đến hai nghìn không trăm hai"
         " mươi lăm"),
        ("7h30-8h", "bảy giờ ba mươi đến tám giờ"),
        ("lúc 17:00", "lúc mười bảy giờ"),
        ("85% xã", "tám mươi lăm phần trăm xã"),
        ("80-90%", "tám mươi đến chín mươi phần trăm"),
        ("rét -2°C", "rét âm hai độ xê"),
        ("mưa 120 mm, gió 60 km/h", "mưa một trăm hai mươi mi li mét, gió sáu mươi ki lô mét một giờ"),
        ("5 ha lúa", "năm héc ta lúa"),
        ("phạt 500.000đ", "phạt năm trăm nghìn đồng"),
        ("93/111 bảng tin", "chín mươi ba trên một trăm mười một bảng tin"),
        ("trực 24/24h", "trực hai mươi tư trên hai mươi tư giờ"),
        ("10 triệu đồng mỗi m2", "mười triệu đồng mỗi mét vuông"),
        ("tổ 5a", "tổ năm a"),
        ("trực 24/24 giờ", "trực hai mươi tư trên hai mươi tư giờ"),
        ("ĐT741", "đường tỉnh bảy trăm bốn mươi mốt"),
        ("liên hệ 0271.3879.456", "liên hệ không hai bảy một ba tám bảy chín bốn năm sáu"),
        ("tổng đài 1900 1234", "tổng đài một chín không không một hai ba bốn"),
        ("gọi số 1900-1954", "gọi số một chín không không một chín năm bốn"),
        ("số 1900-6868", "số một chín không không sáu tám sáu tám"),
        ("giai đoạn 1900-1954", f"giai đoạn {cardinal(1900)} đến {cardinal(1954)}"),
        ("TM. ỦY BAN NHÂN DÂN", "thay mặt ủy ban nhân dân"),
        ("Cổng/Trang thông tin", "Cổng, Trang thông tin"),
        ("kinh tế - xã hội", "kinh tế xã hội"),
        ("xem xét, giải quyết./.", "xem xét, giải quyết."),
        ("- Cấp xã:", "Cấp xã:"),
        ("+ Đến năm 2024", "Đến năm hai nghìn không trăm hai mươi tư"),
        ("II. NỘI DUNG", "Phần hai. nội dung"),
        ("2.1. Tổ chức", "hai chấm một. Tổ chức"),
        ("b) Phạm vi", "b. Phạm vi"),
        ("Lưu: VT, TD18", "Lưu: văn thư, tê dê mười tám"),
        ("dịch COVID-19", "dịch cô vít mười chín"),
        ("XYZQ lạ", "ích y dét quy lạ"),
        ("màn hình LED (cỡ lớn) ở xã", "màn hình lét, cỡ lớn, ở xã"),
        ("Gọi ngay 113 hoặc 114.", "Gọi ngay một một ba hoặc một một bốn."),
        ("trên BĐ3 0,5m", "trên báo động ba không phẩy năm mét"),
        ("BCH PCTT&TKCN", "Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn"),
        ("xăng A95-III", "xăng A chín mươi lăm ba"),
        ("họp UBA tại xã", "họp u bê a tại xã"),
        ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
        ("từ ngày 10/6 - 15/6", "từ ngày mùng mười tháng sáu đến ngày mười lăm tháng sáu"),
        ("từ 1/3 đến 1/2 dân số", "từ một phần ba đến một phần hai dân số"),
        ("30/4/1975 - 30/4/2025", "ngày ba mươi tháng tư năm một nghìn chín trăm bảy mươi lăm đến ngày ba mươi tháng tư"
         " năm hai nghìn không trăm hai mươi lăm"),
        ("2025-07-01", "ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi lăm"),
        ("20.500 đồng/lít", "hai mươi nghìn năm trăm đồng một lít"),
        ("2-3 lần/ngày", "hai đến ba lần một ngày"),
        ("90.000đ/kg", "chín mươi nghìn đồng một ki lô gam"),
        ("xem https://binhphuoc.gov.vn", "xem binhphuoc chấm gov chấm vn"),
        ("TP.HCM", "thành phố Hồ Chí Minh"),
    ],
)  # fmt: skip
def test_rules(written: str, said: str) -> None:
    assert spoken_form(written) == said


@pytest.mark.parametrize(
    "word", ["S'tiêng", "M'nông", "Đăk Ơ", "Bù Gia Mập", "Đak Nhau", "Lộc Ninh", "Ơ", "chào bà con", "Xuân Ái"]
)
def test_plain_words_and_names_are_not_altered(word: str) -> None:
    assert spoken_form(word) == word


@pytest.mark.parametrize("short", sorted(ABBREVIATIONS))
def test_no_listed_abbreviation_is_left(short: str) -> None:
    assert ABBREVIATIONS[short] in spoken_form(f"theo {short} tỉnh")
    assert not LEFT_OVER.search(ABBREVIATIONS[short])


@settings(deadline=None)
@given(day=st.integers(1, 31), month=st.integers(1, 12), year=st.integers(1900, 2100), pad=st.booleans())
def test_every_date_is_said_as_a_date(day: int, month: int, year: int, pad: bool) -> None:
    written = f"ngày {day:02}/{month:02}/{year}" if pad else f"ngày {day}/{month}/{year}"
    said = spoken_form(written)
    assert said.startswith("ngày ")
    assert cardinal(day) in said
    assert said.endswith(f"năm {cardinal(year)}")


@settings(deadline=None)
@example(first=1900, more=1)
@example(first=1800, more=500)
@given(first=st.integers(0, 9_998), more=st.integers(1, 500))
def test_a_stretch_is_never_a_minus(first: int, more: int) -> None:
    assert spoken_form(f"cấp {first}-{first + more}") == f"cấp {cardinal(first)} đến {cardinal(first + more)}"


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="aăđêơ AĐ0123456789.,;:/-+%()&'hkmgQL\n", max_size=60))
def test_whatever_is_written_no_digit_or_sign_is_left(text: str) -> None:
    assert not re.search(r"[\d/%&()+]", spoken_form(text))


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="aăđêơ 0123456789.,;:/-+%()&'hkmg\n", max_size=60))
def test_what_is_in_words_stays_as_it_is(text: str) -> None:
    said = spoken_form(text)
    assert spoken_form(said) == said


@pytest.mark.skipif(not PLAN.exists(), reason="shared/samples/ke-hoach-thong-tin-co-so-2023.txt is not here")
def test_every_sentence_of_the_plan_is_words_only() -> None:
    script = bulletin_script(read_bulletin(PLAN.read_text(encoding="utf-8")))
    said = spoken_form(script)
    assert [line for line in said.splitlines() if LEFT_OVER.search(line)] == []
    assert len(said.splitlines()) == len(script.splitlines())
