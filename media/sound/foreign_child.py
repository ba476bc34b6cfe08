"""Run as a program by :mod:`media.sound.foreign`: decodes one file and hands its samples over."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from media.confined import Refused, confine, tell, tell_block
from media.sound.decode import decode
from protocol.errors import InvalidMedia


def main(limits: str, path: Path) -> None:
    """Tell the samples, or the refusal."""
    confine(limits)
    try:
        for chunk in decode(path):
            tell_block(chunk.astype(np.float32).tobytes())
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
