"""Who this device is: its own key, and what enrolment gave it."""

from agent.identity.identity import Identity, NotEnrolled, read_identity, write_identity
from agent.identity.key import own_signer

__all__ = ["Identity", "NotEnrolled", "own_signer", "read_identity", "write_identity"]
