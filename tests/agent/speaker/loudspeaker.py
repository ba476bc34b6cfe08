"""A loudspeaker from what is desired to the samples, in a time the test turns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from agent.player.player import Content, Player
from agent.player.ports import SoundScene
from agent.speaker.sounds import opener_of
from media.sound import Samples
from protocol.documents import Desired
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.manifest import Manifest
from protocol.programme_types import Alerts, Board
from tests.agent.speaker.material import Blobs, Hum, Pole


class Loudspeaker:
    """One loudspeaker with its player, asked anew whenever the player said it should be."""

    def __init__(self, blobs: Blobs, manifest: Manifest, settings: Desired, begin_ms: EpochMs) -> None:
        self.pole = Pole(lambda play, new: opener_of(play, new, blobs, Hum()), begin_ms=begin_ms)
        self.alerts = Alerts()
        self.scenes: list[SoundScene] = []
        self._content = Content(manifest, self.alerts, settings)
        self._player = Player(Board(0, 0, has_sound=True), None, self)
        self._until_ms = 0

    def present(self, scene: SoundScene) -> None:
        self.scenes.append(scene)
        self.pole.take(scene)

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def levels_dbfs(self) -> tuple[float, ...]:
        return ()

    def look(self) -> None:
        """What the loop of a device does when something came or the player's time is up."""
        now = Now(self.pole.now_ms, "trusted")
        self._until_ms = self._player.present(replace(self._content, alerts=self.alerts), now).until_ms

    def hear(self, milliseconds: int) -> Samples:
        """Goes through that time, looking when it is time to."""
        heard, end_ms = [], self.pole.now_ms + milliseconds
        while self.pole.now_ms < end_ms:
            if self.pole.now_ms >= self._until_ms:
                self.look()
            heard.append(self.pole.hear(min(end_ms, self._until_ms) - self.pole.now_ms))
        return np.concatenate(heard)
