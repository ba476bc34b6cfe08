from __future__ import annotations

from tests.controller.bulletins.conftest import boards, workshop

__all__ = ["boards", "workshop"]
