"""Any sound comes in at one rate, from any offset, and what is no sound is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.sound import RATE_HZ, Samples, attention_tone, count_of, duration_of, joined, rms_dbfs, silence, write_wav
from media.sound.decode import decode, decode_all, resampled
from media.sound.opus import encode_opus
from protocol.errors import InvalidMedia


@pytest.fixture(scope="module")
def two_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of silence, then one of tone."""
    path = tmp_path_factory.mktemp("sound") / "two.ogg"
    encode_opus(joined([silence(1_000), attention_tone(1_000)]), path)
    return path


def test_opus_keeps_length_and_level(two_parts: Path) -> None:
    samples = decode_all(two_parts)
    assert duration_of(samples) == 2_000
    assert rms_dbfs(samples[:RATE_HZ]) < -60
    assert rms_dbfs(samples[RATE_HZ:]) == pytest.approx(rms_dbfs(attention_tone(1_000)), abs=0.5)


def test_equal_sounds_are_equal_bytes(two_parts: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.ogg"
    encode_opus(joined([silence(1_000), attention_tone(1_000)]), again)
    assert again.read_bytes() == two_parts.read_bytes()


def test_bytes_decode_as_the_file_does(two_parts: Path) -> None:
    assert np.array_equal(decode_all(two_parts.read_bytes()), decode_all(two_parts))


@settings(max_examples=40, deadline=None)
@given(start_ms=st.integers(0, 2_500))
def test_an_offset_cuts_exactly_what_lies_before_it(two_parts: Path, start_ms: int) -> None:
    whole = decode_all(two_parts)
    rest = joined(decode(two_parts, start_ms))
    assert len(rest) == max(0, len(whole) - count_of(start_ms))
    assert np.allclose(rest, whole[len(whole) - len(rest) :], atol=0.02)


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=200))
def test_wav_keeps_every_sample(values: list[float], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    given_samples: Samples = np.array(values, dtype=np.float32)
    write_wav(given_samples, path)
    assert np.allclose(decode_all(path), given_samples, atol=2 / 32_768)


def test_samples_beyond_full_scale_are_cut_not_wrapped(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    write_wav(np.array([4.0, -4.0], dtype=np.float32), path)
    assert decode_all(path).tolist() == pytest.approx([1.0, -1.0], abs=0.001)


def test_another_rate_keeps_the_length() -> None:
    assert duration_of(resampled(np.zeros(22_050, dtype=np.float32), 22_050)) == pytest.approx(1_000, abs=2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\x00" * 4_096,
        b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/hostname\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        b"RIFF\xff\xff\xff\xffWAVEfmt ",
    ],
    ids=["empty", "text", "zeros", "hls", "concat", "wav header only"],
)
def test_what_is_no_sound_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    for source in (content, path):
        with pytest.raises(InvalidMedia):
            decode_all(source)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match=r"gone\.mp3"):
        decode_all(tmp_path / "gone.mp3")


def test_a_name_with_a_colon_is_a_file_and_not_an_address(two_parts: Path, tmp_path: Path) -> None:
    odd = tmp_path / "http:x.ogg"
    odd.write_bytes(two_parts.read_bytes())
    assert duration_of(decode_all(odd)) == 2_000
