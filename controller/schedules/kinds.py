"""The few words of schedules, as they stand in the database and travel over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from protocol.manifest import Output, TransitionKind

PlayOrder = Literal["fixed", "shuffle", "weighted"]
Outputs = Literal["screen", "sound", "both"]
Placement = Literal["loop", "slots"]
"""Whether a content plays in the daily round of its class, or only where a slot plays it."""
Timed = Literal["live", "priority", "scheduled"]
"""The classes a slot may have: what fills has no time of its own."""

ORDERS: Mapping[str, PlayOrder] = {one: one for one in get_args(PlayOrder)}
PLACEMENTS: Mapping[str, Placement] = {one: one for one in get_args(Placement)}
CLASSES: Mapping[str, Timed] = {one: one for one in get_args(Timed)}
TRANSITIONS: Mapping[str, TransitionKind] = {one: one for one in get_args(TransitionKind)}
OUTPUTS: Mapping[str, tuple[Output, ...]] = {"screen": ("screen",), "sound": ("sound",), "both": ("screen", "sound")}
OUTPUTS_NAMED: Mapping[str, Outputs] = {one: one for one in get_args(Outputs)}
MOST_ENTRIES = 200
MOST_WEIGHT = 10
