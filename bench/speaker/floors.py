"""The bare players as processes that take the agent's place on a sink."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.speaker import bare, bare_pygame
from bench.speaker.material import file_of
from media.sound import attention_tone
from tests.servers.child import Child, start
from tests.servers.pulse import Pulse

TONE_MS = 1_000


@contextmanager
def bare_callback(pulse: Pulse, sink: str, music: Path) -> Iterator[Child]:
    """A PortAudio callback that plays ``music`` (WAV)."""
    with _running(bare.__file__, pulse, sink, music) as child:
        yield child


@contextmanager
def pygame_mixer(pulse: Pulse, sink: str, music: Path) -> Iterator[Child]:
    """pygame.mixer that plays ``music`` (any form)."""
    with _running(bare_pygame.__file__, pulse, sink, music) as child:
        yield child


@contextmanager
def _running(program: str, pulse: Pulse, sink: str, music: Path) -> Iterator[Child]:
    folder = pulse.folder / "tone"
    folder.mkdir(exist_ok=True)
    tone = file_of(attention_tone(TONE_MS), "wav", folder)
    child = start([sys.executable, program, music, tone], folder / "log", pulse.environ(sink))
    try:
        yield child
    finally:
        child.stop()
