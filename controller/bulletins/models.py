"""Tables of contents and of what was made of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from controller.db import Row


class Content(Row, table=True):
    """One content, written for one unit and all units below it.

    ``kind`` and ``form`` are those of :mod:`controller.bulletins.kinds`; ``slot_class`` is a
    :data:`protocol.manifest.SlotClass`. ``state`` is a :data:`controller.approval.table.State`, and nothing but
    :mod:`controller.approval.service` changes it: what is ``published`` is on the air. Days are of the province's time
    zone, both included.
    """

    __tablename__ = "content"
    __table_args__ = (
        Index(None, "created_by", "created_at_ms"),
        Index(None, "category", "created_at_ms"),
        Index(None, "state", "first_date", "id"),
    )
    quiet: ClassVar[frozenset[str]] = frozenset({"changed_at_ms", "stale_date"})

    id: str = Field(primary_key=True, max_length=32)
    """What it was known as when it was written first; it stays, whatever it says now."""
    known_as: str = Field(default="", index=True, max_length=32)
    """Made of the unit and the original's hash or address: the same to the same unit again is this content."""
    kind: str = Field(max_length=16)
    form: str = Field(max_length=16)
    title: str = Field(max_length=200)
    given_title: str = Field(default="", max_length=200)
    """What the publisher called it; empty for a text that goes under its own title."""
    source: str = Field(default="", max_length=200)
    category: str | None = Field(default=None, max_length=16)
    """A :data:`controller.bulletins.categories.Category`."""
    slot_class: str = Field(max_length=16)
    first_date: date
    last_date: date | None = Field(default=None, index=True)
    stale_date: date | None = None
    """The last day on which what an address gave is new enough; it moves on while the address answers."""
    unit_id: str = Field(foreign_key="unit.id", index=True)
    state: str = Field(index=True, max_length=16)
    original_sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    ticker: str = Field(default="", max_length=2_000)
    duration_ms: int = 0
    """How long a picture, a page of a document or a countdown stands, a clip or a recording lasts.

    0 for a text, whose pages have their own durations.
    """
    full_screen: bool = False
    gain_db: float = 0.0
    """How much louder or softer than the volume of a board it sounds."""
    language: str = Field(default="vi", max_length=15)
    """In which it is written."""
    over: str = Field(default="cut", max_length=8)
    """A :data:`protocol.manifest.Over`: instead of what loudspeakers play, or over it."""
    resume: str = Field(default="skip", max_length=8)
    """A :data:`protocol.manifest.ResumeRule`: how it comes back when something interrupted it."""
    placement: str = Field(default="loop", max_length=8)
    """A :data:`controller.schedules.kinds.Placement`."""
    target_ms: int | None = Field(default=None, sa_type=BigInteger)
    """What a countdown counts to; ``after`` is what it says from then on."""
    after: str = Field(default="", max_length=200)
    has_sound: bool = False
    sound_sha256: str | None = Field(default=None, foreign_key="media_object.sha256", max_length=64)
    """A recording as loudspeakers get it."""
    station_url: str = Field(default="", max_length=500)
    """Of the radio station that loudspeakers relay; ``sound_sha256`` is heard while it is gone."""
    input_name: str = Field(default="", max_length=40)
    """Of the sound input that loudspeakers play, in the profiles of their devices; likewise."""
    lexicon_mark: str = Field(default="", max_length=64)
    """Of the lexicon its speech is known to follow; empty: nobody looked yet. See :mod:`controller.lexicon.jobs`."""
    created_by: int | None = Field(default=None, foreign_key="user_account.id")
    created_at_ms: int = Field(index=True, sa_type=BigInteger)
    changed_at_ms: int = Field(sa_type=BigInteger)
    published_at_ms: int = Field(sa_type=BigInteger)
    """When somebody last published it, 0 while nobody has; see :mod:`controller.publishing.beginning`."""
    flow: str = Field(default="direct", max_length=8)
    """A :data:`controller.bulletins.kinds.Flow`: played where it goes, or only where units accepted it."""
    left_out: int = 0
    """How many pictures and the like of its file a text could not hold."""
    copied_from: str | None = Field(default=None, max_length=32)
    """The content of another unit that this one was made of."""

    @property
    def last_day(self) -> date | None:
        """The last day on which boards may show it, even those that hear nothing from here meanwhile."""
        return min((day for day in (self.last_date, self.stale_date) if day), default=None)


