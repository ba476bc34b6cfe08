"""Loopback ports: a free one, and whether somebody listens on one."""

from __future__ import annotations

import socket
from random import SystemRandom

LOOPBACK = "127.0.0.1"
NEVER_GIVEN_TO_CLIENTS = range(15_000, 32_768)
"""Below where Linux takes the port of an outgoing connection from (``ip_local_port_range``): nobody is there by chance
between the moment a port is found free and the moment a server takes it."""
_random = SystemRandom()
"""Another in each process, and not the one that Hypothesis seeds."""
_given: set[int] = set()


def free_port() -> int:
    """A TCP port of the loopback address that nobody uses just now; never the same one again."""
    left = (port for port in iter(lambda: _random.choice(NEVER_GIVEN_TO_CLIENTS), None) if port not in _given)
    found = next(port for port in left if _can_be_had(port))
    _given.add(found)
    return found


def accepts(port: int) -> bool:
    """Whether a connection to ``port`` is taken."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((LOOPBACK, port)) == 0


def _can_be_had(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
