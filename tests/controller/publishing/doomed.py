"""A controller that publishes and is killed before one of its steps: ``python -m ... FOLDER DATABASE NUMBER``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from controller.db import opened
from controller.keys.ring import load_keys
from controller.library.workshop import workshop_of
from controller.link.courier import Courier
from controller.settings import parse_settings
from protocol.ids import EpochMs
from tests.controller.publishing.steps import PORTION, Broker, Steps, counted, publish


def main(folder: Path, database: str, last: int) -> None:
    """Publishes what is published in the data folder; the broker's topics are files beside it."""
    settings = parse_settings({"database_url": database}, folder)
    steps = Steps(lambda: os.kill(os.getpid(), signal.SIGKILL), last)
    broker = Broker(steps, lambda topic, payload: (folder / "topics" / topic.replace("/", " ")).write_bytes(payload))
    broker.listening_since_ms = EpochMs(last + 2)
    with opened(settings.database) as engine, counted(engine, steps):
        publish(workshop_of(settings, engine), Courier(engine, load_keys(settings), broker, PORTION))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
