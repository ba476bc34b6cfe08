"""What a clip is; and everything that only pretends to be one is refused, by a child that can do no harm."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.sound import attention_tone, write_wav
from media.video import VideoFacts, probe
from media.video.limits import PROBE
from protocol.errors import InvalidMedia
from tests.media.video.clips import turned, write_clip


def test_the_facts_of_a_clip(clip: Path) -> None:
    assert probe(clip) == VideoFacts(
        duration_ms=3_000, width_px=320, height_px=180, has_sound=True, frames_per_s=25.0, codec="h264"
    )


def test_a_silent_clip_says_so(tmp_path: Path) -> None:
    assert not probe(write_clip(tmp_path / "a.mp4", 64, 32)).has_sound


def test_a_turned_clip_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    facts = probe(turned(write_clip(tmp_path / "a.mp4", 64, 32)))
    assert (facts.width_px, facts.height_px) == (32, 64)


@pytest.mark.parametrize(("width_px", "height_px"), [(1, 1), (17, 9), (1, 300)])
def test_odd_and_tiny_sizes_are_clips_too(width_px: int, height_px: int, tmp_path: Path) -> None:
    facts = probe(write_clip(tmp_path / "a.mov", width_px, height_px, codec="png"))
    assert (facts.width_px, facts.height_px) == (width_px, height_px)


HOSTILE = {
    "empty": b"",
    "text": b"not a clip at all\n" * 50,
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{clip}\n#EXT-X-ENDLIST\n",
    "concat": b"ffconcat version 1.0\nfile {clip}\n",
    "dash": b'<?xml version="1.0"?><MPD><Period><BaseURL>{clip}</BaseURL></Period></MPD>',
    "sdp": b"v=0\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "header only": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
}


@pytest.mark.parametrize("ending", ["mp4", "bin"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused(kind: str, ending: str, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / f"upload.{ending}"
    path.write_bytes(HOSTILE[kind].replace(b"{clip}", str(clip).encode()))
    with pytest.raises(InvalidMedia, match=rf"upload\.{ending}"):
        probe(path)


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.85])
def test_a_cut_clip_is_refused(kept: float, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.mp4"
    path.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * kept)])
    with pytest.raises(InvalidMedia):
        probe(path)


def test_sound_alone_is_no_clip(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    write_wav(attention_tone(200), path)
    with pytest.raises(InvalidMedia, match="no moving picture"):
        probe(path)


def test_a_refusal_names_the_file_but_not_the_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia) as refused:
        probe(tmp_path / "gone.mp4")
    assert "gone.mp4" in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize(
    "limits",
    [
        msgspec.structs.replace(PROBE, wall_s=0.01),
        msgspec.structs.replace(PROBE, memory_bytes=96 * 1024**2),
        msgspec.structs.replace(PROBE, cpu_s=0),
    ],
    ids=["time", "memory", "processor"],
)
def test_a_child_over_its_limits_costs_only_the_clip(limits: object, clip: Path) -> None:
    assert isinstance(limits, type(PROBE))
    with pytest.raises(InvalidMedia):
        probe(clip, limits)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), garbage=st.binary(min_size=1, max_size=2_000))
def test_damage_anywhere_is_refused_or_harmless(at: float, garbage: bytes, clip: Path, tmp_path: Path) -> None:
    content = bytearray(clip.read_bytes())
    first = int(at * (len(content) - len(garbage)))
    content[first : first + len(garbage)] = garbage
    path = tmp_path / "bent.mp4"
    path.write_bytes(content)
    try:
        assert probe(path).duration_ms > 0
    except InvalidMedia as refused:
        assert "bent.mp4" in refused.problem.vi
