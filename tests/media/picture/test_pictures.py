"""Pictures from anywhere: opened safely, fitted whole, encoded bare."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.Image import Transpose as Flip

from media.picture import encode_jpeg, encode_webp, fit, open_picture
from protocol.errors import InvalidMedia

RED, BLUE = (220, 30, 30), (30, 30, 220)


def halves(width: int = 60, height: int = 40) -> Image.Image:
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def quarters() -> Image.Image:
    """No turn and no mirror leaves it as it is."""
    image = Image.new("RGB", (64, 32), RED)
    image.paste(BLUE, (32, 0, 64, 32))
    image.paste((240, 240, 240), (0, 16, 32, 32))
    return image


def as_bytes(image: Image.Image, file_format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, file_format, **options)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header promises more pixels than anyone should decode."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_the_common_kinds_are_opened_as_rgb(file_format: str) -> None:
    picture = open_picture(as_bytes(halves(), file_format))
    assert (picture.mode, picture.size) == ("RGB", (60, 40))


def test_a_file_is_opened_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(as_bytes(halves(), "PNG"))
    assert open_picture(path).tobytes() == halves().tobytes()


UPRIGHT = {1: None, 2: Flip.FLIP_LEFT_RIGHT, 3: Flip.ROTATE_180, 4: Flip.FLIP_TOP_BOTTOM}
UPRIGHT |= {5: Flip.TRANSPOSE, 6: Flip.ROTATE_270, 7: Flip.TRANSVERSE, 8: Flip.ROTATE_90}


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "JPEG", "WEBP"])
def test_a_photo_is_turned_as_its_camera_was(file_format: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = quarters()
    turned = open_picture(as_bytes(stored, file_format, exif=exif.tobytes()))
    flip = UPRIGHT[orientation]
    wanted = stored if flip is None else stored.transpose(flip)
    assert turned.size == wanted.size
    assert np.abs(np.asarray(turned).astype(int) - np.asarray(wanted)).mean() < 8


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert open_picture(as_bytes(halves(), "PNG", exif=exif.tobytes())).tobytes() == halves().tobytes()


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + jpeg[2:]


IN_EXIF = b"Exif\0\0MM\0*\0\0\0\x08"
FAULTY_NOTES = {
    "EXIF that points behind its end": (0xE1, IN_EXIF + b"\0\x01\x01\x0f\0\x02\0\0\xff\xff\0\xff\0\0\0\0\0\0"),
    "EXIF that ends early": (0xE1, IN_EXIF + b"\0\x09\x01\x0f"),
    "a broken list of pictures": (0xE2, b"MPF\0MM\0*\0\0\0\x08\0\x01\xb0\x01\0\x04\0\0\0\x01\0\0\0\x02\0\0\0\0"),
}


@pytest.mark.parametrize("fault", FAULTY_NOTES)
def test_a_whole_photo_with_faulty_notes_is_a_whole_photo(fault: str) -> None:
    whole = as_bytes(halves(), "JPEG")
    noted = with_segment(whole, *FAULTY_NOTES[fault])
    assert open_picture(noted).tobytes() == open_picture(whole).tobytes()


def test_what_is_transparent_stands_on_white() -> None:
    see_through = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    assert open_picture(as_bytes(see_through, "PNG")).getpixel((4, 4)) == (255, 255, 255)


def test_a_transparent_palette_stands_on_white_too() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([10, 10, 10, *RED])
    image.paste(0, (0, 0, 4, 8))
    shown = open_picture(as_bytes(image, "PNG", transparency=0))
    assert (shown.getpixel((1, 1)), shown.getpixel((6, 6))) == ((255, 255, 255), RED)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_keep_their_levels(file_format: str) -> None:
    deep = Image.fromarray(np.arange(256, dtype=np.uint16).reshape(16, 16) * 257)
    assert np.asarray(open_picture(as_bytes(deep, file_format)))[..., 0].ravel().tolist() == list(range(256))


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP", "TIFF"])
def test_an_animation_is_its_first_picture(file_format: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in (RED, BLUE)]
    moving = as_bytes(frames[0], file_format, save_all=True, append_images=frames[1:], lossless=True)
    assert open_picture(moving).getpixel((20, 15)) == RED


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16"])
def test_other_colour_models_are_turned_into_rgb(mode: str) -> None:
    image = halves().convert("L").convert(mode) if mode == "I;16" else halves().convert(mode)
    assert open_picture(as_bytes(image, "TIFF")).mode == "RGB"


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"#EXTM3U\n"]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidMedia, match="Use a JPEG"):
        open_picture(data)


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.floats(0.3, 0.95))
@settings(deadline=None)
def test_a_truncated_picture_is_refused(file_format: str, share: float) -> None:
    noisy = Image.effect_noise((120, 80), 90).convert("RGB")
    whole = as_bytes(noisy, file_format)
    with pytest.raises(InvalidMedia):
        open_picture(whole[: int(len(whole) * share)])


@given(st.binary(max_size=400), st.sampled_from(["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"]), st.integers(0, 300))
@settings(deadline=None)
def test_a_damaged_picture_is_opened_or_refused(noise: bytes, file_format: str, at: int) -> None:
    whole = bytearray(as_bytes(halves(), file_format))
    whole[at : at + len(noise)] = noise
    try:
        assert open_picture(bytes(whole)).mode == "RGB"
    except InvalidMedia as refused:
        assert refused.told_in("vi")


@pytest.mark.parametrize("size", [(8000, 7000), (20_000, 20_000), (60_000, 60_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidMedia, match="50 megapixels"):
        open_picture(png_claiming(*size))


@given(st.integers(1, 300), st.integers(1, 300), st.integers(16, 400), st.integers(16, 400))
@settings(deadline=None, max_examples=50)
def test_a_fitted_picture_has_exactly_the_size_asked_for(
    width: int, height: int, to_width: int, to_height: int
) -> None:
    assert fit(Image.new("RGB", (width, height), RED), to_width, to_height).size == (to_width, to_height)


def test_all_of_a_picture_stays_visible_and_what_is_beside_it_is_darker() -> None:
    fitted = fit(Image.new("RGB", (100, 200), (200, 200, 200)), 640, 384)
    assert fitted.getpixel((320, 2)) == fitted.getpixel((320, 381)) == (200, 200, 200)
    beside = fitted.getpixel((20, 192))
    assert isinstance(beside, tuple)
    assert max(beside) < 110


def test_a_picture_of_nearly_the_same_shape_fills_the_board() -> None:
    fitted = fit(Image.new("RGB", (1920, 1088), RED), 640, 360)
    assert fitted.getpixel((0, 0)) == fitted.getpixel((639, 359)) == RED


@pytest.mark.parametrize(("encode", "kind"), [(encode_jpeg, "JPEG"), (encode_webp, "WEBP")])
def test_encoded_pictures_open_again_without_what_a_phone_wrote(encode: object, kind: str) -> None:
    assert callable(encode)
    image = halves()
    image.info["exif"] = b"Exif\0\0place"
    data = encode(image)
    with Image.open(io.BytesIO(data)) as again:
        assert (again.format, again.size, dict(again.getexif())) == (kind, (60, 40), {})
    assert b"place" not in data
