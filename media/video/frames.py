"""Pictures out of a clip that was transcoded by us: for the board's screen and the panel's thumbnails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from media.container import damaged, open_container
from media.video.facts import start_s, video_of
from media.video.pixels import ScreenPixels


def frames(path: Path, start_ms: int = 0, size_px: tuple[int, int] | None = None) -> Iterator[tuple[int, memoryview]]:
    """Every frame from ``start_ms`` on: when it is due (ms from the clip's beginning) and its pixels as ``bgr0``.

    Rows follow each other without padding, ``size_px`` (width, height) or the clip's own size. The pixels are not
    copied for the caller: read-only, and good for as long as they are held.
    """
    pixels = ScreenPixels(size_px)
    with open_container(path) as container:
        for due_ms, frame in _run_up(container, start_ms, skipping=True):
            if due_ms >= start_ms:
                yield due_ms, pixels.of(frame)


def picture_at(path: Path, at_ms: int) -> Image.Image:
    """The picture shown at ``at_ms`` as RGB; behind the end, the last one."""
    last: VideoFrame | None = None
    with open_container(path) as container:
        for due_ms, frame in _run_up(container, at_ms, skipping=False):
            if last is not None and due_ms > at_ms:
                break
            last = frame
    if last is None:
        raise damaged(path.name, "no picture in it")
    rgb = last.reformat(format="rgb24").to_ndarray()
    return Image.fromarray(np.rot90(rgb, last.rotation // 90))


def _run_up(container: InputContainer, to_ms: int, *, skipping: bool) -> Iterator[tuple[int, VideoFrame]]:
    """Frames with their times from the keyframe before ``to_ms`` on.

    ``skipping`` leaves out those before ``to_ms`` that no later frame is made of, which is a third of the work.
    """
    stream = video_of(container)
    begins_s = start_s(container)
    if to_ms > 0:
        container.seek(to_ms * av.time_base // 1000 + (container.start_time or 0))
    for packet in container.demux(stream):
        early = skipping and packet.pts is not None and _ms_of(packet, begins_s) < to_ms
        stream.codec_context.skip_frame = "NONREF" if early else "DEFAULT"
        for frame in packet.decode():
            yield _ms_of(frame, begins_s), frame


def _ms_of(timed: Packet[VideoStream] | VideoFrame, begins_s: float) -> int:
    return round((float((timed.pts or 0) * (timed.time_base or 0)) - begins_s) * 1000)
