"""The modules of a QR code (ISO/IEC 18004), before they are pixels."""

from __future__ import annotations

from functools import lru_cache

import segno

QUIET_MODULES = 4
"""The standard's blank margin; without it cameras don't find the code."""


def modules_across(payload: str) -> int:
    """How many modules wide the code of ``payload`` is, quiet zone included."""
    return len(matrix(payload)) + 2 * QUIET_MODULES


@lru_cache(maxsize=16)
def matrix(payload: str) -> tuple[bytearray, ...]:
    """Row by row, 1 is dark. At least 15 % of the code may be hidden (level M), more where it gets no bigger by that.

    Raises ``segno.DataOverflowError`` for more than 2,331 bytes.
    """
    modules: tuple[bytearray, ...] = segno.make_qr(payload, error="m").matrix
    return modules
