"""A sentence for people, in both languages of the system; the caller's locale picks one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in Vietnamese and in English."""

    vi: str
    en: str

    def spoken_in(self, language: Language) -> str:
        """The sentence in ``language``."""
        return self.vi if language == "vi" else self.en


def language_of(locale_name: str | None) -> Language:
    """The language of a POSIX locale name such as ``vi_VN.UTF-8``; Vietnamese only when it says so.

    An empty or ``C`` locale is an operator's terminal, so English.
    """
    return "vi" if (locale_name or "").lower().startswith("vi") else "en"


def terminal_language(environ: Mapping[str, str]) -> Language:
    """The language of messages, by POSIX precedence: ``LC_ALL``, then ``LC_MESSAGES``, then ``LANG``."""
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_of(next((name for name in names if name), None))
