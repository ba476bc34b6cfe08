"""How a screen is to be, over HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from controller.publishing.hours import hours, hours_of
from controller.publishing.setting import ScreenSetting
from controller.publishing.tuning import Owner
from protocol.documents import BrightnessWindow, Window
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


class BrightHoursIO(HoursIO):
    """Hours with a brightness of their own."""

    percent: int

    def bright_window(self) -> BrightnessWindow:
        """As documents hold it; raises :class:`~protocol.errors.InvalidInput`."""
        window = self.window()
        return BrightnessWindow(start=window.start, minutes=window.minutes, percent=self.percent)


class ScreenIO(BaseModel):
    """What a unit or a device says of its screens; null is: as the unit above. An empty list or text is: none."""

    model_config = ConfigDict(extra="forbid")

    brightness_percent: int | None = None
    """1 to 100."""
    brightness_windows: list[BrightHoursIO] | None = None
    """The first that is on decides; else ``brightness_percent``."""
    emergency_brightness_percent: int | None = None
    """10 to 100, while an alert is shown."""
    screen_off_windows: list[HoursIO] | None = None
    layout: str | None = None
    """``standard``, ``side``, ``notice-qr``, ``clock``, ``two-tickers`` or ``bare``."""
    transition: TransitionKind | None = None
    qr_payload: str | None = None
    qr_caption: str | None = None
    ticker_languages: list[str] | None = None
    """Whose running texts are shown, in this order; with two tickers the first has the first, the second the rest."""
    ticker_speed_px_s: int | None = None

    def setting(self) -> ScreenSetting:
        """As the domain takes it; raises :class:`~protocol.errors.InvalidInput` for hours that are none."""
        bright, off, languages = self.brightness_windows, self.screen_off_windows, self.ticker_languages
        return ScreenSetting(
            brightness_percent=self.brightness_percent,
            brightness_windows=None if bright is None else tuple(one.bright_window() for one in bright),
            emergency_brightness_percent=self.emergency_brightness_percent,
            screen_off_windows=None if off is None else tuple(one.window() for one in off),
            layout=self.layout,
            transition=self.transition,
            qr_payload=self.qr_payload,
            qr_caption=self.qr_caption,
            ticker_languages=None if languages is None else tuple(languages),
            ticker_speed_px_s=self.ticker_speed_px_s,
        )


class TuningOut(BaseModel):
    """A unit or a device, what it says of its screens itself, and what holds for it."""

    owner: str
    name: str
    unit_id: str
    own: ScreenIO
    in_force: ScreenIO


def tuning_out(owner: Owner, own: ScreenSetting, in_force: ScreenSetting) -> TuningOut:
    """As it leaves."""
    said, holds = screen_io(own), screen_io(in_force)
    return TuningOut(owner=owner.id, name=owner.name, unit_id=owner.unit.id, own=said, in_force=holds)


def screen_io(setting: ScreenSetting) -> ScreenIO:
    """As it leaves."""
    bright, off, languages = setting.brightness_windows, setting.screen_off_windows, setting.ticker_languages
    return ScreenIO(
        brightness_percent=setting.brightness_percent,
        brightness_windows=None if bright is None else [_bright_hours(one) for one in bright],
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


def _bright_hours(window: BrightnessWindow) -> BrightHoursIO:
    said = hours_of(window)
    return BrightHoursIO(start=said.start, end=said.end, percent=window.percent)
