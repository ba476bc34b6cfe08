"""Which key signs what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from controller.keys.files import load, load_or_make
from controller.settings import Settings
from protocol.documents import Kind
from protocol.errors import Unavailable
from protocol.jws import Signer
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys at hand. ``root`` is None where it is kept offline and not plugged in."""

    root_public_key: str
    root: Signer | None
    working: Signer

    def can_sign(self, kind: Kind) -> bool:
        """Whether the key for this kind is at hand."""
        return kind != "trust" or self.root is not None

    def signer_of(self, kind: Kind) -> Signer:
        """The key for a kind of document: the root signs the trust list only; raises :class:`RootOffline`."""
        if kind != "trust":
            return self.working
        if self.root is None:
            raise _root_offline()
        return self.root


class RootOffline(Unavailable):
    """A trust list must be signed and the root key is not here."""


def load_keys(settings: Settings) -> Keyring:
    """The keys of this controller; makes them at first start, when no device can have pinned another root yet."""
    folder = settings.data_dir / "keys"
    public_file = _public_file(settings)
    root = _root(settings.keys.root_file, folder / "root.key", first_start=not public_file.exists())
    if root is not None and not public_file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        public_file.write_text(root.public_key + "\n", "ascii")
    return Keyring(root_public_key=root_public_key(settings), root=root, working=load_or_make(working_file(settings)))


def working_file(settings: Settings) -> Path:
    """Where the working key is."""
    return settings.data_dir / "keys" / "working.key"


def root_public_key(settings: Settings) -> str:
    """What devices pin; raises :class:`RootOffline` before the first start of the controller made it."""
    try:
        return _public_file(settings).read_text("ascii").strip()
    except FileNotFoundError as missing:
        raise _root_offline() from missing


def _public_file(settings: Settings) -> Path:
    return settings.data_dir / "keys" / "root.pub"


def _root(offline: Path | None, own: Path, *, first_start: bool) -> Signer | None:
    """The root key; a file of the administrator's choice may be absent later, but not at the first start."""
    path = offline or own
    if first_start:
        return load_or_make(path)
    return load(path) if path.exists() else None


def _root_offline() -> RootOffline:
    return RootOffline(
        Words("Khóa gốc không có ở đây nên chưa ký được danh sách khóa.", "The root key is not here to sign the keys."),
        Words("Cắm thiết bị giữ khóa gốc rồi chạy lại.", "Plug in what holds the root key, then try again."),
    )
