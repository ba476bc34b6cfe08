"""A clip comes out in the board's size and kind, whole, turned upright, with its sound."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from media.sound import duration_of
from media.sound.decode import decode_all
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS
from media.video import picture_at, probe, transcode
from protocol.errors import InvalidMedia
from tests.media.video.clips import turned, write_clip


@pytest.fixture(scope="module")
def for_led(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clip for a 160 x 96 board."""
    out = tmp_path_factory.mktemp("out") / "led.mp4"
    transcode(clip, out, 160, 96)
    return out


def test_it_is_what_boards_play(for_led: Path) -> None:
    with av.open(str(for_led)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.codec_context.profile, video.pix_fmt) == ("h264", "High", "yuv420p")
        assert (video.width, video.height) == (160, 96)
        assert (audio.codec_context.name, audio.rate) == ("aac", 48_000)


def test_it_can_be_entered_every_two_seconds(for_led: Path) -> None:
    with av.open(str(for_led)) as container:
        packets = list(container.demux(container.streams.video[0]))
    keys = [float(it.pts * it.time_base) for it in packets if it.is_keyframe and it.pts is not None and it.time_base]
    assert keys == [0.0, 2.0]


def test_it_begins_to_play_before_all_of_it_is_there(for_led: Path) -> None:
    content = for_led.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_length_and_sound_are_kept(clip: Path, for_led: Path) -> None:
    assert probe(for_led).duration_ms == probe(clip).duration_ms
    assert duration_of(decode_all(for_led)) == pytest.approx(3_000, abs=60)


def test_sound_comes_to_the_house_loudness(clip: Path, for_led: Path) -> None:
    before, after = loudness(decode_all(clip)), loudness(decode_all(for_led))
    assert before.integrated_lufs < TARGET_LUFS - 2
    assert after.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1)
    assert after.true_peak_db < -1


def test_sound_stays_where_it_was(clip: Path, for_led: Path) -> None:
    before, after = decode_all(clip)[:96_000], decode_all(for_led)[:96_000]
    spectrum = np.fft.rfft(before, 2**18).conj() * np.fft.rfft(after, 2**18)
    shift = int(np.argmax(np.fft.irfft(spectrum)))
    assert min(shift, 2**18 - shift) < 48 * 30


def test_equal_clips_make_equal_bytes(clip: Path, for_led: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.mp4"
    transcode(clip, again, 160, 96)
    assert again.read_bytes() == for_led.read_bytes()


def test_each_picture_is_in_four_parts_for_the_cores_of_a_board(clip: Path, tmp_path: Path) -> None:
    transcode(clip, tmp_path / "o.mp4", 320, 256)
    with av.open(str(tmp_path / "o.mp4")) as container:
        parts = [_coded_slices(bytes(packet)) for packet in container.demux(video=0) if packet.size]
    assert set(parts) == {4}


def _coded_slices(packet: bytes) -> int:
    """NAL units of type 1 and 5 (ITU-T H.264, table 7-1), each behind its length."""
    at, count = 0, 0
    while at < len(packet):
        count += packet[at + 4] & 31 in (1, 5)
        at += 4 + int.from_bytes(packet[at : at + 4], "big")
    return count


def test_progress_rises_to_the_end(clip: Path, tmp_path: Path) -> None:
    told: list[float] = []
    transcode(clip, tmp_path / "o.mp4", 64, 36, told.append)
    assert told == sorted(told)
    assert len(told) > 10
    assert 0.9 < told[-1] <= 1


def test_the_whole_picture_is_kept_with_bars(tmp_path: Path) -> None:
    out = tmp_path / "o.mp4"
    transcode(write_clip(tmp_path / "square.mp4", 64, 64), out, 200, 100)
    pixels = np.asarray(picture_at(out, 0)).astype(int)
    assert pixels[:, :45].max() < 30
    assert pixels[:, 155:].max() < 30
    assert pixels[50, 60, 0] > 150
    assert pixels[50, 140, 2] > 150


def test_a_turned_clip_comes_out_upright(tmp_path: Path) -> None:
    out = tmp_path / "o.mp4"
    transcode(turned(write_clip(tmp_path / "phone.mp4", 64, 32)), out, 32, 64)
    pixels = np.asarray(picture_at(out, 0)).astype(int)
    assert pixels[10, 16, 0] > 150
    assert pixels[54, 16, 2] > 150


@pytest.mark.parametrize(("width_px", "height_px"), [(1, 1), (17, 9), (1, 300), (300, 1)])
def test_odd_and_tiny_clips_fit_a_board(width_px: int, height_px: int, tmp_path: Path) -> None:
    out = tmp_path / "o.mp4"
    transcode(write_clip(tmp_path / "a.mov", width_px, height_px, codec="png"), out, 64, 40)
    assert (probe(out).width_px, probe(out).height_px) == (64, 40)


def test_an_odd_board_gets_one_pixel_less(clip: Path, tmp_path: Path) -> None:
    transcode(clip, tmp_path / "o.mp4", 65, 37)
    facts = probe(tmp_path / "o.mp4")
    assert (facts.width_px, facts.height_px) == (64, 36)


def test_a_fast_clip_is_slowed_to_what_boards_show(tmp_path: Path) -> None:
    out = tmp_path / "o.mp4"
    transcode(write_clip(tmp_path / "fast.mp4", 64, 32, rate=60), out, 64, 32)
    facts = probe(out)
    assert facts.frames_per_s == 30
    assert facts.duration_ms == pytest.approx(1_000, abs=40)


@pytest.mark.parametrize("kept", [0.0, 0.05, 0.6])
def test_a_damaged_clip_leaves_nothing_behind(kept: float, clip: Path, tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.mp4", tmp_path / "o.mp4"
    bad.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * kept)])
    with pytest.raises(InvalidMedia, match=r"bad\.mp4"):
        transcode(bad, out, 64, 36)
    assert not out.exists()


def test_a_watcher_that_fails_stops_the_work(clip: Path, tmp_path: Path) -> None:
    def give_up(_done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transcode(clip, tmp_path / "o.mp4", 64, 36, give_up)
    assert not (tmp_path / "o.mp4").exists()
