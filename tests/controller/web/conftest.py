from tests.controller.web.running import running

__all__ = ["running"]
