"""The device's own Ed25519 key: made once, on the device, readable by its owner only, never sent."""

from __future__ import annotations

from pathlib import Path

from agent.store.durable import PRIVATE, write_durably
from protocol.errors import InvalidInput
from protocol.jws import KEY_BYTES, Signer
from protocol.words import Words

KEY_FILE = "device.key"


def own_signer(data: Path) -> Signer:
    """The key in ``data``; made at the first call. Raises :class:`InvalidInput` for a damaged file."""
    path = data / KEY_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        write_durably(path, Signer.generate().seed, PRIVATE)
    seed = path.read_bytes()
    if len(seed) != KEY_BYTES:
        raise _damaged(path)
    return Signer.from_seed(seed)


def _damaged(path: Path) -> InvalidInput:
    return InvalidInput(
        Words(f"Khóa của thiết bị ({path}) bị hỏng.", f"The device's key ({path}) is damaged."),
        Words("Xóa tệp đó rồi đăng ký lại thiết bị.", "Remove that file and enrol the device again."),
    )
