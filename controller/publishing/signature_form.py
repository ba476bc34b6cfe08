"""A unit's tune as it is sent, by a command or by the panel."""

from __future__ import annotations

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict

from controller.bulletins.uploads import on_disk
from controller.db import session_scope
from controller.library.sounds import Sound
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.publishing.signature import Part, Whose, prepare_signature, set_signature
from controller.publishing.tuning import owner_of


class SignatureForm(BaseModel):
    """Whose tune it is to be; with ``own`` comes a sound file."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    whose: Whose
    file: UploadFile | None = None


def sign(workshop: Workshop, actor: Actor, owner_id: str, part: Part, form: SignatureForm) -> None:
    """Makes the tune and sets it; raises what :mod:`.signature` raises."""
    with session_scope(workshop.engine, writes=False) as session:
        owner_of(session, actor, owner_id, "devices")
    sound = _sound(workshop, part, form.file) if form.whose == "own" and form.file else None
    with session_scope(workshop.engine) as session:
        set_signature(session, actor, owner_id, part, form.whose, sound)


def _sound(workshop: Workshop, part: Part, file: UploadFile) -> Sound | None:
    """None where the field of the form was left empty."""
    if not file.filename:
        return None
    with on_disk([file]) as [upload]:
        return prepare_signature(workshop, part, upload)
