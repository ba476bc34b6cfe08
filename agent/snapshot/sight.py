"""What a picture would show: what is meant to be presented, and what the screen has really put up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from agent.player.ports import Event, Failed, Rendered
from agent.player.showing import screen_code
from protocol.programme_types import ShowAlert, ShowItem, ShowOff, ShowSafe
from protocol.uplink import Showing


@dataclass(frozen=True, slots=True)
class Sight:
    """A page takes a moment to be prepared, so a screen is behind ``showing`` for a while."""

    showing: Showing = field(default_factory=Showing)
    on_screen: str = ""
    """The code of what the screen put up last, as ``Showing.screen``; empty without a screen."""
    failed: str = ""
    """The code of what the screen could not put up, until it could."""

    @property
    def settled(self) -> bool:
        """Whether the screen has done what it can about ``showing``; always, without a screen."""
        return self.showing.screen in (self.on_screen, self.failed)

    @property
    def sounds(self) -> bool:
        """Whether this is a loudspeaker that says something: its picture changes while it speaks."""
        return self.showing.screen == "" and self.showing.sound != ""

    def after(self, event: Event) -> Sight:
        """The sight once the screen has told ``event``; what a loudspeaker tells changes nothing."""
        if not isinstance(event.of, ShowItem | ShowAlert | ShowSafe | ShowOff):
            return self
        code = screen_code(event.of)
        if isinstance(event, Rendered):
            return replace(self, on_screen=code, failed="" if self.failed == code else self.failed)
        return replace(self, failed=code) if isinstance(event, Failed) else self
