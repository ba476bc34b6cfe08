"""What is published without a file: a countdown, values on cards, a QR code."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import msgspec

from controller.bulletins.boards import Boards
from controller.bulletins.checks import check_days
from controller.bulletins.draft import Options, Prepared
from controller.bulletins.originals import keep_original, kept_draft
from controller.bulletins.prepare import prepare_text
from controller.bulletins.reading import check_glyphs, encode_bulletin
from controller.library.workshop import Workshop
from media.bulletin import Bulletin, Card, Cards, QrCode, clean
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

TITLE_LETTERS = 120
CARD_LETTERS = 120
MOST_CARDS = 24
PAYLOAD_LETTERS = 300
CAPTION_LETTERS = 80
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(?=\S)")


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long it is until a moment; ``after`` says what has come, empty: the title does."""

    title: str
    target_ms: EpochMs
    after: str = ""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Values to be seen at a glance, such as of the weather; until when they hold is ``Options.last_date``.

    A newer sheet of the same title in the same unit takes the place of the older.
    """

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class QrNotice:
    """An address or a short text that readers take along by telephone."""

    title: str
    payload: str
    caption: str = ""


Written = Countdown | CardSheet | QrNotice


def prepare_written(
    workshop: Workshop, written: Written, options: Options, boards: Boards, now_ms: EpochMs
) -> Prepared:
    """Checks and renders it, publishing nothing; raises :class:`InvalidInput`."""
    check_days(options)
    if isinstance(written, Countdown):
        return _countdown(workshop, written, options, now_ms)
    bulletin = bulletin_of_written(written)
    draft = kept_draft(workshop, "bulletin", "written", encode_bulletin(bulletin), "", options)
    prepared = prepare_text(workshop, draft, options, boards)
    return replace(prepared, identity=f"cards {bulletin.title}") if isinstance(written, CardSheet) else prepared


def bulletin_of_written(written: CardSheet | QrNotice) -> Bulletin:
    """What is laid out for boards; raises :class:`InvalidInput` for what can't be."""
    return _cards(written) if isinstance(written, CardSheet) else _qr(written)


def checked_payload(payload: str) -> str:
    """What a QR code may hold: an address of the web, or plain text; raises :class:`InvalidInput`."""
    text = _line("payload", payload, PAYLOAD_LETTERS)
    scheme = _SCHEME.match(text)
    if scheme and not _is_web_address(text):
        raise _odd_address(text)
    return text


def _countdown(workshop: Workshop, written: Countdown, options: Options, now_ms: EpochMs) -> Prepared:
    title, after = _line("title", written.title, TITLE_LETTERS), _line("after", written.after, TITLE_LETTERS, least=0)
    check_glyphs(title, after)
    if written.target_ms <= now_ms:
        raise _over()
    original = msgspec.json.encode([title, written.target_ms, after, options.language])
    draft = kept_draft(workshop, "countdown", "countdown", original, title, options)
    kept = keep_original(workshop, draft)
    prepared = Prepared(draft=draft, title=title, original=kept, renditions=(), duration_ms=options.picture_ms)
    return replace(prepared, target_ms=written.target_ms, after=after)


def _cards(written: CardSheet) -> Bulletin:
    if not 0 < len(written.cards) <= MOST_CARDS:
        raise _wrong_count()
    return Bulletin(_line("title", written.title, TITLE_LETTERS), (Cards(tuple(map(_card, written.cards))),))


def _card(card: Card) -> Card:
    return Card(
        _line("label", card.label, CARD_LETTERS),
        _line("value", card.value, CARD_LETTERS),
        _line("note", card.note, CARD_LETTERS, least=0),
    )


def _qr(written: QrNotice) -> Bulletin:
    caption = _line("caption", written.caption, CAPTION_LETTERS, least=0)
    code = QrCode(checked_payload(written.payload), caption)
    return Bulletin(_line("title", written.title, TITLE_LETTERS), (code,))


NAMES = {
    "title": "tiêu đề",
    "after": "câu khi đã đến giờ",
    "label": "tên mục",
    "value": "giá trị",
    "note": "ghi chú",
    "payload": "nội dung mã QR",
    "caption": "chú thích mã QR",
}


def _line(name: str, text: str, most: int, least: int = 1) -> str:
    """One line of NFC text; raises :class:`InvalidInput` when it is too long or not there."""
    line = clean(text)
    if not least <= len(line) <= most:
        raise InvalidInput(
            Words(
                f"Mục “{NAMES[name]}” phải có từ {least} đến {most} ký tự.",
                f"The field {name!r} needs {least} to {most} letters.",
            ),
            Words("Sửa mục đó rồi phát hành lại.", "Correct it, then publish again."),
        )
    return line


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text


def _odd_address(text: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Mã QR không được mang địa chỉ “{text}”.", f"A QR code may not hold the address {text!r}."),
        Words(
            "Dùng địa chỉ http:// hoặc https://; với văn bản thường, viết dấu cách sau dấu hai chấm.",
            "Use an address that begins with http:// or https://; in plain text put a space after the colon.",
        ),
    )


def _over() -> InvalidInput:
    return InvalidInput(
        Words("Thời điểm đếm ngược đã qua.", "The moment to count down to is over."),
        Words("Chọn một thời điểm sắp tới.", "Choose one that is still to come."),
    )


def _wrong_count() -> InvalidInput:
    return InvalidInput(
        Words(f"Cần từ 1 đến {MOST_CARDS} ô số liệu.", f"It takes 1 to {MOST_CARDS} cards."),
        Words("Thêm hoặc bớt ô rồi phát hành lại.", "Add or leave out some, then publish again."),
    )
