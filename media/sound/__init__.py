"""Sound: decoded from anything, measured, made, brought to one loudness, encoded."""

from media.sound.decode import decode, decode_all, resampled
from media.sound.encode import OPUS_MEDIA_TYPE, as_16_bit, encode_opus, write_wav
from media.sound.level import FLOOR_DBFS, Loudness, loudness, rms_dbfs
from media.sound.normalise import normalise
from media.sound.samples import RATE_HZ, Samples, count_of, duration_of, joined, silence
from media.sound.tones import (
    ATTENTION_HIGH_HZ,
    ATTENTION_LOW_HZ,
    ATTENTION_MS,
    attention_tone,
    bell,
    chime,
    ramped,
)

__all__ = [
    "ATTENTION_HIGH_HZ",
    "ATTENTION_LOW_HZ",
    "ATTENTION_MS",
    "FLOOR_DBFS",
    "OPUS_MEDIA_TYPE",
    "RATE_HZ",
    "Loudness",
    "Samples",
    "as_16_bit",
    "attention_tone",
    "bell",
    "chime",
    "count_of",
    "decode",
    "decode_all",
    "duration_of",
    "encode_opus",
    "joined",
    "loudness",
    "normalise",
    "ramped",
    "resampled",
    "rms_dbfs",
    "silence",
    "write_wav",
]
