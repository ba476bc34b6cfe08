"""Missing glyphs and missing shaping are said, not drawn as garbage in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from media.fonts import FAMILIES, face
from media.text import missing_glyphs, shaping, unshapable

KHMER = "សេចក្តីជូនដំណឹង"


def test_vietnamese_stieng_and_khmer_lack_nothing() -> None:
    assert missing_glyphs("Ẳ Ễ Ộ Ậ ỗ – “đ” 100 % ₫ " + "ŏ ŭ ĭ ê\u0306 " + KHMER) == ()


def test_each_missing_letter_is_named_once_in_order() -> None:
    assert missing_glyphs("Xin 漢 chào 😀 漢") == ("漢", "😀")


def test_decomposed_text_lacks_nothing() -> None:
    assert missing_glyphs("e\u0302\u0301") == ()


def test_this_machine_shapes_khmer() -> None:
    assert shaping().raqm
    assert shaping().fault is None
    assert not unshapable(KHMER)
    family = next(one for one in FAMILIES if one.name == "NotoSansKhmer")
    shaped = face(family, "regular", 40).getmask("ក្រុម")
    font_file = Path(__file__).parents[3] / "media/fonts/files/NotoSansKhmer-Regular.ttf"
    unshaped = ImageFont.truetype(font_file, 40, layout_engine=ImageFont.Layout.BASIC).getmask("ក្រុម")
    assert bytes(Image.Image()._new(shaped).tobytes()) != bytes(Image.Image()._new(unshaped).tobytes())


ASK = f"""
from media.text import shaping, unshapable
assert not shaping().raqm
assert unshapable("{KHMER}") and not unshapable("Tiếng Việt")
print(shaping().fault.told_in("vi"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="hides a library the way Linux finds it")
def test_without_fribidi_khmer_is_reported_and_vietnamese_is_not(tmp_path: Path) -> None:
    (tmp_path / "libfribidi.so.0").write_bytes(b"")
    answer = subprocess.run(  # a fresh process: Pillow looks for the library once
        [sys.executable, "-c", ASK],
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert answer.returncode == 0, answer.stderr
    assert "apt install libfribidi0" in answer.stdout
