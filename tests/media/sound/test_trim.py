"""pydub comes in quietly even where every warning is an error, and by one file only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import media


def test_importing_pydub_warns_of_nothing(tmp_path: Path) -> None:
    root = Path(media.__file__).parents[1]
    code = "import media.sound.trim, warnings; warnings.warn('still heard', RuntimeWarning)"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, env={"PATH": str(tmp_path)})
    assert "still heard" in done.stderr
    assert "ffmpeg" not in done.stderr
    assert "audioop" not in done.stderr


def test_one_file_imports_pydub() -> None:
    root = Path(media.__file__).parent
    importers = [
        path.name for path in root.rglob("*.py") if "pydub" in path.read_text() and "pydub import" in path.read_text()
    ]
    assert importers == ["trim.py"]
