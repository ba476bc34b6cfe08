"""What looking into a clip, watching it for flashes and transcoding it may cost."""

from __future__ import annotations

from media.confined import ChildLimits

PROBE = ChildLimits(memory_bytes=2 * 1024**3, cpu_s=60, written_bytes=0, wall_s=90.0)
TRANSCODE = ChildLimits(memory_bytes=4 * 1024**3, cpu_s=4 * 3600, written_bytes=2 * 1024**3, wall_s=4 * 3600.0)
FLASHES = ChildLimits(memory_bytes=2 * 1024**3, cpu_s=2 * 3600, written_bytes=0, wall_s=2 * 3600.0)
