from tests.controller.bulletins.conftest import boards, text, workshop

__all__ = ["boards", "text", "workshop"]
