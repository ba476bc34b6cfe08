"""What a loudspeaker costs and how punctual it is: recorded from a PulseAudio null sink by another process."""

from bench.speaker import at_work, first_syllable, interrupted, queued, relayed, together

BENCHMARKS = (interrupted, queued, relayed, together, at_work, first_syllable)
"""Each has a ``measure()``."""

__all__ = ["BENCHMARKS"]
