"""How a text is to be said: wishes, of which each engine follows what it can and says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from protocol.errors import InvalidInput
from protocol.words import Words

if TYPE_CHECKING:
    from media.speech.spoken.region import Region as NumberWords

Accent = Literal["north", "central", "south"]
"""The three great regions of spoken Vietnamese: Hà Nội, Huế, Sài Gòn."""
Trait = Literal["speed", "pitch", "region", "voice"]
LEAST_RATIO = 0.5
MOST_RATIO = 2.0
_VOICE_NAME = re.compile(r"[\w.+-]{0,64}", re.ASCII)
TRAITS: dict[Trait, Words] = {
    "speed": Words("tốc độ", "speed"),
    "pitch": Words("cao độ", "pitch"),
    "region": Words("giọng vùng miền", "region"),
    "voice": Words("tên giọng", "voice"),
}


@dataclass(frozen=True, slots=True)
class Manner:
    """Speed and pitch are ratios to the engine's usual ones, 0.5 to 2.0; others raise :class:`InvalidInput`."""

    speed: float = 1.0
    pitch: float = 1.0
    region: Accent | None = None
    voice: str = ""
    """A voice by the name its engine gives it; empty: the engine's usual one."""

    def __post_init__(self) -> None:
        for trait, ratio in ((TRAITS["speed"], self.speed), (TRAITS["pitch"], self.pitch)):
            if not LEAST_RATIO <= ratio <= MOST_RATIO:
                raise _out_of_range(trait, ratio)
        if not _VOICE_NAME.fullmatch(self.voice):
            raise _odd_name(self.voice)

    @property
    def number_words(self) -> NumberWords:
        """Whose number words go with the region: ``ngàn`` and ``lẻ`` are said from the centre southwards."""
        return "north" if self.region in (None, "north") else "south"

    @property
    def wishes(self) -> frozenset[Trait]:
        """What differs from an engine's usual manner."""
        usual = Manner()
        return frozenset(trait for trait in TRAITS if getattr(self, trait) != getattr(usual, trait))


PLAIN = Manner()


def _out_of_range(trait: Words, ratio: float) -> InvalidInput:
    bounds = f"{LEAST_RATIO:g}", f"{MOST_RATIO:g}"
    return InvalidInput(
        Words(f"Không đọc được với {trait.vi} {ratio:g} lần.", f"A {trait.en} of {ratio:g} times can't be spoken."),
        Words(f"Chọn từ {bounds[0]} đến {bounds[1]} lần.", f"Choose {bounds[0]} to {bounds[1]} times the usual."),
    )


def _odd_name(name: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Tên giọng đọc {name!r} không hợp lệ.", f"{name!r} can't be the name of a voice."),
        Words(
            "Dùng chữ không dấu, chữ số và các dấu . + - _, nhiều nhất 64 ký tự.",
            "Use letters without marks, digits and . + - _, at most 64 of them.",
        ),
    )
