"""Edits as programs send them: over the form that stands, by the same way as the panel's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import UploadFile
from pydantic import ValidationError

from controller.approval.table import Upto
from controller.bulletins.models import Content
from controller.bulletins.service import find
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.editing.filled import filled
from controller.editing.saving import AnyForm, save
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.scope import demand
from protocol.errors import InvalidInput
from protocol.words import Words


def edit(workshop: Workshop, actor: Actor, content_id: str, changes: Mapping[str, Any]) -> Content:
    """The content with these fields of its form otherwise.

    Raises :class:`NotFound`, :class:`NotAllowed`, :class:`InvalidInput` for fields that its kind has not, and what
    :func:`save` raises.
    """
    form = _standing(workshop, actor, content_id)
    unknown = sorted(set(changes) - set(type(form).model_fields))
    if unknown:
        raise _of_another_kind(unknown)
    try:
        changed = type(form).model_validate({**dict(form), **changes})
    except ValidationError as wrong:
        raise _not_fit(wrong) from wrong
    return _saved(workshop, actor, changed)


def replace_file(
    workshop: Workshop, actor: Actor, content_id: str, file: UploadFile, looked_at: str, upto: Upto
) -> Content:
    """The content with this file in the place of its own; raises as :func:`edit` does."""
    return edit(workshop, actor, content_id, {"text": "", "files": [file], "seen": looked_at, "upto": upto})


def _standing(workshop: Workshop, actor: Actor, content_id: str) -> AnyForm:
    with session_scope(workshop.engine, writes=False) as session:
        content = find(session, actor, content_id)
        demand(session, actor, "write", content.unit_id)
        return filled(session, workshop, content)[1]


def _saved(workshop: Workshop, actor: Actor, form: AnyForm) -> Content:
    today = day_of(wall_ms(), workshop.time_zone)
    return save(workshop, actor, form, form.options(today))


def _of_another_kind(names: list[str]) -> InvalidInput:
    told = ", ".join(names)
    return InvalidInput(
        Words(f"Loại bản tin này không có: {told}.", f"This kind of content has no {told}."),
        Words("Bỏ các mục đó rồi gửi lại.", "Leave that out, then send it again."),
    )


def _not_fit(wrong: ValidationError) -> InvalidInput:
    told = ", ".join(str(one["loc"][0]) for one in wrong.errors() if one["loc"])
    return InvalidInput(
        Words(f"Thông tin gửi lên chưa đúng: {told}.", f"What was sent is not right: {told}."),
        Words("Sửa rồi gửi lại.", "Correct it and send it again."),
    )
