"""The real player and the real screen in a day that passes ``SPEED`` times as fast: a wall clock that was injected.

``python -m bench.screen.fast_forward CLIP FOLDER``: a programme in which everything changes, an alert now and then;
runs until killed.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from agent.config import Config
from agent.player.player import Content, Player
from agent.run.heap import GIVE_BACK_EVERY_S, give_back, spare_memory
from agent.run.outputs import board_of
from agent.screen.player import ScreenPlayer
from bench.screen.board import MODEL
from bench.screen.content import UNIT, variety, warning
from firmware_profiles import load
from protocol.documents import Desired
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.programme_types import Alerts, HeldAlert
from tests.agent.screen.material import Blobs

SPEED = 60
LONGEST_S = 0.25
ALERT_EVERY, ALERT_STANDS = 40, 3
"""In decisions."""


class FastClock:
    """A wall that stood at the present when it was made."""

    def __init__(self) -> None:
        self._began_ms, self._began_s = time.time() * 1000, time.monotonic()

    def __call__(self) -> EpochMs:
        """Now, by this wall."""
        return EpochMs(int(self._began_ms + SPEED * 1000 * (time.monotonic() - self._began_s)))


def main(clip: Path, folder: Path) -> None:
    """Run until killed."""
    spare_memory()
    profile, clock, blobs = load(MODEL), FastClock(), Blobs(folder)
    manifest = variety(blobs.keep, profile, clip, clock())
    screen = ScreenPlayer(profile, blobs, lambda _event: None, clock)
    player = Player(board_of(profile, Config(data_dir=str(folder), profile=MODEL)), screen, None)

    def tidy() -> None:
        while True:
            time.sleep(GIVE_BACK_EVERY_S)
            give_back()

    def decide() -> None:
        for alerts in alerts_in_turn(clock):
            content = Content(manifest, alerts, Desired(unit_name=UNIT, areas=()))
            programme = player.present(content, Now(clock(), "trusted"))
            time.sleep(max(0.0, min(LONGEST_S, (programme.until_ms - clock()) / 1000 / SPEED)))

    threading.Thread(target=tidy, name="tidy", daemon=True).start()
    threading.Thread(target=decide, name="decisions", daemon=True).start()
    screen.run()


def alerts_in_turn(clock: FastClock) -> Iterator[Alerts]:
    """None for a while, then one for a few decisions, and so on for ever."""
    for number in count():
        if number % ALERT_EVERY >= ALERT_STANDS:
            yield Alerts()
        else:
            yield Alerts((HeldAlert(warning(number // ALERT_EVERY), clock()),))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
