"""What no board could be, told to whoever asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from controller.bulletins.reading import check_glyphs
from controller.bulletins.written import CAPTION_LETTERS, checked_payload
from controller.publishing.setting import BoardSetting
from media.board import TEMPLATES, Contents, Look, Qr, arranged, check_filled, refusals
from media.text import Geometry
from protocol.documents import PercentWindow, Window
from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.words import Words

MOST_WINDOWS = 8
LEAST_PERCENT = 1
LEAST_EMERGENCY_PERCENT = 10
SILENT_PERCENT = 0
BRIGHTNESS = Words("Độ sáng", "A brightness")
VOLUME = Words("Âm lượng", "A volume")
SLOWEST_PX_S, FASTEST_PX_S = 10, 600
SOME_BOARD = Look.of(Geometry(1920, 1080, 0.5, 5.0))
SOME_PLAYLIST = "some"
"""What a template needs is the same on every board; that the side has something to show is not the setting's matter."""
NOTHING_DRAWN: Mapping[str, str] = MappingProxyType({})
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check(setting: BoardSetting, drawn: Mapping[str, str] = NOTHING_DRAWN) -> None:
    """Raises :class:`InvalidInput` for the first thing that can't be.

    ``drawn`` are the names of layouts that people drew and that are offered there, by id.
    """
    _check_layout(setting, drawn)
    _check_light(setting)
    _check_loudness(setting)
    for windows in (setting.volume_windows, setting.brightness_windows, setting.screen_off_windows):
        _check_windows(windows or ())
    _check_running_text(setting)


def check_contents(in_force: BoardSetting) -> None:
    """Raises :class:`InvalidInput` when the layout lacks what it needs: a QR code, a second language.

    ``in_force`` is the setting with what the units above say: the code may come from there.
    """
    qr, languages = _qr_of(in_force), in_force.ticker_languages or ()
    if in_force.sketch is not None:
        check_filled(in_force.sketch, Contents(SOME_PLAYLIST, qr, languages))
    elif in_force.layout is not None:
        arranged(SOME_BOARD, in_force.layout, side_playlist_id=SOME_PLAYLIST, qr=qr, ticker_languages=languages)


def check_screens(in_force: BoardSetting, screens: Sequence[Geometry]) -> None:
    """Raises :class:`InvalidInput` when what was drawn is too small on every one of ``screens``.

    Those on which alone it is too small keep the standard arrangement (:mod:`controller.publishing.staging`).
    """
    if in_force.sketch is None:
        return
    problems = [next(refusals(Look.of(one), in_force.sketch, _qr_of(in_force)), None) for one in screens]
    if problems and problems[0] is not None and all(problems):
        raise InvalidInput(problems[0], Words("Sửa bố cục hoặc chọn bố cục khác.", "Mend it or choose another layout."))


def _qr_of(setting: BoardSetting) -> Qr | None:
    return (setting.qr_payload, setting.qr_caption or "") if setting.qr_payload else None


def _check_layout(setting: BoardSetting, drawn: Mapping[str, str]) -> None:
    if setting.layout is not None and setting.layout not in {*TEMPLATES, *drawn}:
        raise _unknown_layout(setting.layout, drawn)
    if setting.qr_payload:
        checked_payload(setting.qr_payload)
    _check_caption(setting.qr_caption or "")


def _check_light(setting: BoardSetting) -> None:
    _check_percent(BRIGHTNESS, setting.brightness_percent, LEAST_PERCENT)
    _check_percent(BRIGHTNESS, setting.emergency_brightness_percent, LEAST_EMERGENCY_PERCENT)
    for window in setting.brightness_windows or ():
        _check_percent(BRIGHTNESS, window.percent, LEAST_PERCENT)


def _check_loudness(setting: BoardSetting) -> None:
    _check_percent(VOLUME, setting.volume_percent, SILENT_PERCENT)
    _check_percent(VOLUME, setting.emergency_volume_percent, LEAST_EMERGENCY_PERCENT)
    for window in setting.volume_windows or ():
        _check_percent(VOLUME, window.percent, SILENT_PERCENT)
    _check_delay(setting.sound_delay_ms or 0)


def _check_delay(delay_ms: int) -> None:
    most = LIMITS.sound_delay_ms
    if not 0 <= delay_ms <= most:
        raise InvalidInput(
            Words(f"Loa không phát chậm {delay_ms} mili giây được.", f"Sound can't be {delay_ms} ms later."),
            Words(f"Chọn từ 0 đến {most} mili giây.", f"Choose 0 to {most} ms."),
        )


def _check_percent(what: Words, percent: int | None, least: int) -> None:
    if percent is not None and not least <= percent <= 100:
        raise InvalidInput(
            Words(f"{what.vi} {percent} % không dùng được.", f"{what.en} of {percent} % can't be used."),
            Words(f"Chọn từ {least} đến 100 %.", f"Choose {least} to 100 %."),
        )


def _check_windows(windows: Sequence[Window | PercentWindow]) -> None:
    if len(windows) > MOST_WINDOWS:
        raise InvalidInput(
            Words(f"Nhiều hơn {MOST_WINDOWS} khoảng giờ.", f"There are more than {MOST_WINDOWS} spans of hours."),
            Words("Gộp bớt các khoảng giờ lại.", "Join some of them."),
        )


def _check_running_text(setting: BoardSetting) -> None:
    speed = setting.ticker_speed_px_s
    if speed is not None and not SLOWEST_PX_S <= speed <= FASTEST_PX_S:
        raise InvalidInput(
            Words(f"Chữ chạy {speed} điểm ảnh/giây không dùng được.", f"Text can't run at {speed} px/s."),
            Words(f"Chọn từ {SLOWEST_PX_S} đến {FASTEST_PX_S}.", f"Choose {SLOWEST_PX_S} to {FASTEST_PX_S}."),
        )
    strange = [one for one in setting.ticker_languages or () if not _LANGUAGE.fullmatch(one)]
    if strange:
        raise InvalidInput(
            Words(f"“{strange[0]}” không phải mã ngôn ngữ.", f"{strange[0]!r} is no language code."),
            Words("Dùng mã như vi, km, en.", "Use codes like vi, km, en."),
        )


def _check_caption(caption: str) -> None:
    check_glyphs(caption)
    if len(caption) > CAPTION_LETTERS:
        raise InvalidInput(
            Words(
                f"Dòng chữ dưới mã QR dài hơn {CAPTION_LETTERS} ký tự.",
                f"What stands under the QR code has over {CAPTION_LETTERS} characters.",
            ),
            Words("Rút ngắn lại.", "Shorten it."),
        )


def _unknown_layout(name: str, drawn: Mapping[str, str]) -> InvalidInput:
    known = ", ".join([*TEMPLATES, *(f"{one} ({drawn[one]})" for one in drawn)])
    return InvalidInput(
        Words(f"Không có bố cục “{name}”.", f"There is no layout {name!r}."),
        Words(f"Chọn một trong: {known}.", f"Choose one of: {known}."),
    )
