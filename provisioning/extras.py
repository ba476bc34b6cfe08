"""Which parts of Rao were installed on this machine: a board has no FastAPI, a controller may have no pygame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, requires

_REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+).*;(?P<marker>.*)$")
_EXTRA = re.compile(r"extra\s*==\s*['\"](?P<extra>[^'\"]+)['\"]")


def libraries_of(extra: str, requirements: Iterable[str]) -> tuple[str, ...]:
    """Names of the libraries that ``requirements`` (``Requires-Dist`` lines) ask for on every Python for ``extra``."""
    matches = (_REQUIREMENT.match(line) for line in requirements)
    return tuple(found["name"] for found in matches if found and _only_for(extra, found["marker"]))


def missing_from(extra: str) -> tuple[str, ...]:
    """Names of the libraries of ``extra`` that are not installed here."""
    return tuple(name for name in libraries_of(extra, requires("rao") or ()) if not _is_installed(name))


def _only_for(extra: str, marker: str) -> bool:
    found = _EXTRA.search(marker)
    return found is not None and found["extra"] == extra and "python_version" not in marker


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
