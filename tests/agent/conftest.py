"""What every test of a device may ask for."""

from __future__ import annotations

from tests.agent.disk import small_disk

__all__ = ["small_disk"]
