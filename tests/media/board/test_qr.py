"""QR codes: module for module what ISO/IEC 18004 asks for, crisp, with their quiet zone, as large as fits."""

import numpy as np
import numpy.typing as npt
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from media.board import Look, draw_code, draw_qr
from media.board.colours import CODE, WHITE, contrast
from media.board.qr_code import LEAST_MODULE_PX
from media.board.qr_plan import plan_of
from media.bulletin import clean
from media.text.scale import line_height_px
from media.text.symbol import QUIET_MODULES, modules_across
from tests.media.board.drawing import LED, LOOKS, TINY
from tests.media.board.words_drawn import pen

ADDRESS = "https://tankhai.dongnai.gov.vn/gop-y"
CAPTION = "Quét mã để góp ý với xã"
ZONES = st.tuples(st.integers(64, 1200), st.integers(64, 1200))
PAYLOADS = st.text(min_size=1, max_size=300)


def dark(image: Image.Image) -> npt.NDArray[np.bool_]:
    pixels = np.asarray(image)
    is_dark: npt.NDArray[np.bool_] = (pixels == CODE).all(axis=2)
    return is_dark


@settings(max_examples=40, deadline=None)
@given(PAYLOADS, st.integers(1, 900))
def test_each_module_is_a_square_of_whole_pixels_as_the_symbol_has_it(payload: str, side_px: int) -> None:
    image = draw_code(payload, side_px)
    wanted = np.array(segno.make_qr(payload, error="m").matrix, dtype=bool)
    across = len(wanted) + 2 * QUIET_MODULES
    module = max(1, side_px // across)
    assert image.size == (across * module, across * module)
    quiet = QUIET_MODULES * module
    assert (dark(image)[quiet:-quiet, quiet:-quiet] == np.kron(wanted, np.ones((module, module), bool))).all()
    assert image.getcolors() is not None
    assert not dark(image)[:quiet].any()
    assert not dark(image)[:, :quiet].any()
    assert not dark(image)[-quiet:].any()
    assert not dark(image)[:, -quiet:].any()


def test_code_and_ground_are_as_far_apart_as_colours_can_be() -> None:
    assert contrast(CODE, WHITE) == pytest.approx(21)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(LOOKS), PAYLOADS, st.text(max_size=80), ZONES)
def test_in_any_zone_the_code_is_whole_and_a_caption_takes_less_than_half_of_its_side(
    look: Look, payload: str, caption: str, zone: tuple[int, int]
) -> None:
    plan = plan_of(look, payload, clean(caption), zone)
    across = modules_across(payload)
    alone = min(zone) // across * across
    assert plan.side_px % across == 0
    assert plan.side_px <= alone
    assert plan.side_px >= alone * 0.6
    assert plan.side_px >= min(alone, LEAST_MODULE_PX * across)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LOOKS), ZONES)
def test_without_a_caption_no_bigger_code_would_fit(look: Look, zone: tuple[int, int]) -> None:
    across = modules_across(ADDRESS)
    image = draw_qr(look, ADDRESS, "", zone)
    modules = min(zone) // across
    ink = np.argwhere(dark(image))
    if modules == 0:
        return
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
    symbol = (across - 2 * QUIET_MODULES) * modules
    assert (right - left, bottom - top) == (symbol, symbol)


def test_in_a_broad_zone_the_caption_stands_beside_in_a_high_one_below() -> None:
    broad, high = plan_of(LED, ADDRESS, CAPTION, (600, 200)), plan_of(LED, ADDRESS, CAPTION, (200, 400))
    assert broad.is_beside
    assert not high.is_beside
    assert broad.is_whole
    assert high.is_whole


@pytest.mark.parametrize("look", LOOKS)
def test_a_caption_is_whole_and_legible_where_there_is_room(look: Look) -> None:
    with pen() as written:
        draw_qr(look, ADDRESS, CAPTION)
    assert " ".join(one.text for one in written) == CAPTION
    assert all(one.size_px >= look.scale.least for one in written)


def test_a_caption_too_long_is_cut_with_an_ellipsis_and_left_out_before_the_code_suffers() -> None:
    with pen() as written:
        draw_qr(TINY, ADDRESS, "Quét mã để góp ý với Ủy ban nhân dân xã Tân Khai", (150, 120))
    assert written[-1].text.endswith("…")
    with pen() as written:
        draw_qr(LED, ADDRESS, CAPTION, (80, 80))
    assert written == []


def test_where_not_even_the_code_fits_its_content_is_written_out() -> None:
    with pen() as written:
        draw_qr(LED, "tel:02713" + "5" * 200, "Gọi", (60, 400))
    assert written[0].text == "Gọi"
    assert written[0].size_px >= LED.scale.least
    assert line_height_px(LED.scale.least) * len(written) <= 400
