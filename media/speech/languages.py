"""Languages by the names people know, and the error for those no engine speaks.

Codes are ISO 639 as BCP 47 writes them. S'tiêng has two: Bù Lơ (sti) and Bù Đek (stt).
"""

from __future__ import annotations

from collections.abc import Sequence

from media.speech.voice import NotAvailable
from protocol.words import Words

NAMES = {
    "cjm": Words("tiếng Chăm", "Cham"),
    "cmo": Words("tiếng M'nông", "M'nông"),
    "en": Words("tiếng Anh", "English"),
    "km": Words("tiếng Khmer", "Khmer"),
    "nut": Words("tiếng Nùng", "Nùng"),
    "sti": Words("tiếng S'tiêng (Bù Lơ)", "S'tiêng (Bù Lơ)"),
    "stt": Words("tiếng S'tiêng (Bù Đek)", "S'tiêng (Bù Đek)"),
    "tyz": Words("tiếng Tày", "Tày"),
    "vi": Words("tiếng Việt", "Vietnamese"),
}


def primary_of(language: str) -> str:
    """The language itself of a BCP 47 tag, without script and country."""
    return language.partition("-")[0].lower()


def language_name(language: str) -> Words:
    """How people call a language; one we have no name for keeps its code."""
    return NAMES.get(primary_of(language)) or Words(f"ngôn ngữ “{language}”", f"the language {language!r}")


class RecordingNeeded(NotAvailable):
    """None of these engines has the language; another language's sounds over it would be noise."""

    def __init__(self, language: str, engines: Sequence[str]) -> None:
        name, who = language_name(language), ", ".join(engines) or "-"
        super().__init__(
            Words(
                f"Cần bản thu âm {name.vi}: không giọng đọc máy nào nói được ({who}).",
                f"A recording is needed for {name.en}: no engine speaks it ({who}).",
            ),
            Words(
                f"Nhờ người nói {name.vi} đọc bản tin, thu âm rồi tải tệp lên.",
                f"Have someone who speaks {name.en} read it and upload the recording.",
            ),
        )
        self.language = language
