"""The hash that ties an entry of the trail to the one before it. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from protocol.words import Words

BEFORE_THE_FIRST = "0" * 64
Damage = Literal["changed", "missing", "added"]


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces: the same value is the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(entry: Mapping[str, Any], previous: str) -> str:
    """SHA-256 over the hash of the entry before and everything of this one but its own two hashes."""
    told = canonical({name: value for name, value in entry.items() if name not in ("hash", "previous")})
    return hashlib.sha256(f"{previous}\n{told}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the trail: the entries ``first`` to ``last`` (both included)."""

    damage: Damage
    first: int
    last: int

    @property
    def words(self) -> Words:
        """The sentence for a person."""
        which = f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"
        return {
            "changed": Words(f"Dòng {which} đã bị sửa.", f"Entry {which} was changed."),
            "missing": Words(f"Thiếu dòng {which}.", f"Entry {which} is missing."),
            "added": Words(f"Dòng {which} không do Rao ghi.", f"Entry {which} was not written by Rao."),
        }[self.damage]


def findings(entries: Iterable[Mapping[str, Any]], head_seq: int, head_hash: str) -> Iterator[Finding]:
    """Every changed, missing or foreign entry; ``entries`` are in the order of their ``seq``.

    An entry whose own hash was made to fit is found by the one after it, the last one by the head. Ours begin with 1.
    """
    seq, previous = 0, BEFORE_THE_FIRST
    told: set[int] = set()
    for entry in entries:
        here = int(entry["seq"])
        if here < 1:
            yield Finding("added", here, here)
            continue
        follows = here == seq + 1
        if not follows:
            yield Finding("missing", seq + 1, here - 1)
        elif entry["previous"] != previous and seq not in told:
            told.add(seq or here)
            yield Finding("changed", seq or here, seq or here)
        if here > head_seq:
            yield Finding("added", here, here)
        elif hash_of(entry, entry["previous"]) != entry["hash"] and here not in told:
            told.add(here)
            yield Finding("changed", here, here)
        seq, previous = here, entry["hash"]
    if seq < head_seq:
        yield Finding("missing", seq + 1, head_seq)
    elif seq == head_seq and seq and previous != head_hash and seq not in told:
        yield Finding("changed", seq, seq)
