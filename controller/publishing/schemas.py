"""How a board is to be, over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from controller.publishing.hours import hours, hours_of
from controller.publishing.loud_hours import Limit
from controller.publishing.setting import BoardSetting
from controller.publishing.signature import Whose
from controller.publishing.tuning import OwnHours
from protocol.documents import PercentWindow, Window
from protocol.manifest import TransitionKind


class HoursIO(BaseModel):
    """From ``start`` to ``end`` (excluded) of each day, ``HH:MM`` in the province's time zone; may cross midnight."""

    model_config = ConfigDict(extra="forbid")

    start: str
    end: str

    def window(self) -> Window:
        """As documents hold it; raises :class:`~protocol.errors.InvalidInput`."""
        said = hours(self.start, self.end)
        return Window(start=said.start, minutes=said.minutes)


class PercentHoursIO(HoursIO):
    """Hours with a brightness or a volume of their own."""

    percent: int

    def percent_window(self) -> PercentWindow:
        """As documents hold it; raises :class:`~protocol.errors.InvalidInput`."""
        window = self.window()
        return PercentWindow(start=window.start, minutes=window.minutes, percent=self.percent)


class BoardIO(BaseModel):
    """What a unit or a device says of its sound and screen; null is: as the unit above. An empty list or text: none."""

    model_config = ConfigDict(extra="forbid")

    volume_percent: int | None = None
    """0 to 100."""
    volume_windows: list[PercentHoursIO] | None = None
    """The first that is on decides; else ``volume_percent``."""
    emergency_volume_percent: int | None = None
    """10 to 100, of alerts."""
    sound_delay_ms: int | None = None
    """0 to 60,000: by which scheduled sound is later than the timetable says."""
    brightness_percent: int | None = None
    """1 to 100."""
    brightness_windows: list[PercentHoursIO] | None = None
    """The first that is on decides; else ``brightness_percent``."""
    emergency_brightness_percent: int | None = None
    """10 to 100, while an alert is shown."""
    screen_off_windows: list[HoursIO] | None = None
    layout: str | None = None
    """``standard``, ``side``, ``notice-qr``, ``clock``, ``two-tickers``, ``bare``, or the id of one that was drawn."""
    transition: TransitionKind | None = None
    qr_payload: str | None = None
    qr_caption: str | None = None
    ticker_languages: list[str] | None = None
    """Whose running texts are shown, in this order; with two tickers the first has the first, the second the rest."""
    ticker_speed_px_s: int | None = None

    def setting(self) -> BoardSetting:
        """As the domain takes it; raises :class:`~protocol.errors.InvalidInput` for hours that are none."""
        off, languages = self.screen_off_windows, self.ticker_languages
        return BoardSetting(
            volume_percent=self.volume_percent,
            volume_windows=_percent_windows(self.volume_windows),
            emergency_volume_percent=self.emergency_volume_percent,
            sound_delay_ms=self.sound_delay_ms,
            brightness_percent=self.brightness_percent,
            brightness_windows=_percent_windows(self.brightness_windows),
            emergency_brightness_percent=self.emergency_brightness_percent,
            screen_off_windows=None if off is None else tuple(one.window() for one in off),
            layout=self.layout,
            transition=self.transition,
            qr_payload=self.qr_payload,
            qr_caption=self.qr_caption,
            ticker_languages=None if languages is None else tuple(languages),
            ticker_speed_px_s=self.ticker_speed_px_s,
        )


class SoundHoursIO(BaseModel):
    """When loudspeakers of a unit or a device may be heard. Emergencies always are."""

    model_config = ConfigDict(extra="forbid")

    windows: list[HoursIO] | None = None
    """When they are open; null: as the unit above. An empty list: never."""
    quiet: list[HoursIO] | None = None
    """When nothing but emergencies is heard, clips neither; beside those of the units above."""
    most_sessions: int | None = None
    """0 to 24: how often a day they may be open here and below; never more than above."""
    most_session_min: int | None = None
    """1 to 1440: for how long each time."""

    def hours(self) -> OwnHours:
        """As the domain takes it; raises :class:`~protocol.errors.InvalidInput` for hours that are none."""
        windows, quiet = self.windows, self.quiet
        return OwnHours(
            None if windows is None else tuple(one.window() for one in windows),
            None if quiet is None else tuple(one.window() for one in quiet),
            Limit(self.most_sessions, self.most_session_min),
        )


class SoundHoursOut(BaseModel):
    """What a unit or a device says of it, and what holds with what the units above say."""

    owner: str
    own: SoundHoursIO
    in_force: SoundHoursIO


def sound_hours_io(windows: Sequence[Window] | None, quiet: Sequence[Window] | None, limit: Limit) -> SoundHoursIO:
    """As they leave."""
    return SoundHoursIO(
        windows=None if windows is None else [_hours(one) for one in windows],
        quiet=None if quiet is None else [_hours(one) for one in quiet],
        most_sessions=limit.sessions,
        most_session_min=limit.minutes,
    )


class TuneOut(BaseModel):
    """What goes before or after the words of a unit's bulletins on loudspeakers."""

    whose: Whose
    """``above``: as the unit above says, ``none``: nothing, ``own``: the unit's own recording."""
    url: str | None
    """Of what is heard now; null is nothing. Where no unit says anything a chime goes before the words."""
    mp3_url: str | None
    """Of the same, for browsers that know no Opus."""
    duration_ms: int | None


class TuningOut(BaseModel):
    """A unit or a device, what it says of its sound and screen itself, and what holds for it."""

    owner: str
    name: str
    unit_id: str
    own: BoardIO
    in_force: BoardIO
    opening: TuneOut
    closing: TuneOut


def board_io(setting: BoardSetting) -> BoardIO:
    """As it leaves."""
    off, languages = setting.screen_off_windows, setting.ticker_languages
    return BoardIO(
        volume_percent=setting.volume_percent,
        volume_windows=_all_percent_hours(setting.volume_windows),
        emergency_volume_percent=setting.emergency_volume_percent,
        sound_delay_ms=setting.sound_delay_ms,
        brightness_percent=setting.brightness_percent,
        brightness_windows=_all_percent_hours(setting.brightness_windows),
        emergency_brightness_percent=setting.emergency_brightness_percent,
        screen_off_windows=None if off is None else [_hours(one) for one in off],
        layout=setting.layout,
        transition=setting.transition,
        qr_payload=setting.qr_payload,
        qr_caption=setting.qr_caption,
        ticker_languages=None if languages is None else list(languages),
        ticker_speed_px_s=setting.ticker_speed_px_s,
    )


def _hours(window: Window) -> HoursIO:
    said = hours_of(window)
    return HoursIO(start=said.start, end=said.end)


def _percent_windows(said: Sequence[PercentHoursIO] | None) -> tuple[PercentWindow, ...] | None:
    return None if said is None else tuple(one.percent_window() for one in said)


def _all_percent_hours(windows: Sequence[PercentWindow] | None) -> list[PercentHoursIO] | None:
    return None if windows is None else [_percent_hours(one) for one in windows]


def _percent_hours(window: PercentWindow) -> PercentHoursIO:
    said = hours_of(window)
    return PercentHoursIO(start=said.start, end=said.end, percent=window.percent)
