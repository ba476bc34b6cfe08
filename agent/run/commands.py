"""The few things that can't be state, each carried out once: the revision on disk saw to that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agent.outbox.journal import Journal
from protocol.documents import Command


@dataclass(frozen=True, slots=True)
class Commands:
    """``actions`` by name."""

    journal: Journal
    actions: Mapping[str, Callable[[], None]]

    def carry_out(self, command: Command) -> None:
        """Do it, and say so; the word goes first, as a restart says nothing afterwards."""
        self.journal.ack("command", command.id, "finished")
        self.actions[command.action]()
