"""Time-based one-time passwords (RFC 6238 over RFC 4226: SHA-1, 30 seconds, six digits, what every app shows). Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

from protocol.ids import EpochMs

STEP_MS = 30_000
DIGITS = 6
DRIFT_STEPS = 1
"""A code of the step before or after is taken too: clocks differ, and people type slowly."""
SECRET_BYTES = 20
ISSUER = "Rao"


def secret_text(secret: bytes) -> str:
    """Base32, as apps take it when nothing can be scanned."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def code_at(secret: str, step: int) -> str:
    """The code of a time step."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, code: str, now_ms: EpochMs, after_step: int) -> int | None:
    """The step whose code this is, later than ``after_step``; None when it is no code of now."""
    now = now_ms // STEP_MS
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if step > after_step and hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def address_of(secret: str, login: str) -> str:
    """The ``otpauth`` address that an app reads from the QR code."""
    period_s = STEP_MS // 1000
    return f"otpauth://totp/{ISSUER}:{quote(login)}?secret={secret}&issuer={ISSUER}&digits={DIGITS}&period={period_s}"
