"""The screen and the loudspeaker of one hardware model; sound that can not be opened does not stop the picture.

Each is imported when a model has it: a loudspeaker never loads pygame, a board without sound none of the decoders.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agent.clock.timeline import wall_clock
from agent.config import Config
from agent.player.lip_sync import LipSync
from agent.player.ports import BlobPaths, ScreenPort, SpeakerPort, Witness
from firmware_profiles import Profile
from protocol.errors import Unavailable
from protocol.programme_types import Board


@dataclass(frozen=True, slots=True)
class Outputs:
    """What there is; ``trouble`` says why there is no sound on a model that should have some."""

    screen: ScreenPort | None
    speaker: SpeakerPort | None
    trouble: str = ""


def open_outputs(config: Config, profile: Profile, blobs: BlobPaths, witness: Witness) -> Outputs:
    """Make the screen and start the loudspeaker. Raises :class:`Unavailable` when nothing is left to present on."""
    lip_sync = LipSync()
    screen = _screen(config, profile, blobs, witness, lip_sync)
    try:
        return Outputs(screen, _speaker(config, profile, blobs, witness, lip_sync))
    except Unavailable as error:
        if screen is None:
            raise
        return Outputs(screen, None, error.problem.en)


def board_of(profile: Profile, config: Config) -> Board:
    """The board as the programme and the planner see it."""
    shown = profile.geometry
    return Board(
        width_px=shown.width_px if shown else 0,
        height_px=shown.height_px if shown else 0,
        has_sound=profile.sound is not None,
        languages=config.languages,
        inputs=profile.sound.input_names if profile.sound else (),
    )


def _screen(
    config: Config, profile: Profile, blobs: BlobPaths, witness: Witness, lip_sync: LipSync
) -> ScreenPort | None:
    if profile.screen is None:
        return None
    from agent.screen.player import ScreenPlayer

    return ScreenPlayer(profile, blobs, witness, wall_clock, headless=config.screen.headless, lip_sync=lip_sync)


def _speaker(
    config: Config, profile: Profile, blobs: BlobPaths, witness: Witness, lip_sync: LipSync
) -> SpeakerPort | None:
    if profile.sound is None:
        return None
    from agent.speaker.player import SpeakerPlayer

    recording = Path(config.speaker.recording) if config.speaker.recording else None
    speaker = SpeakerPlayer(profile, blobs, witness, wall_clock, recording=recording, lip_sync=lip_sync)
    speaker.start()
    return speaker
