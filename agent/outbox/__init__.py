"""What the controller is still to be told: kept on disk until it was delivered, told again when it forgot."""

from agent.outbox.acks import AckBox, merged
from agent.outbox.log import LogBox

__all__ = ["AckBox", "LogBox", "merged"]