class Source(Row, table=True):
    """The address that a content of kind ``feed`` or ``web`` is made from again and again, and how it last answered."""

    __tablename__ = "content_source"
    quiet: ClassVar[frozenset[str]] = frozenset(
        {"etag", "last_modified", "checked_at_ms", "good_at_ms", "due_at_ms", "failures", "fault_vi", "fault_en"}
    )

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    url: str = Field(max_length=500)
    every_s: int
    """How often it is asked while it answers."""
    most: int = 0
    """How many headlines are taken from it."""
    etag: str = Field(default="", max_length=500)
    last_modified: str = Field(default="", max_length=100)
    checked_at_ms: int = Field(sa_type=BigInteger)
    good_at_ms: int = Field(sa_type=BigInteger)
    """When it last answered with something to show, or that nothing had changed."""
    due_at_ms: int = Field(sa_type=BigInteger, index=True)
    failures: int = 0
    """In a row."""
    fault_vi: str = Field(default="", max_length=500)
    fault_en: str = Field(default="", max_length=500)
    """Why it failed the last time; empty when it did not."""


class Rendition(Row, table=True):
    """A content prepared for one geometry of board, and within it for one size of zone."""

    __tablename__ = "rendition"
    recorded: ClassVar[bool] = False

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    geometry: str = Field(primary_key=True, max_length=64)
    """See :func:`controller.bulletins.boards.name_in`."""
    width_px: int
    height_px: int
    room_width_px: int | None = None
    room_height_px: int | None = None
    """The zone that pages are laid out for; none is the main zone of the standard arrangement."""
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    """Of a document: its first page."""
    page_durations_ms: str = "[]"
    """A JSON list, one number a page; empty for pictures and clips."""
    page_sha256s: str = "[]"
    """A JSON list: the pictures of a document's pages."""


class ContentSpeech(Row, table=True):
    """A text in one spoken language, said by an engine."""

    __tablename__ = "content_speech"
    recorded: ClassVar[bool] = False

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    language: str = Field(primary_key=True, max_length=15)
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    duration_ms: int
    voice: str = Field(max_length=100)


class ContentRecording(Row, table=True):
    """A text in one spoken language, said by a person: heard instead of an engine's.

    It stays when the content is published anew, and counts while the content says what it said then.
    """

    __tablename__ = "content_recording"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    language: str = Field(primary_key=True, max_length=15)
    original_sha256: str = Field(max_length=64)
    """What the content was when it was recorded."""
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    duration_ms: int
    recorded_by: int | None = Field(default=None, foreign_key="user_account.id")
    recorded_at_ms: int = Field(sa_type=BigInteger)


class ContentTranslation(Row, table=True):
    """What a content says, in another language: a draft until a person approved it, heard only from then on.

    Like a recording it counts while the content says what it said then.
    """

    __tablename__ = "content_translation"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    language: str = Field(primary_key=True, max_length=15)
    original_sha256: str = Field(max_length=64)
    """What the content was when it was translated."""
    text: str
    """A paragraph a line."""
    engine: str = Field(default="", max_length=100)
    """Which machine drafted it; empty: none did."""
    licence_vi: str = Field(default="", max_length=200)
    licence_en: str = Field(default="", max_length=200)
    drafted_at_ms: int = Field(sa_type=BigInteger)
    approved_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    """None: it is a draft."""
    approved_by: int | None = Field(default=None, foreign_key="user_account.id")
    speech_sha256: str | None = Field(default=None, foreign_key="media_object.sha256", max_length=64)
    """An engine's reading of what was approved, where one has the language."""
    speech_ms: int | None = None
    speech_voice: str | None = Field(default=None, max_length=100)
