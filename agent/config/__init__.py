"""The one file a technician edits on a device."""

from agent.config.config import Config, ControllerAddress, ScreenChoice, SpeakerChoice, read_config

__all__ = ["Config", "ControllerAddress", "ScreenChoice", "SpeakerChoice", "read_config"]
