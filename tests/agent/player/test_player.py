from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from agent.player.player import Content, Player, board_at, is_known_zone
from agent.player.ports import ScreenScene, SoundScene
from protocol.documents import Desired, PercentWindow, Window
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.manifest import Manifest, Ticker
from protocol.programme import programme
from protocol.programme_types import Alerts, HeldAlert, PlayAlert, PlayItem, ShowAlert, ShowItem, ShowOff, ShowSafe
from tests.protocol.makers import ALL_DAY, BOARD, LED, NOW, T0, alert, audio, desired, picture, playlist


class Output:
    """Takes scenes, as a screen and as a speaker."""

    def __init__(self) -> None:
        self.scenes: list[ScreenScene | SoundScene] = []

    def present(self, scene: ScreenScene | SoundScene) -> None:
        self.scenes.append(scene)

    def run(self) -> None: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def picture(self) -> Image.Image | None:
        return None

    def levels_dbfs(self) -> Sequence[float]:
        return ()


MANIFEST = Manifest(
    unit_name="Xã",
    items=(picture("one", 10_000), picture("two", 10_000)),
    playlists=(playlist("loop", "one", "two"),),
    filler_screen="loop",
    tickers=(Ticker(text="Chào mừng"),),
    ticker_speed_px_s=99,
)
NO_ALERTS = Alerts()
SETTINGS: Desired = desired(brightness_percent=40, volume_percent=30, sound_windows=ALL_DAY)


def presented(alerts: Alerts = NO_ALERTS, manifest: Manifest | None = MANIFEST) -> tuple[ScreenScene, SoundScene]:
    screen, speaker = Output(), Output()
    Player(BOARD, screen, speaker).present(Content(manifest, alerts, SETTINGS), NOW)
    shown, (said,) = screen.scenes[-1], speaker.scenes
    assert isinstance(shown, ScreenScene)
    assert isinstance(said, SoundScene)
    return shown, said


def test_the_scene_is_the_programme_with_the_settings_in_force() -> None:
    shown, said = presented()
    decided = programme(MANIFEST, Alerts(), T0, board_at(BOARD, SETTINGS, NOW))
    assert (shown.show, said.play) == (decided.screen, decided.sound)
    assert (shown.brightness_percent, said.volume_percent, shown.ticker_speed_px_s) == (40, 30, 99)
    assert (shown.unit_name, shown.tickers) == ("Phường Bình Phước", (Ticker(text="Chào mừng"),))


def test_what_comes_next_is_told_ahead() -> None:
    shown, _ = presented()
    assert isinstance(shown.show, ShowItem)
    assert isinstance(shown.upcoming, ShowItem)
    assert {shown.show.item.id, shown.upcoming.item.id} == {"one", "two"}


def test_an_alert_takes_both() -> None:
    shown, said = presented(Alerts((HeldAlert(alert(), T0),)))
    assert isinstance(shown.show, ShowAlert)
    assert isinstance(said.play, PlayAlert)


def test_an_alert_is_presented_before_what_comes_after_it_is_worked_out() -> None:
    screen = Output()
    alerts = Alerts((HeldAlert(alert(), T0, EpochMs(T0 + 60_000)),))
    Player(LED, screen, None).present(Content(MANIFEST, alerts, SETTINGS), NOW)
    first, second = screen.scenes
    assert isinstance(first, ScreenScene) and isinstance(second, ScreenScene)
    assert (first.show, first.upcoming) == (second.show, None)
    assert isinstance(second.upcoming, ShowItem)


def test_the_hour_decides_the_light_and_a_panel_that_is_off_is_reported_so() -> None:
    night = desired(
        brightness_windows=(PercentWindow(start="00:00", minutes=1440, percent=7),),
        screen_off_windows=(Window(start="00:00", minutes=1440),),
    )
    screen = Output()
    player = Player(LED, screen, None)
    player.present(Content(MANIFEST, Alerts(), night), NOW)
    (dark,) = screen.scenes
    assert isinstance(dark, ScreenScene)
    assert (dark.show, dark.brightness_percent, player.showing.screen) == (ShowOff(), 7, "off")
    player.present(Content(MANIFEST, Alerts((HeldAlert(alert(), T0),)), night), NOW)
    lit = screen.scenes[-1]
    assert isinstance(lit, ScreenScene)
    assert isinstance(lit.show, ShowAlert) and lit.brightness_percent == 100


def test_with_nothing_at_all_it_is_the_safe_screen() -> None:
    shown, _ = presented(manifest=None)
    assert shown.show == ShowSafe()
    assert shown.unit_name == "Phường Bình Phước"


def test_a_board_without_sound_is_asked_for_none() -> None:
    screen = Output()
    player = Player(LED, screen, None)
    player.present(Content(MANIFEST, Alerts(), SETTINGS), NOW)
    assert len(screen.scenes) == 1
    assert player.showing.screen.startswith("picture ")


def test_a_zone_nobody_knows_does_not_stop_a_board() -> None:
    assert not is_known_zone("Asia/Nowhere")
    board = board_at(LED, desired(time_zone="../../etc/passwd"), NOW)
    assert board.time_zone == LED.time_zone
    assert board_at(LED, desired(time_zone="Asia/Bangkok"), NOW).time_zone == "Asia/Bangkok"


def test_the_boards_clock_is_as_good_as_it_is_now() -> None:
    assert board_at(LED, SETTINGS, Now(T0, "unknown")).clock == "unknown"


def test_the_loudspeaker_is_told_ahead_what_follows_and_an_alert_does_not_wait_for_that() -> None:
    songs = Manifest(
        unit_name="Xã",
        items=(audio("one", 10_000), audio("two", 10_000)),
        playlists=(playlist("loop", "one", "two"),),
        filler_sound="loop",
    )
    _, said = presented(manifest=songs)
    assert isinstance(said.play, PlayItem) and isinstance(said.upcoming, PlayItem)
    assert {said.play.item.id, said.upcoming.item.id} == {"one", "two"}
    _, warned = presented(Alerts((HeldAlert(alert(), T0),)), songs)
    assert isinstance(warned.play, PlayAlert) and warned.upcoming is None
