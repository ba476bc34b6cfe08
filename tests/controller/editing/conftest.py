"""The commune of the approval tests, on both databases."""

from __future__ import annotations

from tests.controller.approval.conftest import engine, people, workshop, writing

__all__ = ["engine", "people", "workshop", "writing"]
