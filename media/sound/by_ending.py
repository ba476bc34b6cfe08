"""A sound file of the kind its name ends with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from media.sound.mp3 import encode_mp3
from media.sound.opus import encode_opus
from media.sound.samples import Samples
from media.sound.wav import write_wav
from protocol.errors import InvalidInput
from protocol.words import Words

Write = Callable[[Samples, Path], None]
WRITERS: dict[str, Write] = {".wav": write_wav, ".ogg": encode_opus, ".opus": encode_opus, ".mp3": encode_mp3}


def writer_for(path: Path) -> Write:
    """What writes files named like ``path``; raises :class:`~protocol.errors.InvalidInput` for other endings."""
    if write := WRITERS.get(path.suffix.lower()):
        return write
    endings = ", ".join(WRITERS)
    raise InvalidInput(
        Words(f"Không ghi được âm thanh ra tệp “{path.name}”.", f"Sound can't be written to a file named {path.name}."),
        Words(f"Đặt tên tệp kết thúc bằng {endings}.", f"Let its name end with {endings}."),
    )
