"""HEIF opens where its decoder is installed, in a child that can do no harm."""

from __future__ import annotations

import io
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from media.picture import open_picture
from media.picture.heif import LIMITS, is_heif, opened_apart
from protocol.errors import InvalidMedia

pillow_heif = pytest.importorskip("pillow_heif")
RED, BLUE = (220, 30, 30), (30, 30, 220)


def heic(width_px: int = 96, height_px: int = 64, **options: object) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width_px, height_px), RED)
    image.paste(BLUE, (width_px // 2, 0, width_px, height_px))
    return encoded(image, **options)


def encoded(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, **options)
    return out.getvalue()


def test_a_phones_picture_opens_as_rgb() -> None:
    picture = open_picture(heic())
    assert (picture.mode, picture.size) == ("RGB", (96, 64))
    assert picture.getpixel((10, 32)) == pytest.approx(RED, abs=10)
    assert picture.getpixel((86, 32)) == pytest.approx(BLUE, abs=10)


def test_odd_sizes_keep_their_size() -> None:
    assert open_picture(heic(33, 17)).size == (33, 17)


def test_it_is_turned_as_the_phone_was() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = open_picture(heic(exif=exif.tobytes()))
    assert picture.size == (64, 96)
    assert picture.getpixel((32, 10)) == pytest.approx(RED, abs=10)


def test_what_is_transparent_stands_on_white() -> None:
    picture = open_picture(encoded(Image.new("RGBA", (64, 64), (0, 0, 0, 0))))
    assert picture.getpixel((32, 32)) == pytest.approx((255, 255, 255), abs=4)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_one_is_refused(share: float) -> None:
    whole = encoded(Image.effect_noise((128, 96), 80).convert("RGB"))
    with pytest.raises(InvalidMedia):
        open_picture(whole[: int(len(whole) * share)])


@given(st.binary(min_size=1, max_size=200), st.integers(12, 900))
@settings(deadline=None, max_examples=6)
def test_damage_is_opened_or_refused(noise: bytes, at: int) -> None:
    bent = bytearray(heic())
    bent[at : at + len(noise)] = noise
    try:
        assert open_picture(bytes(bent)).mode == "RGB"
    except InvalidMedia as refused:
        assert refused.told_in("vi")


def test_one_that_claims_to_be_huge_is_refused_before_it_is_decoded() -> None:
    bomb = heic(64, 64).replace((64).to_bytes(4, "big") * 2, (30_000).to_bytes(4, "big") * 2)
    with pytest.raises(InvalidMedia, match="too big"):
        open_picture(bomb)


@pytest.mark.parametrize(
    "limits",
    [
        msgspec.structs.replace(LIMITS, wall_s=0.01),
        msgspec.structs.replace(LIMITS, memory_bytes=64 * 1024**2),
        msgspec.structs.replace(LIMITS, cpu_s=0),
    ],
    ids=["time", "memory", "processor"],
)
def test_a_child_over_its_limits_costs_only_the_picture(limits: object) -> None:
    assert isinstance(limits, type(LIMITS))
    with pytest.raises(InvalidMedia, match="damaged or incomplete"):
        opened_apart(heic(), limits)


def test_without_its_decoder_the_refusal_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = heic()
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(InvalidMedia) as refused:
        open_picture(raw)
    assert "pillow-heif" in refused.value.told_in("vi")
    assert "JPEG" in refused.value.told_in("en")


@given(st.binary(max_size=40))
def test_only_the_brands_of_heif_are_heif(head: bytes) -> None:
    assert not is_heif(head)
    assert not is_heif(b"\0\0\0\x18ftypisom" + head)
    assert is_heif(b"\0\0\0\x18ftypheic" + head)
