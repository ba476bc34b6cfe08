"""How big letters must be, and that drawn ones are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_profiles import load
from media.fonts import FAMILIES, face
from media.text import Boxes, Geometry, Scale, least_letter_px, size_for_letter_px

GEOMETRIES = st.builds(
    Geometry,
    st.integers(160, 4000),
    st.integers(96, 4000),
    st.floats(0.2, 20),
    st.floats(1, 60),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("pitch_mm", "distance_m", "letter_px"),
    [(5.0, 12.0, 16), (5.0, 15.0, 20), (10.0, 15.0, 12), (0.634, 4.0, 43), (5.0, 1.0, 12)],
)
def test_least_letter_height_is_the_distance_over_one_and_a_half(
    pitch_mm: float, distance_m: float, letter_px: int
) -> None:
    assert least_letter_px(Geometry(640, 384, pitch_mm, distance_m)) == letter_px


@given(GEOMETRIES)
def test_the_letter_in_centimetres_is_never_under_the_rule(geometry: Geometry) -> None:
    height_cm = least_letter_px(geometry) * geometry.pixel_pitch_mm / 10
    assert height_cm >= geometry.viewing_distance_m / 1.5 - 1e-6
    assert least_letter_px(geometry) >= 12


@given(GEOMETRIES)
def test_a_letter_read_at_night_is_as_high_as_one_read_from_15_percent_farther(geometry: Geometry) -> None:
    by_day, by_night = (replace(geometry, read_at_night=is_night) for is_night in (False, True))
    height_cm = least_letter_px(by_night) * geometry.pixel_pitch_mm / 10
    assert height_cm >= geometry.viewing_distance_m / 1.5 / 0.85 - 1e-6
    assert least_letter_px(by_night) >= max(12, least_letter_px(by_day))
    farther = replace(by_day, viewing_distance_m=geometry.viewing_distance_m / 0.85)
    assert abs(least_letter_px(by_night) - least_letter_px(farther)) <= 1


@pytest.mark.parametrize(("distance_m", "by_day", "by_night"), [(12.0, 16, 19), (15.0, 20, 24), (1.0, 12, 12)])
def test_letters_read_at_night_on_an_led_screen(distance_m: float, by_day: int, by_night: int) -> None:
    assert least_letter_px(Geometry(640, 384, 5.0, distance_m)) == by_day
    assert least_letter_px(Geometry(640, 384, 5.0, distance_m, read_at_night=True)) == by_night


@pytest.mark.parametrize("family", FAMILIES[:2], ids=lambda family: str(family.name))
@pytest.mark.parametrize("letter_px", [12, 13, 16, 20, 43, 97])
def test_a_capital_drawn_at_that_size_is_that_high(family: object, letter_px: int) -> None:
    chosen = next(one for one in FAMILIES if one is family)
    _, top, _, bottom = face(chosen, "regular", size_for_letter_px(letter_px)).getbbox("H", anchor="ls")
    assert bottom - top >= letter_px


@given(GEOMETRIES)
def test_the_boxes_are_the_whole_picture(geometry: Geometry) -> None:
    header, main, ticker = Boxes.of(geometry)
    assert (header.y_px, main.y_px, ticker.y_px) == (0, header.height_px, header.height_px + main.height_px)
    assert ticker.y_px + ticker.height_px == geometry.height_px
    assert {box.width_px for box in (header, main, ticker)} == {geometry.width_px}
    assert main.height_px >= geometry.height_px // 2


@given(GEOMETRIES)
def test_no_size_is_under_the_least(geometry: Geometry) -> None:
    scale = Scale.of(geometry)
    assert scale.least <= scale.body <= scale.heading <= scale.title


@pytest.mark.parametrize("name", ["led-p5-640x384", "bulletin-1080p"])
def test_the_shipped_models_are_big_enough_for_their_distance(name: str) -> None:
    shown = load(name).geometry
    assert shown is not None
    geometry = Geometry(*shown)
    assert Scale.of(geometry).least == size_for_letter_px(least_letter_px(geometry))
