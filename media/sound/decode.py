"""Any sound, or the sound of any clip, as mono samples at 48 kHz."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from media.container import damaged, open_container
from media.sound.frames import mono
from media.sound.samples import RATE_HZ, Samples, count_of, joined

_SEEK_MARGIN_MS = 200
"""Decoders need a run-up before they sound right (80 ms for Opus, RFC 7845 section 4.6); what it yields is dropped."""


def decode(source: Path | bytes, start_ms: int = 0) -> Iterator[Samples]:
    """Chunks of ``source`` from ``start_ms`` on, as they are decoded; nothing at or behind its end.

    Raises :class:`~protocol.errors.InvalidMedia` where the file is no sound or is damaged, possibly after some chunks.
    """
    with open_container(source) as container:
        if not container.streams.audio:
            raise damaged(container.name or "-", "no sound in it")
        stream = container.streams.audio[0]
        if start_ms > _SEEK_MARGIN_MS:
            container.seek((start_ms - _SEEK_MARGIN_MS) * av.time_base // 1000)
        yield from _from_sample(_timed(container, stream), count_of(start_ms))


def decode_all(source: Path | bytes) -> Samples:
    """The whole of ``source`` in memory, for short sounds."""
    return joined(decode(source))


def resampled(samples: Samples, rate_hz: int) -> Samples:
    """``samples`` taken at ``rate_hz`` as samples at ``RATE_HZ``."""
    frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = rate_hz
    resampler = _resampler()
    return joined(mono(out) for given in (frame, None) for out in resampler.resample(given))


def _timed(container: InputContainer, stream: AudioStream) -> Iterator[tuple[int, Samples]]:
    """Every decoded chunk with the number of its first sample, counted from the beginning of the file."""
    resampler = _resampler()
    at: int | None = None
    for frame in container.decode(stream):
        at = _sample_number(frame, stream) if at is None else at
        for out in resampler.resample(frame):
            yield at, (chunk := mono(out))
            at += len(chunk)
    for out in resampler.resample(None):
        yield at or 0, mono(out)


def _from_sample(timed: Iterator[tuple[int, Samples]], first: int) -> Iterator[Samples]:
    for at, chunk in timed:
        if len(kept := chunk[max(0, first - at) :]):
            yield kept


def _sample_number(frame: AudioFrame, stream: AudioStream) -> int:
    if frame.pts is None or stream.time_base is None:
        return 0
    return round((frame.pts - (stream.start_time or 0)) * stream.time_base * RATE_HZ)


def _resampler() -> AudioResampler:
    return AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
