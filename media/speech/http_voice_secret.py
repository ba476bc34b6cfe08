"""The key of a vendor's service: read when it is used, so that a new one counts at once, and written down nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from media.speech.voice import NotAvailable
from protocol.words import Words

Secret = Callable[[], str]
_FIT = re.compile(r"[!-~]{1,4096}")
"""What may stand in a header."""


class Keyed(Protocol):
    """A service that may want a key."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def secret_env(self) -> str:
        """The variable that holds the key; empty: none does."""
        ...

    @property
    def secret_file(self) -> Path | None:
        """The file that holds it."""
        ...


def secret_of(service: Keyed, environ: Mapping[str, str] = os.environ) -> Secret:
    """Reads the key, or answers nothing for a service that needs none; raises :class:`NotAvailable` without it."""
    if not (service.secret_env or service.secret_file):
        return str
    return lambda: _fit(_read(service, environ), service)


def without(reason: str, secret: str) -> str:
    """``reason`` as it may be logged: services repeat the key they refuse."""
    return reason.replace(secret, "…") if secret else reason


def _read(service: Keyed, environ: Mapping[str, str]) -> str:
    if service.secret_file is None:
        return environ.get(service.secret_env, "")
    try:
        return service.secret_file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _fit(read: str, service: Keyed) -> str:
    if _FIT.fullmatch(secret := read.strip()):
        return secret
    where = f"${service.secret_env}" if service.secret_env else str(service.secret_file)
    raise NotAvailable(
        Words(f"Không có khóa của dịch vụ {service.name} trong {where}.", f"No key of {service.name} in {where}."),
        Words("Ghi khóa nhà cung cấp đã cấp vào đó.", "Put the key the vendor gave you there."),
    )
