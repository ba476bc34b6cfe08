"""One sentence in every container and form in which people hand in recordings; nothing else sounds like it."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import NamedTuple

import av
import numpy as np
from av.audio.resampler import AudioResampler

from agent.speaker.samples import quiet
from media.sound import RATE_HZ, Samples, count_of
from media.sound.frames import frames_of

SENTENCE_MS = 1_000
PIECE_MS, FADE_MS, SLACK_MS = 50, 20, 30
LOUD = 0.005
LOWEST_HZ, HIGHEST_HZ = 200, 1_500
"""What every form of it can carry, 8 kHz too; low enough to be known when it is played a thousandth faster."""


class Form(NamedTuple):
    """How a recording is written down."""

    container: str
    codec: str
    rate_hz: int = 44_100
    layout: str = "mono"
    sample_format: str = ""
    """As the codec has it; empty where there is one only."""
    options: tuple[tuple[str, str], ...] = ()
    kbit_per_s: int = 0


FORMS = {
    "mp3": Form("mp3", "libmp3lame"),
    "mp3 stereo 48 kHz": Form("mp3", "libmp3lame", 48_000, "stereo"),
    "mp3 22.05 kHz": Form("mp3", "libmp3lame", 22_050),
    "mp3 8 kHz": Form("mp3", "libmp3lame", 8_000, kbit_per_s=64),
    "aac in m4a": Form("ipod", "aac"),
    "aac in m4a stereo 48 kHz": Form("ipod", "aac", 48_000, "stereo"),
    "aac in adts": Form("adts", "aac"),
    "aac in adts 22.05 kHz": Form("adts", "aac", 22_050),
    "opus": Form("ogg", "libopus", 48_000),
    "opus stereo": Form("ogg", "libopus", 48_000, "stereo"),
    "vorbis stereo": Form("ogg", "vorbis", 44_100, "stereo", options=(("strict", "experimental"),)),
    "vorbis stereo 48 kHz": Form("ogg", "vorbis", 48_000, "stereo", options=(("strict", "experimental"),)),
    "flac": Form("flac", "flac", sample_format="s16"),
    "flac 24 bit stereo 48 kHz": Form("flac", "flac", 48_000, "stereo", "s32", (("bits_per_raw_sample", "24"),)),
    "wav 8 bit 8 kHz": Form("wav", "pcm_u8", 8_000),
    "wav 16 bit": Form("wav", "pcm_s16le"),
    "wav 16 bit stereo 22.05 kHz": Form("wav", "pcm_s16le", 22_050, "stereo"),
    "wav 24 bit 48 kHz": Form("wav", "pcm_s24le", 48_000),
    "wav 24 bit stereo": Form("wav", "pcm_s24le", 44_100, "stereo"),
    "wav float 48 kHz": Form("wav", "pcm_f32le", 48_000),
    "wav float stereo 8 kHz": Form("wav", "pcm_f32le", 8_000, "stereo"),
}


def sentence(seed: int) -> Samples:
    """Noise of the band of speech in five syllables, loud from the first sample to the last."""
    noise = np.random.default_rng(seed).standard_normal(SENTENCE_MS * RATE_HZ // 1000)
    spectrum, hertz = np.fft.rfft(noise), np.fft.rfftfreq(len(noise), 1 / RATE_HZ)
    spectrum[(hertz < LOWEST_HZ) | (hertz > HIGHEST_HZ)] = 0
    band = np.fft.irfft(spectrum, len(noise))
    syllables = 0.6 + 0.4 * np.cos(2 * np.pi * 5 * np.arange(len(noise)) / len(noise))
    said: Samples = (0.15 * band / np.std(band) * syllables).astype(np.float32)
    return said


def written(said: Samples, form: Form) -> bytes:
    """``said`` as a file of that form."""
    made = io.BytesIO()
    with av.open(made, "w", format=form.container) as container:
        stream = container.add_stream(form.codec, rate=form.rate_hz, layout=form.layout, options=dict(form.options))
        if form.kbit_per_s:
            stream.bit_rate = form.kbit_per_s * 1000
        if form.sample_format:
            stream.format = form.sample_format
        context = stream.codec_context
        resampler = AudioResampler(format=context.format.name, layout=form.layout, rate=form.rate_hz)
        context.time_base = Fraction(1, form.rate_hz)
        for given in (*frames_of(said), None):
            for frame in resampler.resample(given):
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return made.getvalue()


def found(heard: Samples, said: Samples) -> list[float]:
    """How well each twentieth of a second of ``said`` correlates with what is heard about there: by and by, for a
    loudspeaker that is late makes it up by a thousandth or three.
    """
    loud = np.flatnonzero(np.abs(heard) > LOUD)
    around = np.concatenate([quiet(count_of(SLACK_MS)), heard[loud[0] if len(loud) else 0 :], quiet(len(said))])
    places = range(count_of(FADE_MS), len(said) - count_of(PIECE_MS), count_of(PIECE_MS))
    return [
        best_match(around[at : at + count_of(2 * SLACK_MS + PIECE_MS)], said[at:][: count_of(PIECE_MS)])
        for at in places
    ]


def best_match(heard: Samples, piece: Samples) -> float:
    products = np.correlate(heard, piece, "valid")
    energies = np.convolve(np.square(heard), np.ones(len(piece)), "valid") * float(np.sum(np.square(piece)))
    return float(np.max(products / np.sqrt(np.maximum(energies, 1e-9))))
