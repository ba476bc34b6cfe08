"""Frames and sound into the one kind of file boards play: MP4 with H.264 High, yuv420p, BT.709, and AAC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream

from media.sound import RATE_HZ
from media.sound.filters import Chain, Filter
from media.sound.normalise import levelling
from media.video.fitting import Fitting
from media.video.flash_watch import FlashWatch

KEYFRAME_EVERY_S = 2
"""A board that starts in the middle decodes at most this much in vain."""
SOUND_BITS_PER_S = 96_000
H264_OPTIONS = {"preset": "veryfast", "crf": "22", "profile": "high", "mbtree": "0"}
"""Without x264's macroblock tree, which gives other bytes on every run; a file named by its content should not."""
SLICES = 4
"""Each picture is coded in so many parts: a board decodes them on as many cores without waiting for later pictures,
and equal clips make equal bytes however many cores the encoder has."""
MP4_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}


class Writer:
    """One open output. Use :meth:`open`. ``watch`` sees the pictures as they are written."""

    def __init__(self, container: OutputContainer, fitting: Fitting, gain_db: float | None) -> None:
        self.watch = FlashWatch()
        self._container = container
        self._fitting = fitting
        self._video = _video_stream(container, fitting)
        self._audio = container.add_stream("aac", rate=RATE_HZ) if gain_db is not None else None
        self._to_mono = AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
        self._levelling = Chain([*_in_time(fitting.begins_s), *levelling(gain_db or 0.0)])
        if self._audio:
            self._audio.layout = "mono"
            self._audio.bit_rate = SOUND_BITS_PER_S

    @classmethod
    @contextmanager
    def open(cls, out: Path, fitting: Fitting, *, gain_db: float | None) -> Iterator[Writer]:
        """A writer to ``out``, finished at the end of the block; no gain means no sound."""
        with av.open(str(out), "w", format="mp4", options=MP4_OPTIONS) as container:
            writer = cls(container, fitting, gain_db)
            yield writer
            writer.finish()

    def write(self, frame: VideoFrame | AudioFrame) -> None:
        """Take one decoded frame, of either kind."""
        if isinstance(frame, VideoFrame):
            self._picture(frame)
        else:
            self._sound(frame)

    def finish(self) -> None:
        """Write what is still in the filters and encoders."""
        self._picture(None)
        self._container.mux(self._video.encode(None))
        if self._audio:
            self._sound(None)
            self._container.mux(self._audio.encode(None))

    def _picture(self, frame: VideoFrame | None) -> None:
        for fitted in self._fitting.fitted(frame):
            self.watch.see(fitted)
            fitted.pict_type = 0
            self._container.mux(self._video.encode(fitted))

    def _sound(self, frame: AudioFrame | None) -> None:
        """At the end (None) what the resampler holds comes first, then what the filters hold."""
        for mono in self._to_mono.resample(frame):
            self._levelled(mono)
        if frame is None:
            self._levelled(None)

    def _levelled(self, mono: AudioFrame | None) -> None:
        for levelled in self._levelling.through(mono):
            if self._audio:
                self._container.mux(self._audio.encode(levelled))


def _in_time(begins_s: float) -> list[Filter]:
    """Sound from 0 on without holes, silent where the clip has none, so that who only decodes it stays in step."""
    return [("asetpts", f"PTS-{begins_s:.6f}/TB"), ("aresample", "async=1:min_hard_comp=0.02:first_pts=0")]


def _video_stream(container: OutputContainer, fitting: Fitting) -> VideoStream:
    stream = container.add_stream("libx264", rate=fitting.rate, options=H264_OPTIONS)
    stream.width, stream.height, stream.pix_fmt = fitting.width_px, fitting.height_px, "yuv420p"
    stream.codec_context.colorspace, stream.codec_context.color_range = Colorspace.ITU709, ColorRange.MPEG
    stream.codec_context.color_primaries, stream.codec_context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    stream.codec_context.thread_type, stream.codec_context.thread_count = "SLICE", SLICES
    stream.codec_context.gop_size = round(KEYFRAME_EVERY_S * fitting.rate)
    return stream
