"""What a content said before, on the air again as a newer version of it: by the way of every edit, judged like it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session

from controller.approval.judged import Judged, judged
from controller.approval.models import ApprovalStep
from controller.approval.service import judged_in, steps_of
from controller.approval.table import Upto
from controller.bulletins.draft import Options, Upload
from controller.bulletins.form import BulletinForm
from controller.bulletins.jobs import publish_files
from controller.bulletins.kinds import form_named
from controller.bulletins.models import Content
from controller.bulletins.originals import TITLE_LETTERS, upload_draft
from controller.bulletins.reading import bulletin_of, shortened
from controller.bulletins.service import find
from controller.bulletins.sniffing import form_of
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.editing.filled import filled_with
from controller.editing.saving import AnyForm, save
from controller.library.models import MediaObject
from controller.library.workshop import Workshop
from controller.originals.again import ENDINGS
from controller.originals.models import Original
from controller.originals.noting import original_id_of
from controller.people.actor import Actor
from controller.people.scope import demand
from protocol.errors import Conflict, NotFound
from protocol.ids import Sha256
from protocol.words import Words


class Earlier(NamedTuple):
    """What stood at a step: the form filled with it, and its file where it was made of one."""

    form: AnyForm
    file: Upload | None


def roll_back(
    workshop: Workshop, actor: Actor, content_id: str, number: int | None, looked_at: str, upto: Upto = "published"
) -> Content:
    """The content as it stood at its step of that number; None: as it was published before, when it said otherwise.

    A file of it that lies in the trash comes out again. Raises :class:`NotFound` for no such step, and where its file
    was cleared out since; :class:`Conflict` when there is nothing to go back to, or it changed since it was looked at;
    and what edits raise.
    """
    with session_scope(workshop.engine, writes=False) as session:
        content = find(session, actor, content_id)
        demand(session, actor, "write", content.unit_id)
        step = _step(session, content, number)
        form, file = _earlier(session, workshop, content, {**judged(session, content), **judged_in(step)})
    form = form.model_copy(update={"seen": looked_at, "upto": upto})
    options = form.options(day_of(wall_ms(), workshop.time_zone))
    if file is None:
        return save(workshop, actor, form, options)
    return publish_files(workshop, actor, [file], form.unit_id, _titled(file, options))[0]


def _step(session: Session, content: Content, number: int | None) -> ApprovalStep:
    steps = steps_of(session, content.id)
    if number is None:
        wanted = (step for step in steps if step.act == "publish" and step.digest != steps[0].digest)
    else:
        wanted = (step for step in steps if step.number == number)
    found = next(wanted, None)
    if found is None:
        raise _no_step(number) if number else _nothing_before()
    return found


def _earlier(session: Session, workshop: Workshop, content: Content, values: Judged) -> Earlier:
    original = values["original"]
    if original and session.get(MediaObject, original) is None:
        raise _cleared_out()
    _, form = filled_with(session, workshop, content, values)
    if not isinstance(form, BulletinForm):
        return Earlier(form, None)
    held = session.get(Original, original_id_of(values["unit_id"], original))
    ending = ENDINGS[form_named(held.form if held else content.form)]
    return Earlier(form, Upload(workshop.store.path_of(Sha256(original)), f"{values['title']}.{ending}"))


def _titled(file: Upload, options: Options) -> Options:
    """Without a title where the text has just this one by itself: else its own would stand there twice."""
    form, untitled = form_of(file.path, file.name), replace(options, title=None)
    if form not in ("text", "word"):
        return options
    own = bulletin_of(upload_draft("bulletin", form, file, untitled)).title
    return untitled if shortened(own, TITLE_LETTERS) == options.title else options


def _no_step(number: int) -> NotFound:
    return NotFound(
        Words(f"Bản tin không có bước số {number}.", f"The content has no step {number}."),
        Words("Xem lịch sử của bản tin rồi chọn lại.", "Look at its history and choose again."),
    )


def _nothing_before() -> Conflict:
    return Conflict(
        Words("Bản tin chưa từng phát với nội dung khác.", "It was never published saying anything else."),
        Words("Xem lịch sử của bản tin rồi chọn một bước.", "Look at its history and choose a step."),
    )


def _cleared_out() -> NotFound:
    return NotFound(
        Words("Tệp của bản cũ đã bị dọn khỏi kho.", "The file of that version was cleared out of the store."),
        Words("Sửa bản tin và gửi tệp đó lên lần nữa.", "Edit the content and bring that file again."),
    )
