"""What the panel's forms of a new bulletin say: what is common to all kinds, and typed text or files."""

from __future__ import annotations

import io
from datetime import date
from typing import Annotated, Literal

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from controller.approval.table import Upto
from controller.bulletins.categories import Category
from controller.bulletins.draft import Edited, Options
from controller.bulletins.uploads import nothing_sent
from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.manifest import ResumeRule, SlotClass
from protocol.words import Words

LEAST_STAND_S = 3
MOST_STAND_S = 600


class HowForm(BaseModel):
    """Where, how long and how something is played: the fields that every kind has, as sent."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    title: str = ""
    unit_id: str = ""
    source: str = ""
    category: Category | Literal[""] = ""
    slot_class: SlotClass = "scheduled"
    first_date: str = ""
    """Empty: today."""
    last_date: str = ""
    stand_s: str = ""
    """How long a picture, a page of a document or a countdown stands; empty: as usual."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] = "vi"
    spoken: bool = False
    full_screen: bool = False
    gain_db: Annotated[float, Field(ge=LIMITS.gain_db_least, le=LIMITS.gain_db_most)] = 0.0
    over_others: bool = False
    """Said over what is on, which goes on softer meanwhile."""
    resume: ResumeRule = "skip"
    target_ids: list[str] = []
    """Units below, to which it goes alone."""
    offered: bool = False
    """Only where units accept it."""
    upto: Upto = "published"
    """How far whoever sends it wants it to go."""
    edits: Annotated[str, Field(max_length=32)] = ""
    """The id of the content that is changed, and in ``seen`` what its editor saw; empty: it is a new one."""
    seen: Annotated[str, Field(max_length=64)] = ""
    only_slots: bool = False
    """Not in the daily round, only where a slot plays it."""

    def options(self, today: date) -> Options:
        """How it is to be published; raises :class:`InvalidInput` for what is no day or no time."""
        usual = Options(first_date=today)
        return Options(
            first_date=day_in(self.first_date) or today,
            last_date=day_in(self.last_date),
            title=self.title.strip() or None,
            source=self.source.strip(),
            category=self.category or None,
            slot_class=self.slot_class,
            picture_ms=_seconds(self.stand_s) * 1000 or usual.picture_ms,
            spoken=self.spoken,
            full_screen=self.full_screen,
            gain_db=self.gain_db,
            language=self.language,
            over="duck" if self.over_others else "cut",
            resume=self.resume,
            targets=tuple(self.target_ids),
            flow="offered" if self.offered else "direct",
            upto=self.upto,
            edits=Edited(self.edits, self.seen) if self.edits else None,
            placement="slots" if self.only_slots else "loop",
        )


class BulletinForm(HowForm):
    """A text, or files."""

    text: str = ""
    files: list[UploadFile] = []
    uploads: list[str] = []
    """Files that the browser brought in pieces beforehand."""
    originals: list[str] = []
    """Files of the library that are used again."""

    def sent(self) -> list[UploadFile]:
        """The files, and the text as one more; raises :class:`InvalidInput` when there is nothing, and no edit."""
        files = [file for file in self.files if file.filename]
        if self.text.strip():
            files.append(UploadFile(io.BytesIO(self.text.encode()), filename="text.txt"))
        if not files and not self.uploads and not self.originals and not self.edits:
            raise nothing_sent()
        return files


def day_in(text: str) -> date | None:
    """The day in ``text``, None for none; raises :class:`InvalidInput`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise InvalidInput(
            Words(f"“{text}” không phải ngày.", f"{text!r} is no day."),
            Words("Chọn lại ngày.", "Choose the day again."),
        ) from wrong


def _seconds(text: str) -> int:
    """0 for none."""
    if not text.strip():
        return 0
    seconds = int(text) if text.strip().isascii() and text.strip().isdecimal() and len(text) < len("10000") else 0
    if not LEAST_STAND_S <= seconds <= MOST_STAND_S:
        raise InvalidInput(
            Words(f"“{text}” không phải thời lượng dùng được.", f"{text!r} is no length of time that can be used."),
            Words(f"Chọn từ {LEAST_STAND_S} đến {MOST_STAND_S} giây.", f"Choose {LEAST_STAND_S} to {MOST_STAND_S} s."),
        )
    return seconds
