from tests.controller.uploads.bringing import editor
from tests.controller.web.running import running

__all__ = ["editor", "running"]
