"""What is asked of everything that is published, whatever it is."""

from __future__ import annotations

from controller.bulletins.draft import Options, Prepared
from controller.bulletins.originals import TITLE_LETTERS
from controller.bulletins.reading import check_glyphs, shortened
from controller.offers.flow import OFFERABLE
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


def check_turns(prepared: Prepared, options: Options) -> None:
    """Raises :class:`InvalidInput` for what can't be said over others, or can't be interrupted on loudspeakers."""
    if options.over == "cut" and options.resume == "skip":
        return
    if options.slot_class == "filler":
        raise _no_filler()
    if not _is_heard(prepared, options):
        raise _not_heard(prepared.title)


def check_flow(options: Options) -> None:
    """Raises :class:`InvalidInput` for something urgent that units would be asked about first."""
    if options.flow == "offered" and options.slot_class not in OFFERABLE:
        raise InvalidInput(
            Words(
                "Nội dung ưu tiên và phát trực tiếp không chờ đơn vị cấp dưới nhận.",
                "Priority and live contents do not wait until units accept them.",
            ),
            Words("Bỏ lựa chọn để cấp dưới chọn, hoặc đổi thứ tự.", "Don't offer it, or choose another class."),
        )


def check_title(title: str | None) -> str:
    """A title as boards draw it, empty when none is given; raises :class:`InvalidInput` for letters they have not."""
    cleaned = shortened(clean(title or ""), TITLE_LETTERS)
    check_glyphs(cleaned)
    return cleaned


def _is_heard(prepared: Prepared, options: Options) -> bool:
    """Whether loudspeakers play it by itself, or will when somebody has recorded it."""
    kind = prepared.draft.kind
    return kind in ("audio", "station", "line-in") or (kind in ("bulletin", "feed") and options.spoken)


def _no_filler() -> InvalidInput:
    return InvalidInput(
        Words(
            "Nội dung nền không nói đè lên nội dung khác và không có cách phát lại riêng.",
            "A filler is said over nothing and has no rule of its own to come back by.",
        ),
        Words("Chọn thứ tự khác, hoặc bỏ hai lựa chọn đó.", "Choose another class, or leave both choices out."),
    )


def _not_heard(title: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Loa không phát “{title}”.", f"No loudspeaker plays {title!r} by itself."),
        Words(
            "Chỉ chọn nói trên nền hoặc cách phát lại cho văn bản có đọc, ghi âm, đài và đường vào âm thanh.",
            "Choose over and resume only for spoken texts, recordings, stations and sound inputs.",
        ),
    )
