"""Run as a program by :mod:`media.picture.heif`: decodes one HEIF picture."""

from __future__ import annotations

import sys
from pathlib import Path

from pillow_heif import register_heif_opener

from media.confined import Refused, confine, tell, tell_picture
from media.picture.decoding import decoded
from protocol.errors import InvalidMedia


def main(limits: str, path: Path) -> None:
    """Tell the picture or the refusal."""
    confine(limits)
    register_heif_opener(thumbnails=False)
    try:
        tell_picture(decoded(path.read_bytes(), ("HEIF",)))
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
