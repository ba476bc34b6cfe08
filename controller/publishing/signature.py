"""A unit's own tune: the recordings before and after what is said of its bulletins. Never commits.

What a unit says holds for its bulletins on every loudspeaker that says them. Where nobody says anything the chime
of the house goes before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from sqlmodel import Session

from controller.bulletins.draft import Upload
from controller.bulletins.recordings import house_samples
from controller.library.service import blob_of, find
from controller.library.sounds import BREATH_MS, Sound
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.publishing.chain import all_tunings, chain_of
from controller.publishing.models import Tuning
from controller.publishing.published import Around
from controller.publishing.tuning import Owner, owner_of
from controller.units.service import ancestors
from media.sound import Samples, duration_of, joined, silence
from protocol.errors import InvalidInput, InvalidMedia
from protocol.words import Words

Part = Literal["opening", "closing"]
PARTS: tuple[Part, ...] = get_args(Part)
Whose = Literal["above", "none", "own"]
"""As the unit above says, nothing at all, or a recording of its own."""
LONGEST_S = 60


def prepare_signature(workshop: Workshop, part: Part, upload: Upload) -> Sound:
    """A recording at the house loudness, with a breath between it and the words; raises :class:`InvalidMedia`."""
    samples = house_samples(upload)
    if duration_of(samples) > LONGEST_S * 1000:
        raise _too_long(upload.name)
    breathing = _breathing(samples, part)
    blob = workshop.sound(breathing)
    return Sound(blob, duration_of(breathing))


def set_signature(
    session: Session, actor: Actor, owner_id: str, part: Part, whose: Whose, sound: Sound | None
) -> Owner:
    """What a unit has before or after its words; ``sound`` is its own.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`InvalidInput` for a device and for no recording.
    """
    owner = owner_of(session, actor, owner_id, "devices")
    if owner.is_device:
        raise _of_a_device()
    if whose == "own" and sound is None:
        raise _no_recording()
    row = session.get(Tuning, owner.id) or Tuning(owner=owner.id)
    own = sound if whose == "own" else None
    setattr(row, f"{part}_sha256", own.blob.sha256 if own else None if whose == "above" else "")
    setattr(row, f"{part}_ms", own.duration_ms if own else None)
    session.add(row)
    session.flush()
    return owner


def whose_is(session: Session, owner: Owner, part: Part) -> Whose:
    """What the owner itself says."""
    row = session.get(Tuning, owner.id)
    said = None if row is None else _said(row, part)
    return "above" if said is None else "own" if said else "none"


def around_for(session: Session, owner: Owner, chime: Sound) -> Around:
    """What goes around the words of the owner's unit now."""
    return around_of(session, chain_of(all_tunings(session), "", ancestors(session, owner.unit.id)), chime)


def around_of(session: Session, chain: Sequence[Tuning], chime: Sound) -> Around:
    """What the first of ``chain`` (nearest first) that says something says; else the chime and nothing."""
    return Around(_first(session, chain, "opening", chime), _first(session, chain, "closing", None))


def _first(session: Session, chain: Sequence[Tuning], part: Part, otherwise: Sound | None) -> Sound | None:
    row = next((one for one in chain if _said(one, part) is not None), None)
    if row is None:
        return otherwise
    sha256, duration_ms = _said(row, part), row.opening_ms if part == "opening" else row.closing_ms
    return Sound(blob_of(find(session, sha256)), duration_ms) if sha256 and duration_ms else None


def _said(row: Tuning, part: Part) -> str | None:
    return row.opening_sha256 if part == "opening" else row.closing_sha256


def _breathing(samples: Samples, part: Part) -> Samples:
    breath = silence(BREATH_MS)
    return joined([samples, breath] if part == "opening" else [breath, samples])


def _too_long(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"“{name}” dài hơn {LONGEST_S} giây.", f"{name!r} is longer than {LONGEST_S} s."),
        Words("Cắt ngắn nhạc hiệu rồi tải lên lại.", "Cut the tune shorter, then send it again."),
    )


def _of_a_device() -> InvalidInput:
    return InvalidInput(
        Words("Nhạc hiệu là của đơn vị, không phải của một loa.", "A tune belongs to a unit, not to one loudspeaker."),
        Words("Đặt nhạc hiệu ở đơn vị.", "Set it for the unit."),
    )


def _no_recording() -> InvalidInput:
    return InvalidInput(
        Words("Chưa chọn bản thu nhạc hiệu.", "There is no recording of the tune."),
        Words("Chọn một tệp âm thanh.", "Choose a sound file."),
    )
