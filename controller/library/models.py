"""What the store holds, as rows: so that only known content is served, with the right type."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class MediaObject(Row, table=True):
    """One file of the store."""

    __tablename__ = "media_object"
    recorded: ClassVar[bool] = False

    sha256: str = Field(primary_key=True, max_length=64)
    size_bytes: int = Field(sa_type=BigInteger)
    media_type: str = Field(max_length=100)
    kept_at_ms: int = Field(sa_type=BigInteger)


class SpokenText(Row, table=True):
    """A text that was made into sound once, so that the same words are never rendered again."""

    __tablename__ = "spoken_text"
    recorded: ClassVar[bool] = False

    key: str = Field(primary_key=True, max_length=64)
    """SHA-256 over language, style, manner and words, see :func:`controller.library.speech.key_of`."""
    language: str = Field(max_length=15)
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    duration_ms: int
    voice: str = Field(max_length=100)


class SoundTwin(Row, table=True):
    """A sound as Opus and the same as MP3."""

    __tablename__ = "sound_twin"
    recorded: ClassVar[bool] = False

    sha256: str = Field(primary_key=True, foreign_key="media_object.sha256", max_length=64)
    """Of the Opus, which manifests name."""
    mp3_sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
