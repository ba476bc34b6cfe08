"""A private key in a file of its own that only its owner can read."""

from __future__ import annotations

import os
from pathlib import Path

from protocol.errors import InvalidInput
from protocol.jws import KEY_BYTES, Signer
from protocol.words import Words


def load_or_make(path: Path) -> Signer:
    """The key in ``path`` (32 bytes as hex); a new one is made where there is none."""
    return load(path) if path.exists() else _make(path)


def load(path: Path) -> Signer:
    """The key in ``path``; raises :class:`InvalidInput` when it holds anything else."""
    try:
        seed = bytes.fromhex(path.read_text("ascii"))
    except ValueError as wrong:
        raise _damaged(path) from wrong
    if len(seed) != KEY_BYTES:
        raise _damaged(path)
    return Signer.from_seed(seed)


def replace(path: Path) -> Signer:
    """A new key in ``path``; the one there is gone for good. At any moment there is one or the other, whole."""
    arriving = path.with_suffix(".new")
    arriving.unlink(missing_ok=True)
    signer = _make(arriving)
    arriving.replace(path)
    return signer


def _make(path: Path) -> Signer:
    signer = Signer.generate()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(signer.seed.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return signer


def _damaged(path: Path) -> InvalidInput:
    return InvalidInput(
        Words(f"Tệp khóa {path} bị hỏng.", f"The key file {path} is damaged."),
        Words("Khôi phục tệp từ bản sao lưu; đừng tạo khóa mới.", "Restore it from your backup; don't make a new key."),
    )
