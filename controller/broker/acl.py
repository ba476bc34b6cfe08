"""Who may read and write which topics, once, as Mosquitto writes it and as a function. Pure."""

from __future__ import annotations

from typing import Literal

from protocol.topics import ROOT

Verb = Literal["read", "write"]
DEVICE_RULES: tuple[tuple[Verb, str], ...] = (
    ("read", f"{ROOT}/ctl/#"),
    ("read", f"{ROOT}/area/#"),
    ("read", f"{ROOT}/dev/%u/down/#"),
    ("write", f"{ROOT}/dev/%u/up/#"),
)
"""``%u`` is the username, which is the client id and the device id."""
CONTROLLER_RULES: tuple[tuple[Verb, str], ...] = (("read", f"{ROOT}/dev/+/up/#"), ("write", f"{ROOT}/#"))


def acl_text(controller: str) -> str:
    """Mosquitto's ``acl_file``. What no rule allows is refused."""
    own = [f"topic {verb} {pattern}" for verb, pattern in CONTROLLER_RULES]
    devices = [f"pattern {verb} {pattern}" for verb, pattern in DEVICE_RULES]
    return "\n".join([*devices, "", f"user {controller}", *own, ""])


def allows(username: str, controller: str, verb: Verb, topic: str) -> bool:
    """The same rules for a topic, or for a whole topic filter that is to be read."""
    rules = CONTROLLER_RULES if username == controller else DEVICE_RULES
    return any(verb == allowed and covers(pattern.replace("%u", username), topic) for allowed, pattern in rules)


def covers(pattern: str, topic: str) -> bool:
    """Whether every topic that the filter ``topic`` can match is matched by ``pattern`` (MQTT 3.1.1, section 4.7)."""
    wanted, levels = pattern.split("/"), topic.split("/")
    for number, level in enumerate(wanted):
        if level == "#":
            return len(levels) >= number
        if number >= len(levels) or not _level_covers(level, levels[number]):
            return False
    return len(levels) == len(wanted)


def _level_covers(pattern: str, level: str) -> bool:
    return level != "#" if pattern == "+" else level == pattern
