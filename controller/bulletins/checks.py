"""What is asked of everything that is published, whatever it is."""

from __future__ import annotations

from controller.bulletins.draft import Options
from controller.bulletins.originals import TITLE_LETTERS
from controller.bulletins.reading import check_glyphs, shortened
from media.bulletin import clean
from protocol.errors import InvalidInput
from protocol.words import Words


def check_days(options: Options) -> None:
    """Raises :class:`InvalidInput` for days that end before they begin."""
    if options.last_date is not None and options.last_date < options.first_date:
        raise InvalidInput(
            Words("Ngày kết thúc ở trước ngày bắt đầu.", "The last day lies before the first day."),
            Words("Sửa một trong hai ngày.", "Correct one of the two days."),
        )


def check_title(title: str | None) -> str:
    """A title as boards draw it, empty when none is given; raises :class:`InvalidInput` for letters they have not."""
    cleaned = shortened(clean(title or ""), TITLE_LETTERS)
    check_glyphs(cleaned)
    return cleaned
