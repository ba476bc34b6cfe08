"""What the codes of devices' faults mean to people. A code without words is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping

from protocol.words import Words

FAULTS: Mapping[str, Words] = {
    "sound-output-lost": Words("mất card âm thanh hoặc loa", "a sound card or loudspeaker is lost"),
    "sound-amplifier": Words("không đóng cắt được nguồn tăng âm", "the amplifier's power does not obey"),
    "sound-station-lost": Words("mất tín hiệu đài", "a station is not received"),
    "sound-station-back": Words("đã có lại tín hiệu đài", "a station is received again"),
    "sound-input-lost": Words("mất tín hiệu đường vào âm thanh", "nothing comes from a sound input"),
    "sound-input-back": Words("đã có lại tín hiệu đường vào âm thanh", "a sound input is back"),
    "sound-short": Words("bản ghi hết sớm, tệp có thể bị cắt cụt", "a recording ends early: its file may be truncated"),
    "sound-starved": Words("máy quá bận, âm thanh bị ngắt một thoáng", "too busy: its sound broke off for a moment"),
    "screen-glyph": Words("phông chữ thiếu ký tự", "the font lacks a letter"),
}


def fault_words(code: str, detail: str = "") -> Words:
    """A fault by its code, and what the device says of it."""
    known = FAULTS.get(code)
    if known is None:
        return Words(detail or code, detail or code)
    said = f": {detail}" if detail else ""
    return Words(known.vi + said, known.en + said)
