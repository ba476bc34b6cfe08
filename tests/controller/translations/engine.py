"""An engine without a network: what it is for is not to be good but to be an engine."""

from __future__ import annotations

from collections.abc import Sequence

from media.translation.translator import NotTranslated
from protocol.words import Words


class WordForWord:
    """Into English, badly, and into S'tiêng, worse."""

    name = "word-for-word"
    licence = Words("Chỉ để thử", "For trying only")
    fails = False

    def translates(self, source: str, target: str) -> bool:
        return source == "vi" and target in ("en", "sti")

    def translate(self, lines: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        if self.fails:
            raise NotTranslated(Words("Máy hỏng.", "The machine is broken."), Words("Chờ.", "Wait."))
        return tuple(f"In {target}: {line}" for line in lines)
