"""Run as a program by :mod:`media.video.flashes`: decodes one clip and tells its worst second."""

from __future__ import annotations

import sys
from pathlib import Path

from media.confined import Refused, confine, tell
from media.container import open_container
from media.video.answers import Flashing
from media.video.facts import MOST_DURATION_MS, start_s, video_of
from media.video.flash_watch import FlashWatch
from protocol.errors import InvalidMedia


def watched(path: Path) -> float:
    """Flashes in the worst second of what is at most the longest clip we take."""
    watch = FlashWatch()
    with open_container(path) as container:
        stream = video_of(container)
        stream.thread_type = "AUTO"
        ends_s = start_s(container) + MOST_DURATION_MS / 1000
        for frame in container.decode(stream):
            if (frame.time or 0.0) > ends_s:
                break
            watch.see(frame)
    return watch.worst_per_s


def main(limits: str, path: Path) -> None:
    """Tell the number or the refusal."""
    confine(limits)
    try:
        tell(Flashing(watched(path)))
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
