"""A picture of what the device presents, for the panel; uploaded sparingly, because boards pay for their bytes."""

from agent.snapshot.courier import SnapshotCourier
from agent.snapshot.taking import Taken, TakePicture, pictures_of

__all__ = ["SnapshotCourier", "TakePicture", "Taken", "pictures_of"]
