"""How what a form of the schedule says is saved: in force at once, or as a proposal that somebody else judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from controller.people.rights import Right
from controller.schedules.sheet import PlaylistLine


@dataclass(frozen=True, slots=True)
class Way:
    """``right`` is what it takes in the unit; ``playlists`` are there besides those in force."""

    right: Right = "publish"
    proposes: bool = False
    proposal_id: str = ""
    """Into which proposal it goes; empty: a new one."""
    proposal_title: str = ""
    playlists: Sequence[PlaylistLine] = ()


IN_FORCE = Way()
