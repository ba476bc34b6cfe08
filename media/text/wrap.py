"""Breaking a text into lines no wider than there is room."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from media.fonts import Weight
from media.text.clusters import clusters
from media.text.ink import ink, width_px

_ZERO_WIDTH_SPACE = "\u200b"


def wrap(text: str, weight: Weight, size_px: int, room_px: int) -> list[str]:
    """The lines of ``text`` (cleaned, single spaces), first to last.

    Lines break at spaces, in Khmer at zero-width spaces too. Only a word wider than ``room_px`` is broken, between two
    letters. Joined again with what was broken at, the lines are ``text``. Words are measured once each; a whole line
    only when it comes near the room's end.
    """
    lines: list[str] = []
    line, used_px = "", 0
    for joint, word in _words(text):
        longer = f"{line}{joint}{word}" if line else word
        longer_px = used_px + width_px(longer[len(line) :], weight, size_px)
        if longer_px + size_px < room_px or _fits(longer, weight, size_px, room_px):
            line, used_px = longer, longer_px
            continue
        *full, line = [*([line] if line else []), *_broken(word, weight, size_px, room_px)]
        used_px = width_px(line, weight, size_px)
        lines += full
    return [*lines, line] if line else lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word with what joins it to the one before."""
    for spaced in text.split(" "):
        for number, word in enumerate(spaced.split(_ZERO_WIDTH_SPACE)):
            yield (_ZERO_WIDTH_SPACE if number else " "), word


def _fits(line: str, weight: Weight, size_px: int, room_px: int) -> bool:
    to_spare_px = room_px - width_px(line, weight, size_px)
    if to_spare_px < 0 or to_spare_px > size_px:
        return to_spare_px >= 0
    box = ink(line, weight, size_px)
    return box.right - min(0, box.left) <= room_px


def _broken(word: str, weight: Weight, size_px: int, room_px: int) -> Iterable[str]:
    """``word`` itself when it fits, else as many pieces as it needs; a single letter is never broken."""
    if _fits(word, weight, size_px, room_px):
        return [word]
    pieces = [""]
    for cluster in clusters(word):
        if pieces[-1] and not _fits(pieces[-1] + cluster, weight, size_px, room_px):
            pieces[-1:] = _parted(pieces[-1], cluster)
        pieces[-1] += cluster
    return pieces


def _parted(piece: str, following: str) -> tuple[str, str]:
    """A full piece and the begin of the next: what closes a sentence takes the letter before it along (UAX #14)."""
    letters = list(clusters(piece))
    if not _closes(following) or len(letters) == 1 or _closes(letters[-1]):
        return piece, ""
    return "".join(letters[:-1]), letters[-1]


def _closes(cluster: str) -> bool:
    return unicodedata.category(cluster[0]) in ("Pe", "Pf", "Po")
