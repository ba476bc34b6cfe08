"""A stand-in for the ``piper`` program: its options and files, and a tone as long as each line.

``tests/media/speech/test_piper.py`` holds it against the real program where there is one. It imports nothing of ours.
"""

from __future__ import annotations

import argparse
import math
import struct
import sys
import time
import wave
from pathlib import Path

RATE_HZ = 22_050


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--behave", default="well")
    parser.add_argument("--model", required=True)
    parser.add_argument("--length-scale", type=float, default=1.0)
    parser.add_argument("--output-dir", required=True)
    given = parser.parse_args()
    if not Path(given.model).exists():
        sys.exit(f"Unable to find voice: {given.model}")
    if given.behave == "hangs":
        time.sleep(60)
    if given.behave == "eats":
        sys.exit(f"ate {len(bytearray(2 * 1024**3))}")
    for number, line in enumerate(filter(None, map(str.strip, sys.stdin))):
        if given.behave == "dies" and number == 1:
            sys.exit("onnxruntime: bad node")
        if given.behave != "skips" or number != 1:
            _write(Path(given.output_dir) / f"{time.monotonic_ns()}.wav", line, given.length_scale, given.behave)


def _write(path: Path, line: str, length_scale: float, behave: str) -> None:
    count = int(RATE_HZ * 0.25 * len(line.split()) * length_scale)
    if behave == "scrawls":
        path.write_bytes(b"no sound")
        return
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        tone = (round(9_000 * math.sin(2 * math.pi * 220 * at / RATE_HZ)) for at in range(count))
        sound.writeframes(b"".join(struct.pack("<h", value) for value in tone))


if __name__ == "__main__":
    main()
