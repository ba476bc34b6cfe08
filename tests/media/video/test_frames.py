"""Frames come at their time, in the right colours and size, from any offset."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from av.video.reformatter import Colorspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.video import frames, picture_at
from protocol.errors import InvalidMedia
from tests.media.video.clips import BLUE, RED, write_clip


def test_every_frame_comes_at_its_time(clip: Path) -> None:
    assert [pts_ms for pts_ms, _ in frames(clip)] == list(range(0, 3_000, 40))


def test_a_frame_is_bgr0_without_padding(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", 50, 30)
    _, pixels = next(frames(path))
    shown = np.frombuffer(pixels, np.uint8).reshape(30, 50, 4)
    assert shown[15, 10, 2::-1].tolist() == pytest.approx(RED, abs=12)


def test_frames_can_be_asked_for_in_another_size(clip: Path) -> None:
    _, pixels = next(frames(clip, size_px=(101, 55)))
    assert len(pixels) == 101 * 55 * 4


def test_a_frame_that_is_held_stays_as_it_was(clip: Path) -> None:
    shown = frames(clip)
    held = [next(shown)[1] for _ in range(4)]
    before = [bytes(pixels) for pixels in held]
    assert len(list(shown)) == 71
    assert [bytes(pixels) for pixels in held] == before
    assert all(pixels.readonly for pixels in held)


@pytest.mark.parametrize("start_ms", [900, 1_960, 2_040, 2_960])
def test_what_is_left_out_on_the_way_changes_nothing_after_it(start_ms: int, clip: Path) -> None:
    whole = {at: bytes(pixels) for at, pixels in frames(clip) if at >= start_ms}
    assert {at: bytes(pixels) for at, pixels in frames(clip, start_ms)} == whole


@pytest.mark.parametrize(("width_px", "height_px"), [(320, 180), (319, 179), (318, 180), (33, 17), (17, 9)])
def test_any_width_has_its_colours_in_place(width_px: int, height_px: int, tmp_path: Path) -> None:
    _, pixels = next(frames(write_clip(tmp_path / "a.mp4", 320, 180), size_px=(width_px, height_px)))
    shown = np.frombuffer(pixels, np.uint8).reshape(height_px, width_px, 4).astype(int)
    assert shown[:, 0, 2::-1].mean(axis=0) == pytest.approx(RED, abs=12)
    assert shown[:, -1, 2::-1].mean(axis=0) == pytest.approx(BLUE, abs=12)


@pytest.mark.parametrize("matrix", [Colorspace.ITU601, Colorspace.ITU709])
def test_colours_follow_the_matrix_the_clip_names(matrix: Colorspace, tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", 64, 32, matrix=matrix)
    _, pixels = next(frames(path))
    assert np.frombuffer(pixels, np.uint8).reshape(32, 64, 4)[16, 10, 2::-1].tolist() == pytest.approx(RED, abs=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start_ms=st.integers(0, 3_200))
def test_an_offset_drops_exactly_the_frames_before_it(clip: Path, start_ms: int) -> None:
    assert [at for at, _ in frames(clip, start_ms)] == [at for at in range(0, 3_000, 40) if at >= start_ms]


@pytest.mark.parametrize("at_ms", [0, 39, 40, 1_500, 2_999])
def test_the_picture_of_a_moment_is_the_frame_then_shown(clip: Path, at_ms: int) -> None:
    wanted = [pixels for pts_ms, pixels in frames(clip) if pts_ms <= at_ms][-1]
    bgr = np.frombuffer(wanted, np.uint8).reshape(180, 320, 4)[..., 2::-1]
    assert np.abs(np.asarray(picture_at(clip, at_ms)).astype(int) - bgr).mean() < 2


def test_behind_the_end_is_the_last_picture(clip: Path) -> None:
    assert picture_at(clip, 99_000).tobytes() == picture_at(clip, 2_999).tobytes()


def test_the_clip_moves(clip: Path) -> None:
    first, last = (np.asarray(picture_at(clip, at_ms)).astype(int) for at_ms in (0, 2_900))
    assert np.abs(first - last).mean() > 3


def test_no_clip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"nothing")
    with pytest.raises(InvalidMedia):
        next(frames(tmp_path / "a.mp4"))
    with pytest.raises(InvalidMedia):
        picture_at(tmp_path / "a.mp4", 0)
