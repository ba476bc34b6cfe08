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
    """The routers of all folders that have such a file with a ``router`` in it, by the names of the folders."""
    for domain in sorted(module.name for module in pkgutil.iter_modules(controller.__path__) if module.ispkg):
        name = f"controller.{domain}.{kind}"
        if importlib.util.find_spec(name) is not None:
            found = getattr(importlib.import_module(name), "router", None)
            if isinstance(found, APIRouter):
                yield found
