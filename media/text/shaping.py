"""Whether this machine can shape scripts whose letters change with their neighbours.

Pillow shapes with raqm, which needs the system's ``libfribidi0``. Without it it draws Khmer wrongly and says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PIL import features

from protocol.errors import Unavailable
from protocol.words import Words

_KHMER = range(0x1780, 0x1800)


@dataclass(frozen=True, slots=True)
class Shaping:
    """What this machine's text engine can do."""

    raqm: bool
    version: str

    @property
    def fault(self) -> Unavailable | None:
        """What to tell the operator; None when all is well."""
        return None if self.raqm else _no_raqm()


@lru_cache(maxsize=1)
def shaping() -> Shaping:
    """The text engine of this process, asked once."""
    raqm = bool(features.check("raqm"))
    return Shaping(raqm=raqm, version=(features.version("raqm") or "") if raqm else "")


def unshapable(text: str) -> bool:
    """Whether drawing ``text`` on this machine would give wrong letters: it has Khmer and there is no raqm."""
    return not shaping().raqm and any(ord(character) in _KHMER for character in text)


def _no_raqm() -> Unavailable:
    return Unavailable(
        Words(
            "Máy này không dựng được chữ Khmer (Pillow thiếu raqm).",
            "This machine can't shape Khmer (Pillow has no raqm).",
        ),
        Words("Cài gói: apt install libfribidi0.", "Install the package: apt install libfribidi0."),
    )
