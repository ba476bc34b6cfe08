"""What a child process that touches a foreign file may use."""

from __future__ import annotations

import os
import resource

import msgspec
from msgspec import Struct


class ChildLimits(Struct, frozen=True, kw_only=True):
    """Hard limits, set by the child on itself before it opens the file."""

    memory_bytes: int
    cpu_s: int
    written_bytes: int
    wall_s: float
    """Kept by the parent, which kills."""


_KINDER = 10


def encoded(limits: ChildLimits) -> str:
    """As an argument of the child."""
    return msgspec.json.encode(limits).decode()


def confine(argument: str) -> None:
    """Apply the limits of that argument to this process, for good, and yield the processor to whoever serves."""
    limits = msgspec.json.decode(argument, type=ChildLimits)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.written_bytes, limits.written_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_KINDER)
