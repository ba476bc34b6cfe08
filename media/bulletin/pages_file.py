"""Laid out pages as bytes: JSON, the same bytes for the same pages, so that they can be named by their hash."""

from __future__ import annotations

import msgspec

from media.bulletin.model import PagedBulletin
from protocol.errors import InvalidMedia
from protocol.words import Words


def encode_pages(pages: PagedBulletin) -> bytes:
    """The file of ``pages``."""
    return msgspec.json.encode(pages, order="deterministic")


def decode_pages(data: bytes) -> PagedBulletin:
    """The pages in ``data``; raises :class:`InvalidMedia` when it holds none."""
    try:
        return msgspec.json.decode(data, type=PagedBulletin)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidMedia(
            Words(f"Tệp trang bản tin bị hỏng: {error}.", f"The bulletin's page file is damaged: {error}."),
            Words("Xuất bản lại bản tin này.", "Publish the bulletin again."),
        ) from error
