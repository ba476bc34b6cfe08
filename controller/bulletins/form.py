"""What the panel's form of a new bulletin says: typed text, or files, for one unit."""

from __future__ import annotations

import io
from datetime import date
from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict

from controller.bulletins.draft import Options
from protocol.errors import InvalidInput
from protocol.manifest import SlotClass
from protocol.words import Words


class BulletinForm(BaseModel):
    """The fields as sent."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    title: str = ""
    text: str = ""
    files: list[UploadFile] = []
    unit_id: str = ""
    source: str = ""
    slot_class: SlotClass = "scheduled"
    last_date: str = ""
    spoken: bool = False

    def sent(self) -> list[UploadFile]:
        """The files, and the text as one more; raises :class:`InvalidInput` when there is neither."""
        files = [file for file in self.files if file.filename]
        if self.text.strip():
            files.append(UploadFile(io.BytesIO(self.text.encode()), filename="text.txt"))
        if not files:
            raise InvalidInput(
                Words("Chưa có nội dung nào.", "There is no content."),
                Words("Viết vào ô nội dung hoặc chọn tệp.", "Write something or choose a file."),
            )
        return files

    def options(self, today: date) -> Options:
        """How it is to be published, from today on; raises :class:`InvalidInput` for a day that is none."""
        return Options(
            first_date=today,
            last_date=last_day(self.last_date),
            title=self.title.strip() or None,
            source=self.source.strip(),
            slot_class=self.slot_class,
            spoken=self.spoken,
        )


def last_day(text: str) -> date | None:
    """The day in ``text``, None for none; raises :class:`InvalidInput`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise InvalidInput(
            Words("Ngày kết thúc không hợp lệ.", "The last day is not valid."),
            Words("Chọn lại ngày.", "Choose the day again."),
        ) from wrong
