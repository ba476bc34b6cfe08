"""The test card tells how it was treated, and is the same on every run."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from media.picture import open_picture
from media.specimen import card, make_card, make_turned_card
from media.specimen.card import BLUE, GREEN, RED, YELLOW


def corners(image: Image.Image) -> list[object]:
    inset, right, bottom = min(image.size) // 10, image.width - 1, image.height - 1
    places = [(inset, inset), (right - inset, inset), (right - inset, bottom - inset), (inset, bottom - inset)]
    return [image.getpixel(place) for place in places]


@given(st.integers(40, 900), st.integers(40, 900))
def test_each_corner_has_its_colour_and_each_turn_another_look(width: int, height: int) -> None:
    upright = card(width, height)
    assert upright.size == (width, height)
    assert corners(upright) == [RED, GREEN, YELLOW, BLUE]
    turns = [corners(upright.transpose(way)) for way in Image.Transpose]
    assert corners(upright) not in turns
    assert len({tuple(turn) for turn in turns}) == len(turns)


def test_cards_are_told_apart_by_their_dots() -> None:
    assert len({card(number=number).tobytes() for number in range(6)}) == 6


@pytest.mark.parametrize("name", ["card.png", "card.webp"])
def test_a_file_of_it_holds_every_pixel_and_is_small(name: str, tmp_path: Path) -> None:
    make_card(tmp_path / name)
    assert open_picture(tmp_path / name).tobytes() == card().tobytes()
    assert (tmp_path / name).stat().st_size < 4_000


def test_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_card(tmp_path / f"{name}.png", number=3)
        make_turned_card(tmp_path / f"{name}.jpg")
    for kind in ("png", "jpg"):
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"other.{kind}").read_bytes()


def test_the_turned_one_lies_in_the_file_and_stands_when_opened(tmp_path: Path) -> None:
    make_turned_card(tmp_path / "card.jpg")
    with Image.open(tmp_path / "card.jpg") as lying:
        assert lying.size == (180, 320)
        assert ImageOps.exif_transpose(lying).size == (320, 180)
    seen = open_picture(tmp_path / "card.jpg")
    assert seen.size == (320, 180)
    for found, wanted in zip(corners(seen), (RED, GREEN, YELLOW, BLUE), strict=True):
        assert found == pytest.approx(wanted, abs=12)
