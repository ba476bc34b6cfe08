"""Sound of foreign files, decoded in a child."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from media.sound import attention_tone, joined, write_wav
from media.sound.by_ending import writer_for
from media.sound.decode import decode_all
from media.sound.foreign import DECODING, decode_foreign
from media.specimen import make_clip
from protocol.errors import InvalidMedia


@pytest.mark.parametrize("ending", ["wav", "ogg", "mp3"])
def test_it_is_what_decoding_here_gives(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    writer_for(path)(attention_tone(700), path)
    assert np.array_equal(joined(decode_foreign(path)), decode_all(path))


def test_the_sound_of_a_clip_is_taken(tmp_path: Path) -> None:
    make_clip(tmp_path / "a.mp4", duration_ms=1_000, width_px=64, height_px=48)
    assert 40_000 < len(joined(decode_foreign(tmp_path / "a.mp4"))) < 56_000


@pytest.mark.parametrize(
    "data", [b"", b"OggS", b"Thong bao", b"#EXTM3U\n/etc/passwd\n", b"\x1aE\xdf\xa3" + b"\0" * 400]
)
def test_what_is_no_sound_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.ogg"
    path.write_bytes(data)
    with pytest.raises(InvalidMedia, match="can't be read"):
        joined(decode_foreign(path))


def test_a_child_that_uses_too_much_is_an_error_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(attention_tone(700), path)
    with pytest.raises(InvalidMedia, match="stopped by signal"):
        joined(decode_foreign(path, msgspec.structs.replace(DECODING, wall_s=0.0)))
