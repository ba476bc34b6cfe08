"""What is to be said of a content that is published already, from its original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from controller.bulletins.draft import Draft
from controller.bulletins.reading import bulletin_of
from controller.bulletins.render import PAGED
from controller.legibility.checking import OnBoard
from controller.legibility.kinds import Audience, KindOfBoard
from media.document import page_sizes_pt
from media.legibility import Remark, page_remarks, picture_remarks, remarks
from media.picture import open_picture
from media.video import probe


def checked_content(draft: Draft, audience: Audience) -> tuple[OnBoard, ...]:
    """The content on each kind of board; of sounds and countdowns there is nothing to say."""
    examined = _examined(draft)
    found = ((board, examined(board)) for board in audience.boards)
    return tuple(OnBoard(board.geometry, said) for board, said in found if said)


def _examined(draft: Draft) -> Callable[[KindOfBoard], tuple[Remark, ...]]:
    """What there is to say on each kind of board; the file itself is looked into once."""
    if draft.form in PAGED:
        bulletin = bulletin_of(draft)
        return lambda board: remarks(bulletin, board.geometry, board.room)
    if draft.form == "document":
        sizes_pt = tuple(dict.fromkeys(page_sizes_pt(draft.path)))
        return lambda board: tuple(_of_pages(sizes_pt, board))
    size_px = _size_px(draft)
    return lambda board: picture_remarks(*size_px, board.geometry, board.room) if size_px else ()


def _of_pages(sizes_pt: Iterable[tuple[float, float]], board: KindOfBoard) -> Iterator[Remark]:
    """Each remark once, however many pages earn it."""
    said = (remark for size_pt in sizes_pt for remark in page_remarks(*size_pt, board.geometry, board.room))
    yield from dict.fromkeys(said)


def _size_px(draft: Draft) -> tuple[int, int] | None:
    """Of a picture or a clip."""
    if draft.form == "picture":
        return open_picture(draft.path).size
    if draft.kind == "video":
        clip = probe(draft.path)
        return clip.width_px, clip.height_px
    return None
