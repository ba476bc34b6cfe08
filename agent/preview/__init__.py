"""A picture of any moment: the same programme and the same drawing as the screen, without a screen.

Nothing here imports pygame, and nothing here changes the device's data.
"""

from agent.preview.command import preview

__all__ = ["preview"]
