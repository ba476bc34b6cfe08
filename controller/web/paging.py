"""Long lists in pages, each begun after the last one of the page before (keyset): the last costs as much as the first.

Over HTTP the next page is a ``Link`` with ``rel="next"`` (RFC 8288); on the last page there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Protocol, TypeVar

from fastapi import Query, Request, Response

MOST = 500
After = Annotated[str, Query(max_length=32, description="The id of the last one seen; empty: from the beginning.")]
Most = Annotated[int, Query(ge=1, le=MOST, description="How many at once.")]


class Named(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """Which it goes by in lists."""


One = TypeVar("One", bound=Named)


def cut(found: Sequence[One], most: int) -> tuple[Sequence[One], str]:
    """At most ``most`` of what a query for one more found, and after which one the next page begins; empty: none."""
    page = found[:most]
    return page, page[-1].id if len(found) > most else ""


def link_next(request: Request, response: Response, after: str) -> None:
    """Names the next page in the answer, when there is one."""
    if after:
        url = request.url.include_query_params(after=after)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
