"""However a day, an hour or a stretch is typed, and whatever stands before it, it is heard as one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken import spoken_form
from media.speech.spoken.numbers import cardinal

BEFORE_A_DAY = st.sampled_from([
    "ngày ", "từ ngày ", "sáng ngày ", "vào ngày ", "trước ", "đến hết ngày ", "hạn cuối ", "hạn cuối: ",
    "lúc 7h ngày ", "hồi 7h ", "7h00 ngày ", "7h, ", "7h00, ngày ", "(ngày ", "tối ", "sáng thứ Hai ",
    "Chủ nhật, ", "CN ", "T2, ", "tính đến ", "kể từ ", "bắt đầu từ ", "NGÀY ", "cấp ngày ", "đúng 7g30 ngày ",
])  # fmt: skip
HOURS = st.sampled_from([
    "7h30", "07h30", "7 giờ 30", "7 giờ 30 phút", "7g30", "07:30", "7:30", "7h30'", "7h30p", "7 h 30", "7H30", "7.30h",
    "7h.30",
])  # fmt: skip
BEFORE_AN_HOUR = st.sampled_from(["lúc ", "từ ", "", "vào ", "trước ", "Thời gian: ", "mất điện "])
STROKES = st.sampled_from(["-", " - ", "–", " – ", "—", "−", "÷", " đến "])
UNITS = st.sampled_from([
    ("mm", "mi li mét"), ("m", "mét"), ("km/h", "ki lô mét một giờ"), ("m3/s", "mét khối một giây"), ("°C", "độ xê"),
    ("m³/s", "mét khối một giây"), ("%", "phần trăm"), ("ha", "héc ta"), ("triệu đồng", "triệu đồng"), ("tuổi", "tuổi"),
    ("ngày", "ngày"), ("giờ", "giờ"), ("đ/kg", "đồng một ki lô gam"), ("µg/m3", "mi crô gam một mét khối"),
    ("W", "oát"), ("kWh", "ki lô oát giờ"), ("tấn/ha", "tấn một héc ta"), ("hộ", "hộ"), ("USD", "đô la Mỹ"),
])  # fmt: skip
BEFORE_AN_AMOUNT = st.sampled_from(["", "khoảng ", "từ ", "đạt ", "còn ", "tăng ", "cao ", "dưới ", "mưa "])


@settings(max_examples=300, deadline=None)
@given(lead=BEFORE_A_DAY, day=st.integers(11, 31), month=st.integers(1, 12), stroke=st.sampled_from(["/", "-", "."]),
       year=st.sampled_from(["", "2025"]), pad=st.booleans())  # fmt: skip
def test_a_day_is_a_day(lead: str, day: int, month: int, stroke: str, year: str, *, pad: bool) -> None:
    mark = stroke if year else "/"
    written = f"{lead}{day}{mark}{month:02}" if pad else f"{lead}{day}{mark}{month}"
    said = spoken_form(f"{written}{mark + year if year else ''} tại UBND xã").casefold()
    assert f"ngày {cardinal(day)} tháng {'tư' if month == 4 else cardinal(month)}" in said
    assert not any(word in said for word in ("phần", "trên", "âm ", "ngày ngày"))


@settings(max_examples=300, deadline=None)
@given(lead=BEFORE_AN_HOUR, hour=HOURS, behind=st.sampled_from(["", " sáng", " đến 11h", " ngày 25/9", ", 25/9"]))
def test_an_hour_is_an_hour(lead: str, hour: str, behind: str) -> None:
    said = spoken_form(f"{lead}{hour}{behind}")
    assert "bảy giờ ba mươi" in said
    assert not any(word in said for word in ("chấm", "gam", "âm "))


@settings(max_examples=400, deadline=None)
@given(lead=BEFORE_AN_AMOUNT, stroke=STROKES, space=st.sampled_from(["", " "]), unit=UNITS, low=st.integers(2, 400),
       more=st.integers(1, 300), decimal=st.booleans())  # fmt: skip
def test_a_stretch_of_anything_is_a_stretch(
    lead: str, stroke: str, space: str, unit: tuple[str, str], low: int, more: int, *, decimal: bool
) -> None:
    short, name = unit
    part = ",5" if decimal else ""
    said = spoken_form(f"{lead}{low}{part}{stroke}{low + more}{part}{space}{short}")
    half = " phẩy năm" if decimal else ""
    whole = f"{cardinal(low)}{half} đến {cardinal(low + more)}{half} {name}"
    assert whole in said or (short == "giờ" and f"{cardinal(low)} giờ đến {cardinal(low + more)} giờ" in said)
