"""A short clip with motion and sound, for demonstrations and tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from media.sound.frames import frames_of
from media.sound.samples import RATE_HZ
from media.specimen.melody import melody
from media.specimen.scene import Scene, scene
from media.video.writing import H264_OPTIONS, MP4_OPTIONS

FRAMES_PER_S = 25
_BIRDS = ((0.00, 0.16, 1.0), (0.035, 0.19, 0.8), (0.075, 0.15, 0.7), (0.10, 0.21, 0.9))
"""Where each begins (shares of width and height) and its size."""
_FEATHERS = (46, 52, 66)


def make_clip(path: Path, duration_ms: int = 8_000, width_px: int = 1280, height_px: int = 720) -> None:
    """Write an MP4 (H.264 and AAC): a glide over the terraces at dawn, birds passing, bells."""
    with av.open(str(path), "w", format="mp4", options=MP4_OPTIONS) as container:
        _write(container, scene(width_px, height_px), duration_ms)


def _write(container: OutputContainer, view: Scene, duration_ms: int) -> None:
    video = container.add_stream("libx264", rate=FRAMES_PER_S, options=H264_OPTIONS)
    audio = container.add_stream("aac", rate=RATE_HZ)
    video.width, video.height, video.pix_fmt = view.sky.width, view.sky.height, "yuv420p"
    audio.layout = "mono"
    for frame in _pictures(view, duration_ms):
        container.mux(video.encode(frame))
    container.mux(video.encode(None))
    for sound in frames_of(melody(duration_ms)):
        container.mux(audio.encode(sound))
    container.mux(audio.encode(None))


def _pictures(view: Scene, duration_ms: int) -> Iterator[VideoFrame]:
    count = duration_ms * FRAMES_PER_S // 1000
    for index in range(count):
        picture = view.seen(index / count)
        _draw_birds(picture, index / FRAMES_PER_S)
        frame = VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
        frame.pts = index
        yield frame


def _draw_birds(picture: Image.Image, at_s: float) -> None:
    """A small flock crossing to the right, wings beating."""
    draw = ImageDraw.Draw(picture)
    for begin_x, begin_y, size in _BIRDS:
        x = (begin_x + 0.09 * at_s) * picture.width
        y = (begin_y - 0.006 * at_s) * picture.height
        span = size * picture.width / 90
        lift = span * 0.55 * _beat(at_s + begin_x * 9)
        wings = [(x - span, y - lift), (x - span * 0.4, y - lift * 0.3), (x, y), (x + span * 0.4, y - lift * 0.3)]
        draw.line([*wings, (x + span, y - lift)], fill=_FEATHERS, width=max(1, round(picture.width / 500)))


def _beat(at_s: float) -> float:
    """A wing's height, -1 to 1, twice a second."""
    phase = (at_s * 2) % 1
    return 1 - 4 * abs(phase - 0.5)
