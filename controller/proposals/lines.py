"""Lines of proposed schedules beside the same lines in force. Pure; fields of a line are nowhere listed here."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from controller.schedules.sheet import CampaignLine, PlaylistLine, SchedulesFile, SlotLine

What = Literal["campaigns", "playlists", "slots"]
WHATS: tuple[What, ...] = ("campaigns", "playlists", "slots")
"""What others refer to comes first."""
Line: TypeAlias = CampaignLine | PlaylistLine | SlotLine
Key = tuple[What, str]
Lines = Mapping[Key, Line]
TITLE_LETTERS = 180


@dataclass(frozen=True, slots=True)
class Change:
    """One line: how it was when it was changed (None: it is new), how it is to be."""

    what: What
    before: Line | None
    after: Line


def lines_in(file: SchedulesFile) -> dict[Key, Line]:
    """The lines of a file by what and id."""
    return {(what, line.id): line for what in WHATS for line in getattr(file, what)}


def file_of(unit_id: str, lines: Lines) -> SchedulesFile:
    """The file of these lines."""
    of = {what: [line for (kind, _), line in lines.items() if kind == what] for what in WHATS}
    return SchedulesFile.model_validate({"schema": "rao.schedules/1", "unit_id": unit_id, **of})


def encoded(file: SchedulesFile) -> str:
    """As it is stored."""
    return file.model_dump_json(by_alias=True)


def decoded(text: str) -> SchedulesFile:
    """The same back. Fields that lines got since have what they are without anybody saying so."""
    return SchedulesFile.model_validate_json(text)


def only(lines: Lines, keys: Collection[Key]) -> dict[Key, Line]:
    """Those of them."""
    return {key: line for key, line in lines.items() if key in keys}


def differing(proposed: Lines, in_force: Lines) -> dict[Key, Line]:
    """What of the proposed is not so already."""
    return {key: line for key, line in proposed.items() if in_force.get(key) != line}


def overtaken(proposed: Lines, made_from: Lines, in_force: Lines) -> tuple[Key, ...]:
    """What was changed in force since it was changed here, otherwise than proposed."""
    return tuple(
        key for key, line in proposed.items() if in_force.get(key) != made_from.get(key) and in_force.get(key) != line
    )


def changes(proposed: Lines, made_from: Lines) -> tuple[Change, ...]:
    """Line by line."""
    return tuple(Change(key[0], made_from.get(key), line) for key, line in proposed.items())


def title_of(line: Line) -> str:
    """What people call it."""
    return line.name if isinstance(line, CampaignLine) else line.title


def called(proposed: Lines) -> str:
    """What people call all of it: its first slot (else its first line), and how many more there are."""
    lines = sorted(proposed.values(), key=lambda line: not isinstance(line, SlotLine))
    if not lines:
        return "–"
    more = f" (+{len(lines) - 1})" if len(lines) > 1 else ""
    return f"{title_of(lines[0])[:TITLE_LETTERS]}{more}"


def digest_of(document: str, made_from: str) -> str:
    """SHA-256 of both."""
    return hashlib.sha256(f"{document}\n{made_from}".encode()).hexdigest()
