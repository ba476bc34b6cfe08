"""Files with secrets, replaced whole: a reader sees the old text or the new one, never a part."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_private(path: Path, text: str, mode: int = 0o600) -> bool:
    """Whether ``path`` had to be written to hold ``text``. Keeps the owner of a file that is replaced."""
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), mode)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _keep_owner(path, Path(part))
    Path(part).replace(path)
    return True


def _keep_owner(old: Path, new: Path) -> None:
    if old.exists():
        held = old.stat()
        new.chmod(held.st_mode & 0o777)
        if os.geteuid() == 0:
            os.chown(new, held.st_uid, held.st_gid)
