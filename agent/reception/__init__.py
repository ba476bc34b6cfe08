"""Taking documents in: judged by :mod:`protocol.intake`, on disk before anything acts on them."""

from agent.reception.alert_desk import AlertDesk
from agent.reception.reception import Reception

__all__ = ["AlertDesk", "Reception"]
