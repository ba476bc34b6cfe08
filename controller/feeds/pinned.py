"""A request to the very address that was checked: asked again, the name might mean another."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager

import httpx

from controller.feeds.reach import address_of, host_of, parts_of, port_of


def pinned(
    client: httpx.Client, url: str, headers: Mapping[str, str], private_too: bool
) -> AbstractContextManager[httpx.Response]:
    """What ``url`` answers; certificates are checked against its name.

    Raises :class:`~protocol.errors.InvalidInput` for an address that may not be asked and
    :class:`~protocol.errors.Unavailable` for a name nobody has.
    """
    parts = parts_of(url)
    target = parts.copy_with(host=address_of(host_of(parts), port_of(parts), private_too))
    named = {**headers, "Host": parts.netloc.decode("ascii")}
    return client.stream("GET", target, headers=named, extensions={"sni_hostname": host_of(parts)})
