"""Looking at a device without running it."""

from agent.inspection.on_disk import OnDisk, on_disk

__all__ = ["OnDisk", "on_disk"]
