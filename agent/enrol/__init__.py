"""How a device gets its identity, once."""

from agent.enrol.service import AlreadyEnrolled, ClaimRefused, enrol

__all__ = ["AlreadyEnrolled", "ClaimRefused", "enrol"]
