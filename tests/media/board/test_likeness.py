"""The eye of the golden tests: sees what people see, and no more."""

import numpy as np
import pytest
from PIL import Image, ImageChops

from media.board import Look, draw_countdown, draw_header, draw_qr, draw_safe
from tests.media.board.drawing import LED, LOOKS, NOW, TINY, UNIT
from tests.media.board.likeness import are_alike, kept


def alike(one: Image.Image, other: Image.Image) -> bool:
    return are_alike(kept(one), kept(other))


@pytest.mark.parametrize("look", LOOKS)
def test_a_picture_is_like_itself_and_like_itself_with_a_breath_of_noise(look: Look) -> None:
    picture = draw_safe(look, UNIT, NOW)
    noise = np.random.default_rng(1).integers(-2, 3, (picture.height, picture.width, 3))
    noisy = Image.fromarray(np.clip(np.asarray(picture).astype(int) + noise, 0, 255).astype(np.uint8))
    assert alike(picture, picture)
    assert alike(picture, noisy)


@pytest.mark.parametrize("look", LOOKS)
def test_another_minute_another_mark_and_a_shift_by_a_pixel_in_sight_are_seen(look: Look) -> None:
    picture = draw_safe(look, UNIT, NOW)
    assert not alike(picture, draw_safe(look, UNIT, NOW.replace("17:05", "17:06")))
    assert not alike(picture, draw_safe(look, UNIT.replace("Khai", "Khải"), NOW))
    assert not alike(picture, ImageChops.offset(picture, max(look.size) // 100 + 1, 0))


def test_a_mirrored_turned_dimmed_or_tinted_picture_is_seen() -> None:
    picture = draw_header(LED, UNIT, NOW)
    red, green, blue = picture.split()
    assert not alike(picture, picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert not alike(picture, picture.transpose(Image.Transpose.ROTATE_180))
    assert not alike(picture, picture.transpose(Image.Transpose.ROTATE_90))
    assert not alike(picture, picture.point(lambda level: round(level * 0.93)))
    assert not alike(picture, Image.merge("RGB", (blue, green, red)))


def test_one_second_and_one_letter_of_a_code_are_seen() -> None:
    one, other = (draw_countdown(LED, "Khai giảng", left_ms, "", "vi") for left_ms in (9_000, 8_000))
    assert not alike(one, other)
    assert not alike(draw_qr(TINY, "tel:113", ""), draw_qr(TINY, "tel:114", ""))
