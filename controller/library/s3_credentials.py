"""The key to an S3 store: from the environment, or from a file as Amazon's own tools write it. Never from settings."""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from protocol.errors import Unavailable
from protocol.words import Words

ID, SECRET = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"
SECTION = "default"


class S3Key(NamedTuple):
    """What requests are signed with."""

    id: str
    secret: str

    def __repr__(self) -> str:
        return f"S3Key({self.id!r}, ...)"


def key_of(file: Path | None, environ: Mapping[str, str] = os.environ) -> S3Key:
    """The key in the section ``default`` of ``file``, else in the environment; raises :class:`Unavailable`."""
    found = _in_file(file) if file else environ
    key = S3Key(found.get(ID, ""), found.get(SECRET, ""))
    if not key.id or not key.secret:
        where = str(file) if file else f"${ID}, ${SECRET}"
        raise Unavailable(
            Words(f"Chưa có khóa của kho S3 ({where}).", f"The key to the S3 store is missing ({where})."),
            Words("Ghi khóa vào đó rồi chạy lại.", "Put it there, then run again."),
        )
    return key


def _in_file(file: Path) -> Mapping[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(file.read_text("utf-8"))
        return {name.upper(): value for name, value in parser[SECTION].items()}
    except (OSError, UnicodeDecodeError, configparser.Error, KeyError):
        return {}
