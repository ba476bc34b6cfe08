"""The device as a running process: its parts put together, one loop for everything that happens."""

from agent.run.process import run_agent

__all__ = ["run_agent"]
