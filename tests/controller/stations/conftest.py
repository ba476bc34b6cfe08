from __future__ import annotations

from tests.controller.bulletins.conftest import boards, workshop
from tests.controller.feeds.site import site

__all__ = ["boards", "site", "workshop"]
