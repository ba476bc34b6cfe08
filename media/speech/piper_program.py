"""The ``piper`` program as a child: lines in, a WAV file for each line out.

All its editions (the C++ program, piper-tts 1.2 and later) take these options and name files by a rising clock. It
says one line after the other, so that its memory depends on the longest phrase and not on the text.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from media.speech.piper_settings import Piper

_LIMITER = Path(__file__).with_name("limited_child.py")
_MOST_FILE_BYTES = 32 * 1024**2
"""Of one phrase: over five minutes."""
_TOLD_CHARACTERS = 200


class PiperFailed(Exception):
    """It did not say everything; the text says why."""


def say_lines(piper: Piper, lines: Sequence[str], length_scale: float, folder: Path) -> list[Path]:
    """The files of ``lines`` in ``folder``, in order; raises :class:`PiperFailed`."""
    sounds, log = folder / "sounds", folder / "log"
    sounds.mkdir()
    code = _run(_command(piper, length_scale, sounds), "\n".join(lines), log, piper.time_limit_s)
    files = sorted(sounds.glob("*.wav"), key=lambda file: (len(file.name), file.name))
    if code != 0:
        raise PiperFailed(_last_words(log) or f"exit {code}")
    if len(files) != len(lines):
        raise PiperFailed(f"{len(files)} sounds for {len(lines)} phrases")
    return files


def _command(piper: Piper, length_scale: float, sounds: Path) -> list[str]:
    limits = [str(piper.memory_mib * 1024**2), str(_MOST_FILE_BYTES)]
    how = ["--model", str(piper.voice), "--length-scale", f"{length_scale:.3f}", "--output-dir", str(sounds)]
    return [sys.executable, "-I", str(_LIMITER), *limits, *piper.command, *how]


def _run(command: Sequence[str], text: str, log: Path, limit_s: float) -> int:
    """Its exit code. It has a process group of its own, so that whatever it started ends with it."""
    with log.open("wb") as told:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=told, stderr=told, env=_environment(), start_new_session=True
        )
        try:
            child.communicate(text.encode(errors="replace") + b"\n", timeout=limit_s)
        except subprocess.TimeoutExpired:
            raise PiperFailed(f"not done within {limit_s:g} s") from None
        finally:
            _end(child)
    return child.returncode


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment() -> dict[str, str]:
    """Its heap in one piece, and as many threads as it takes beside a controller."""
    return os.environ | {"MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}


def _last_words(log: Path) -> str:
    return " ".join(log.read_text("utf-8", "replace").split())[-_TOLD_CHARACTERS:]
