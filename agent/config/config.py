"""``agent.toml``, typed. An unknown or misspelt name is an error, never silently a default.

Example::

    data_dir = "/var/lib/rao"
    profile = "led-p5-640x384"
    clock = "system"              # or "assume-trusted", see below

    [controller]
    url = "https://rao.example.gov.vn"
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from protocol.errors import InvalidInput
from protocol.words import Words

ClockPolicy = Literal["system", "assume-trusted"]
"""``system``: ask the kernel whether the clock is synchronised. ``assume-trusted``: believe the clock unless it is
before the time floor; for containers and virtual machines, whose host keeps the time and doesn't say so."""


class ControllerAddress(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the controller answers; ``ca_file`` is the only authority to trust for it, else the system's."""

    url: Annotated[str, Meta(pattern=r"^https?://[^/]+")]
    ca_file: str | None = None


class ScreenChoice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``headless`` draws into memory, for a machine without a display."""

    headless: bool = False


class SpeakerChoice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``recording`` plays in real time into this WAV file, for a machine without a sound card."""

    recording: str | None = None


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What differs between two devices before they are enrolled."""

    data_dir: Annotated[str, Meta(min_length=1)]
    profile: Annotated[str, Meta(min_length=1, max_length=64)]
    controller: ControllerAddress | None = None
    """None: the address given at enrolment."""
    clock: ClockPolicy = "system"
    languages: Annotated[tuple[str, ...], Meta(min_length=1, max_length=4)] = ("vi",)
    screen: ScreenChoice = ScreenChoice()
    speaker: SpeakerChoice = SpeakerChoice()

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.data_dir)


def read_config(path: Path) -> Config:
    """The configuration in ``path``; relative paths in it start at its folder. Raises :class:`InvalidInput`."""
    try:
        config = msgspec.toml.decode(path.read_bytes(), type=Config)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, str(error)) from error
    return _anchored(config, path.resolve().parent)


def _anchored(config: Config, folder: Path) -> Config:
    recording = config.speaker.recording
    speaker = SpeakerChoice(recording=str(folder / recording) if recording else None)
    controller = config.controller
    if controller and controller.ca_file:
        controller = msgspec.structs.replace(controller, ca_file=str(folder / controller.ca_file))
    data_dir = str(folder / config.data_dir)
    return msgspec.structs.replace(config, data_dir=data_dir, speaker=speaker, controller=controller)


def _unreadable(path: Path, why: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Không đọc được tệp cấu hình {path}: {why}.", f"The configuration {path} can't be read: {why}."),
        Words("Chỉ đúng tệp bằng --config.", "Name the right file with --config."),
    )


def _wrong(path: Path, why: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Tệp cấu hình {path} sai: {why}.", f"The configuration {path} is wrong: {why}."),
        Words("Sửa mục đó; mẫu có trong docs/.", "Correct that entry; docs/ has an example."),
    )
