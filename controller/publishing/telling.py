"""What holds for a unit or a device, as it leaves by HTTP."""

from __future__ import annotations

from sqlmodel import Session

from controller.library.sound_files import mp3_of
from controller.library.sounds import Sound
from controller.publishing.schemas import TuneOut, TuningOut, board_io
from controller.publishing.signature import Whose, around_for, whose_is
from controller.publishing.tuning import Owner, own_setting, setting_in_force


def told(session: Session, owner: Owner, chime: Sound) -> TuningOut:
    """What the owner says itself, and what holds for it with what the units above say."""
    opening, closing = tunes_of(session, owner, chime)
    return TuningOut(
        owner=owner.id,
        name=owner.name,
        unit_id=owner.unit.id,
        own=board_io(own_setting(session, owner)),
        in_force=board_io(setting_in_force(session, owner)),
        opening=opening,
        closing=closing,
    )


def tunes_of(session: Session, owner: Owner, chime: Sound) -> tuple[TuneOut, TuneOut]:
    """What goes before and after the words of the bulletins of the owner's unit."""
    opening, closing = around_for(session, owner, chime)
    return (
        _tune(session, whose_is(session, owner, "opening"), opening),
        _tune(session, whose_is(session, owner, "closing"), closing),
    )


def _tune(session: Session, whose: Whose, sound: Sound | None) -> TuneOut:
    if sound is None:
        return TuneOut(whose=whose, url=None, mp3_url=None, duration_ms=None)
    mp3 = mp3_of(session, sound.blob.sha256)
    return TuneOut(whose=whose, url=sound.blob.url, mp3_url=mp3.url if mp3 else None, duration_ms=sound.duration_ms)
