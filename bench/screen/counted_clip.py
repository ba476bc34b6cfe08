"""A clip that can be read from outside: each frame carries its number, each second begins with a click.

The number stands in white and black squares in the upper left corner, lowest bit first, and once more inverted, so
that a picture half drawn is not read as another frame.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from PIL import Image, ImageChops, ImageDraw

from bench.screen.xserver import HEIGHT_PX, WIDTH_PX, Pixels
from media.sound import RATE_HZ, Samples
from media.sound.frames import frames_of
from media.specimen.scene import scene
from media.text import Box
from media.video.writing import H264_OPTIONS, MP4_OPTIONS

FRAMES_A_SECOND = 30
KEYFRAME_EVERY = 60
"""As the controller's own transcoder has it."""
BITS, SQUARE_PX = 10, 48
CLICK_HZ, CLICK_MS = 2_000, 20
GRAIN, GRAIN_SHIFT_PX = 2.0, 128
"""Standard deviation, of 255."""
_GREY = 128


def make_counted_clip(path: Path, seconds: int) -> None:
    """Write ``seconds`` of 1080p30 (H.264 and AAC): a glide over hills, grained like a camera's picture."""
    with av.open(str(path), "w", format="mp4", options=MP4_OPTIONS) as container:
        video = container.add_stream("libx264", rate=FRAMES_A_SECOND, options=H264_OPTIONS)
        video.width, video.height, video.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        video.codec_context.gop_size = KEYFRAME_EVERY
        audio = container.add_stream("aac", rate=RATE_HZ)
        audio.layout = "mono"
        view, grain, count = scene(WIDTH_PX, HEIGHT_PX), _grain(), seconds * FRAMES_A_SECOND
        for number in range(count):
            picture = ImageChops.add(view.seen(number / count), _shifted(grain, number), offset=-_GREY)
            container.mux(video.encode(_frame(numbered(picture, number), number)))
        container.mux(video.encode(None))
        for sound in frames_of(clicks(seconds)):
            container.mux(audio.encode(sound))
        container.mux(audio.encode(None))


def clicks(seconds: int) -> Samples:
    """A short tone at the beginning of each second but the first, and nothing between."""
    t_s = np.arange(RATE_HZ * CLICK_MS // 1000) / RATE_HZ
    tone = (0.5 * np.sin(2 * np.pi * CLICK_HZ * t_s)).astype(np.float32)
    sound = np.zeros(seconds * RATE_HZ, np.float32)
    for second in range(1, seconds):
        sound[second * RATE_HZ : second * RATE_HZ + len(tone)] = tone
    return sound


def numbered(picture: Image.Image, number: int) -> Image.Image:
    """``picture`` with ``number`` on it."""
    draw = ImageDraw.Draw(picture)
    for place in range(BITS):
        lit = number >> place & 1
        for row, white in enumerate((lit, 1 - lit)):
            left, top = place * SQUARE_PX, row * SQUARE_PX
            square = (left, top, left + SQUARE_PX - 1, top + SQUARE_PX - 1)
            draw.rectangle(square, fill="white" if white else "black")
    return picture


def number_on(pixels: Pixels, box: Box) -> int | None:
    """The number of the frame of the clip that stands in ``box``; None when none can be read."""
    scale = box.width_px / WIDTH_PX
    across = [box.x_px + round((place + 0.5) * SQUARE_PX * scale) for place in range(BITS)]
    rows = [box.y_px + round((row + 0.5) * SQUARE_PX * scale) for row in (0, 1)]
    plain, inverted = (pixels[row, across, 1] > _GREY for row in rows)
    if (plain == inverted).any():
        return None
    return int(sum(1 << place for place, lit in enumerate(plain) if lit))


def _grain() -> Image.Image:
    """The noise of a camera's sensor, on grey, larger than a picture so that it can be another in each."""
    size = (HEIGHT_PX + GRAIN_SHIFT_PX, WIDTH_PX + GRAIN_SHIFT_PX, 1)
    noise = np.random.default_rng(1).normal(_GREY, GRAIN, size)
    return Image.fromarray(np.repeat(noise, 3, axis=2).astype(np.uint8))


def _shifted(grain: Image.Image, number: int) -> Image.Image:
    x, y = number * 37 % GRAIN_SHIFT_PX, number * 53 % GRAIN_SHIFT_PX
    return grain.crop((x, y, x + WIDTH_PX, y + HEIGHT_PX))


def _frame(picture: Image.Image, number: int) -> VideoFrame:
    frame = VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
    frame.pts, frame.time_base = number, Fraction(1, FRAMES_A_SECOND)
    return frame
