"""Sound: decoded from anything, measured, made, brought to one loudness, encoded.

Here is what needs numpy alone. What needs FFmpeg's libraries, 16 MB that a silent loudspeaker does without, is imported
from its own module: :mod:`~media.sound.decode`, :mod:`~media.sound.loudness`, :mod:`~media.sound.normalise`,
:mod:`~media.sound.opus`.
"""

from media.sound.level import FLOOR_DBFS, rms_dbfs
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
from media.sound.wav import as_16_bit, write_wav

__all__ = [
    "ATTENTION_HIGH_HZ",
    "ATTENTION_LOW_HZ",
    "ATTENTION_MS",
    "FLOOR_DBFS",
    "RATE_HZ",
    "Samples",
    "as_16_bit",
    "attention_tone",
    "bell",
    "chime",
    "count_of",
    "duration_of",
    "joined",
    "ramped",
    "rms_dbfs",
    "silence",
    "write_wav",
]
