from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from agent.clock import kernel


class Sandbox:
    """A C library whose ``adjtimex`` answers as given."""

    def __init__(self, answer: int) -> None:
        self.adjtimex = lambda _buffer: answer


@pytest.mark.parametrize(("answer", "said"), [(0, "yes"), (1, "yes"), (5, "no"), (-1, "unknown")])
def test_the_kernels_answer_is_understood(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: int, said: str
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: Sandbox(answer))
    monkeypatch.setattr(kernel, "_TIMESYNCD_MARK", tmp_path / "none")
    assert kernel.synchronised() == said


def test_where_the_kernel_can_not_be_asked_timesyncd_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    monkeypatch.setattr(kernel, "_TIMESYNCD_MARK", tmp_path / "synchronized")
    assert kernel.synchronised() == "unknown"
    (tmp_path / "synchronized").touch()
    assert kernel.synchronised() == "yes"


def test_the_real_kernel_answers_here() -> None:
    assert kernel.synchronised() in ("yes", "no", "unknown")
    assert kernel.boot_id() == kernel.boot_id()
