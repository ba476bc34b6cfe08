"""A loudspeaker of its own process that plays a line-in until its input ends; what it tells it writes, a line each."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from agent.player.ports import Event, Flawed, Mended, SoundScene
from agent.speaker.player import SpeakerPlayer
from firmware_profiles import Profile, SoundProfile
from protocol.ids import EpochMs
from protocol.manifest import Blob, LineInItem
from protocol.programme_types import PlayItem
from tests.agent.speaker.material import Blobs, Hum

INPUT, OUTPUT = "studio", "loa"
HOUR_MS = 3_600_000


def main(device: str, folder: Path, fallback: str) -> None:
    """Plays until nobody talks to it any more."""
    sound = SoundProfile(outputs=(OUTPUT,), inputs={"phong-thu": device})
    profile = Profile(name="bridge", title_vi="Cầu", title_en="Bridge", sound=sound)
    blob = Blob(sha256=fallback, size_bytes=1, media_type="audio/wav", url="/media/x") if fallback else None
    item = LineInItem(id="line-in-1", title="Phòng thu", duration_ms=HOUR_MS, input="phong-thu", fallback=blob)
    player = SpeakerPlayer(profile, Blobs(folder), _tell, _wall_ms, own_voice=Hum())
    player.start()
    player.present(SoundScene(_wall_ms(), PlayItem(item, "sang", None, _wall_ms()), volume_percent=100))
    sys.stdin.read()
    player.stop()


def _wall_ms() -> EpochMs:
    return EpochMs(time.time_ns() // 1_000_000)


def _tell(event: Event) -> None:
    detail = f"{event.code} {event.detail}" if isinstance(event, Flawed | Mended) else ""
    sys.stdout.write(f"{type(event).__name__} {detail}".strip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
