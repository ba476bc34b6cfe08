"""Reads hardware models from their TOML files, with errors that say which key is wrong."""

from __future__ import annotations

from importlib import resources

import msgspec

from firmware_profiles.model import Profile
from protocol.errors import InvalidInput, NotFound
from protocol.words import Words

_FOLDER = resources.files("firmware_profiles")


def names() -> tuple[str, ...]:
    """The models there are, in alphabetical order."""
    files = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def load(name: str) -> Profile:
    """The model called ``name``.

    Raises :class:`NotFound` when there is no such file, :class:`InvalidInput` when it is wrong.
    """
    if name not in names():
        raise _no_such_model(name)
    profile = read_profile(_FOLDER.joinpath(f"{name}.toml").read_bytes(), name)
    if profile.name != name:
        raise _wrong(name, f"name = {profile.name!r}")
    return profile


def read_profile(toml: bytes, source: str) -> Profile:
    """A model from a TOML file's bytes; ``source`` names it in the :class:`InvalidInput` raised when it is wrong."""
    try:
        profile = msgspec.toml.decode(toml, type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _wrong(source, str(error)) from error
    if profile.screen is None and profile.sound is None:
        raise _wrong(source, "[screen] / [sound]")
    return profile


def _no_such_model(name: str) -> NotFound:
    known = ", ".join(names())
    return NotFound(
        Words(f"Không có mẫu thiết bị “{name}”.", f"There is no hardware model {name!r}."),
        Words(f"Chọn một trong các mẫu: {known}.", f"Choose one of: {known}."),
    )


def _wrong(source: str, detail: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Tệp mẫu thiết bị “{source}” sai: {detail}.", f"The hardware model file {source!r} is wrong: {detail}."),
        Words(
            "Sửa khóa được nêu; ý nghĩa từng khóa ở firmware_profiles/model.py.",
            "Correct the key it names; firmware_profiles/model.py says what each key means.",
        ),
    )
