"""The bundled fonts are what their catalogue says, and draw what the boards need."""

import unicodedata

import pytest

from media.fonts import FAMILIES, face, family_for
from media.fonts.catalogue import FILES
from media.fonts.measure import measured

VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = sorted({unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ", "Đ"})


def test_the_catalogue_is_what_the_font_files_say() -> None:
    assert measured() == FAMILIES, "run: python -m media.fonts.measure"


@pytest.mark.parametrize("letter", VIETNAMESE)
def test_every_vietnamese_letter_is_in_the_first_family(letter: str) -> None:
    assert family_for(letter) is FAMILIES[0]


@pytest.mark.parametrize("letters", ["ŏ", "ŭ", "ĭ", "ê\u0306", "č", "ក", "ស្ទៀង", "₫"])
def test_letters_of_neighbours_are_in_some_family(letters: str) -> None:
    assert family_for(letters) is not None


@pytest.mark.parametrize("foreign", ["漢", "😀", "ا", "ऄ"])
def test_what_no_family_has_is_said_so(foreign: str) -> None:
    assert family_for(foreign) is None


@pytest.mark.parametrize("size_px", [17, 23, 61])
@pytest.mark.parametrize("letter", VIETNAMESE)
def test_stacked_marks_stay_within_the_measured_height(letter: str, size_px: int) -> None:
    _, top, _, bottom = face(FAMILIES[0], "bold", size_px).getbbox(letter, anchor="ls")
    assert -top <= size_px * FAMILIES[0].top_em + 1
    assert bottom <= size_px * FAMILIES[0].bottom_em + 1


@pytest.mark.parametrize("name", ["BeVietnamPro-LICENSE.txt", "NotoSans-LICENSE.txt"])
def test_the_licence_stands_beside_the_fonts(name: str) -> None:
    text = (FILES / name).read_text("utf-8")
    assert text.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
