"""Finds the routes of every domain by the naming rule: ``api.py`` and ``pages.py`` with a ``router``."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from typing import Literal

from fastapi import APIRouter

import controller


def routers(kind: Literal["api", "pages"]) -> Iterator[APIRouter]:
    """The routers of all domains that have such a file, by the names of the domains."""
    for domain in sorted(module.name for module in pkgutil.iter_modules(controller.__path__) if module.ispkg):
        name = f"controller.{domain}.{kind}"
        if importlib.util.find_spec(name) is not None:
            yield importlib.import_module(name).router
