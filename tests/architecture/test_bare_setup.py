"""The set-up really starts on a Python that has nothing but its standard library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_it_starts_without_any_installed_library() -> None:
    argv = [sys.executable, "-I", "-S", "-c"]
    code = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import provisioning.setup.__main__ as m; print(m.EXTRAS)"
    started = subprocess.run([*argv, code], capture_output=True, text=True)
    assert started.returncode == 0, started.stderr
    assert "controller" in started.stdout
