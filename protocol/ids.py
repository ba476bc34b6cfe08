"""Names of things on the wire.

All match ``[a-z0-9][a-z0-9-]{2,31}``: safe as a topic level, a username and a file name.
"""

from __future__ import annotations

import re
from typing import NewType

from protocol.errors import InvalidInput
from protocol.words import Words

DeviceId = NewType("DeviceId", str)
UnitId = NewType("UnitId", str)
"""A dated unit, ``<official code>-<valid from as yyyymmdd>``, such as ``25195-20250701``; never the bare code."""
Sha256 = NewType("Sha256", str)
"""64 lower-case hex digits."""
EpochMs = NewType("EpochMs", int)
"""A moment: milliseconds since 1970-01-01T00:00:00Z."""
DurationMs = NewType("DurationMs", int)

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{2,31}")
SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")


def valid_id(text: str) -> str:
    """``text`` itself when it is a well-formed id; raises :class:`InvalidInput` otherwise."""
    if ID_PATTERN.fullmatch(text):
        return text
    raise InvalidInput(
        Words(f"Mã “{text}” không hợp lệ.", f"The id {text!r} is not valid."),
        Words(
            "Dùng 3 đến 32 ký tự gồm chữ thường không dấu, số và dấu gạch nối.",
            "Use 3 to 32 lower-case letters, digits and hyphens, starting with a letter or digit.",
        ),
    )
