"""Which bytes a request wants (RFC 9110 section 14). Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

ONE = re.compile(r"bytes=(\d*)-(\d*)")


class Span(NamedTuple):
    """The bytes from ``first`` up to before ``past``."""

    first: int
    past: int


class Unsatisfiable(ValueError):
    """There is nothing at that place."""


def span_of(asked: str, size: int) -> Span | None:
    """One range of a file of ``size`` bytes; None: all of it, for what is no range, or many. Raises Unsatisfiable."""
    found = ONE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        span = Span(max(0, size - int(last)), size)
    else:
        if last and int(last) < int(first):
            return None
        span = Span(int(first), min(size, int(last) + 1) if last else size)
    if span.first >= span.past:
        raise Unsatisfiable
    return span
