"""How the devices of a unit, or a single one, are to sound, to shine and to be arranged."""

from __future__ import annotations

from sqlmodel import Field

from controller.db import Row


class Tuning(Row, table=True):
    """What holds for a unit and all below it, or for one device. None is: as above.

    Lists are JSON: windows of :class:`protocol.documents.Window` or :class:`~protocol.documents.PercentWindow`,
    languages as strings. An empty list, or an empty text, says: none, whatever stands above.
    """

    __tablename__ = "tuning"

    owner: str = Field(primary_key=True, max_length=32)
    """A unit id or a device id; the two never look alike."""
    volume_percent: int | None = None
    emergency_volume_percent: int | None = None
    volume_windows: str | None = None
    sound_delay_ms: int | None = None
    opening_sha256: str | None = Field(default=None, max_length=64)
    opening_ms: int | None = None
    """Of a unit: the recording before what is said of its bulletins; an empty name says: none."""
    closing_sha256: str | None = Field(default=None, max_length=64)
    closing_ms: int | None = None
    brightness_percent: int | None = None
    sound_windows: str | None = None
    quiet_windows: str | None = None
    """When nothing but emergencies is heard: these and those of all units above."""
    most_sessions: int | None = None
    """How many times a day loudspeakers of a unit and below it may be open, and for how long each time; None: as said
    above, and where nobody says anything, as anybody likes. A unit below can't say more.
    """
    most_session_min: int | None = None
    brightness_windows: str | None = None
    emergency_brightness_percent: int | None = None
    screen_off_windows: str | None = None
    layout: str | None = Field(default=None, max_length=32)
    """The name of one of ``media.board.TEMPLATES``, or the id of a :class:`controller.layouts.models.BoardLayout`."""
    transition: str | None = Field(default=None, max_length=8)
    qr_payload: str | None = Field(default=None, max_length=300)
    qr_caption: str | None = Field(default=None, max_length=80)
    ticker_languages: str | None = None
    ticker_speed_px_s: int | None = None
    origin_order: str | None = Field(default=None, max_length=8)
    """Of a unit: a :data:`controller.offers.ordering.OriginOrder`."""
