"""The player: from what is held to what the screen and the speaker present, now and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agent.player.ports import ScreenPort, ScreenScene, SoundScene, SpeakerPort
from agent.player.showing import showing_of
from protocol.documents import Desired
from protocol.hourly import Hourly
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.lighting import light
from protocol.loudness import loudness
from protocol.manifest import Manifest
from protocol.programme import NO_MANIFEST, programme
from protocol.programme_types import Alerts, Board, PlayAlert, Programme, ShowAlert
from protocol.recurrence import BadRecurrence, zone_of
from protocol.uplink import Showing


@dataclass(frozen=True, slots=True)
class Content:
    """All that decides what is presented, besides the time."""

    manifest: Manifest | None
    alerts: Alerts
    desired: Desired


class Player:
    """Asks the executors of one board to present the programme."""

    def __init__(self, board: Board, screen: ScreenPort | None, speaker: SpeakerPort | None) -> None:
        self._board, self._screen, self._speaker = board, screen, speaker
        self.showing = Showing()

    def present(self, content: Content, now: Now) -> Programme:
        """Present what is on now; the answer says until when nothing changes by itself."""
        board = board_at(self._board, content.desired, now)
        decided = programme(content.manifest, content.alerts, now.wall_ms, board)
        lit = light(content.desired, decided.screen, board.time_zone, now.wall_ms, now.clock)
        loud = loudness(content.desired, decided.sound, board.time_zone, now.wall_ms, now.clock)
        self._present_alerts(content, decided, lit, loud, now, board)
        upcoming = programme(content.manifest, content.alerts, decided.until_ms, board)
        if self._speaker is not None and not isinstance(decided.sound, PlayAlert):
            self._speaker.present(_sound_scene(content, decided, upcoming, loud, now, board))
        if self._screen is not None:
            self._screen.present(_screen_scene(content, decided, upcoming, lit, now, board))
        self.showing = showing_of(decided)
        return replace(decided, until_ms=EpochMs(min(decided.until_ms, lit.until_ms, loud.until_ms)))

    def _present_alerts(
        self, content: Content, decided: Programme, lit: Hourly, loud: Hourly, now: Now, board: Board
    ) -> None:
        """An alert at once; only then what comes after it is worked out."""
        if self._speaker is not None and isinstance(decided.sound, PlayAlert):
            self._speaker.present(_sound_scene(content, decided, None, loud, now, board))
        if self._screen is not None and isinstance(decided.screen, ShowAlert):
            self._screen.present(_screen_scene(content, decided, None, lit, now, board))


def board_at(board: Board, desired: Desired, now: Now) -> Board:
    """``board`` under the settings in force and the present trust in its clock."""
    zone = desired.time_zone if is_known_zone(desired.time_zone) else board.time_zone
    return replace(
        board,
        sound_windows=desired.sound_windows,
        quiet_windows=desired.quiet_windows,
        sound_delay_ms=desired.sound_delay_ms,
        screen_off_windows=desired.screen_off_windows,
        time_zone=zone,
        clock=now.clock,
    )


def is_known_zone(name: str) -> bool:
    """Whether this machine knows the IANA zone ``name``; one it doesn't know must not stop a board."""
    try:
        zone_of(name)
    except BadRecurrence:
        return False
    return True


def _screen_scene(
    content: Content, decided: Programme, upcoming: Programme | None, lit: Hourly, now: Now, board: Board
) -> ScreenScene:
    return ScreenScene(
        at_ms=now.wall_ms,
        show=decided.screen,
        upcoming=upcoming.screen if upcoming else None,
        tickers=decided.tickers,
        ticker_speed_px_s=(content.manifest or NO_MANIFEST).ticker_speed_px_s,
        unit_name=content.desired.unit_name,
        time_zone=board.time_zone,
        clock=now.clock,
        brightness_percent=lit.percent,
        languages=board.languages,
        sides=decided.sides,
        upcoming_sides=upcoming.sides if upcoming else (),
    )


def _sound_scene(
    content: Content, decided: Programme, upcoming: Programme | None, loud: Hourly, now: Now, board: Board
) -> SoundScene:
    return SoundScene(
        at_ms=EpochMs(now.wall_ms),
        play=decided.sound,
        volume_percent=loud.percent,
        emergency_volume_percent=content.desired.emergency_volume_percent,
        languages=board.languages,
        upcoming=upcoming.sound if upcoming else None,
        under=decided.under,
        upcoming_under=upcoming.under if upcoming else None,
    )
