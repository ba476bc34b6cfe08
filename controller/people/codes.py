"""Codes that a person reads off a paper and types: one-time codes for a password, and recovery codes."""

from __future__ import annotations

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U: nothing that looks like something else."""
GROUP = 4
ONE_TIME_GROUPS = 3
"""30 ** 12: 58 bits, for some days and behind a lock."""
RECOVERY_CODES = 10
RECOVERY_GROUPS = 3


def new_code(groups: int = ONE_TIME_GROUPS) -> str:
    """Such as ``K7QM-2RXD-9FTP``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(groups))


def typed(code: str) -> str:
    """What was meant, however it was typed: case, spaces and hyphens do not count."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
