"""Small clips made for the tests."""

from __future__ import annotations

import struct
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace

RED, BLUE = (220, 20, 20), (20, 20, 220)


def write_clip(
    path: Path,
    width_px: int,
    height_px: int,
    seconds: float = 1.0,
    codec: str = "libx264",
    rate: int = 25,
    matrix: Colorspace = Colorspace.ITU601,
) -> Path:
    """Left half red, right half blue, silent."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = width_px, height_px
        stream.pix_fmt = "yuv420p" if codec == "libx264" else "rgb24"
        stream.codec_context.colorspace = matrix
        for index in range(round(seconds * rate)):
            frame = VideoFrame.from_ndarray(_halves(width_px, height_px), format="rgb24")
            frame.pts = index
            container.mux(stream.encode(frame.reformat(format=stream.pix_fmt, dst_colorspace=matrix)))
        container.mux(stream.encode(None))
    return path


def turned(path: Path) -> Path:
    """The MP4 as a telephone held upright writes it: its matrix says to show it a quarter turn clockwise."""
    content = bytearray(path.read_bytes())
    matrix = content.index(b"tkhd") + 44
    one = 1 << 16
    content[matrix : matrix + 36] = struct.pack(">9i", 0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(content)
    return path


def _halves(width_px: int, height_px: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    pixels = np.zeros((height_px, width_px, 3), dtype=np.uint8)
    pixels[:, : (width_px + 1) // 2] = RED
    pixels[:, (width_px + 1) // 2 :] = BLUE
    return pixels
