"""Which language the person at this terminal reads."""

from __future__ import annotations

import os
from collections.abc import Mapping

from protocol.words import Language, language_of


def language_here(environ: Mapping[str, str] = os.environ) -> Language:
    """The language of messages, by POSIX precedence: ``LC_ALL``, then ``LC_MESSAGES``, then ``LANG``."""
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_of(next((name for name in names if name), None))
