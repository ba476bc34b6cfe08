"""A cluster of loudspeakers as a commune has it: enrolled, told by a real broker, playing by PortAudio."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from bench.screen.board import READY_WITHIN_S, Board, board
from protocol.documents import Desired, Window
from protocol.manifest import Manifest
from protocol.uplink import Status
from tests.agent.programmes import desired, published
from tests.agent.run.ground import DESIRED
from tests.servers.child import Child
from tests.servers.pulse import Pulse

MODEL = "speaker-cluster"
CONFIG = f'data_dir = "data"\nprofile = "{MODEL}"\nclock = "assume-trusted"\n'
ALL_DAY = (Window(start="00:00", minutes=1_440),)
SNAPSHOT_S = Desired(unit_name="", areas=()).snapshot_s
"""As every device has it; tests ask for more."""
SILENT, ITEM = "", "audio"
cluster = partial(board, MODEL, CONFIG)
"""An enrolled one that does not run yet."""


def is_to_play(here: Board, manifest: Manifest) -> None:
    """Publish ``manifest`` as what it should play, all day, at its full volume."""
    blob = published(here.province, manifest)
    wanted = desired(blob, sound_windows=ALL_DAY, volume_percent=100, snapshot_s=SNAPSHOT_S)
    here.bus.publish(DESIRED, here.province.signed("desired", wanted))


@contextmanager
def agent(pulse: Pulse, sink: str, here: Board, plays: str = ITEM) -> Iterator[Child]:
    """The whole agent on ``sink``, from when it says that it plays such an item, or follows a programme in silence."""
    with here.running(pulse.environ(sink)) as child:
        here.bus.wait_for("status", Status, partial(_is_on, plays), READY_WITHIN_S)
        yield child


def _is_on(plays: str, status: Status) -> bool:
    followed = status.online and status.applied_rev == status.seen_rev > 0
    return followed and status.showing.sound.startswith(plays) and bool(status.showing.sound) == bool(plays)
