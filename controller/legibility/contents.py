"""What is to be said of a content that is published already, from its original."""

from __future__ import annotations

from controller.bulletins.draft import Draft
from controller.bulletins.reading import bulletin_of
from controller.bulletins.render import PAGED
from controller.legibility.checking import OnBoard
from controller.legibility.kinds import Audience, KindOfBoard
from media.legibility import Remark, picture_remarks, remarks
from media.picture import open_picture
from media.video import probe


def checked_content(draft: Draft, audience: Audience) -> tuple[OnBoard, ...]:
    """The content on each kind of board; of sounds, documents and countdowns there is nothing to say."""
    found = ((board, _remarks(draft, board)) for board in audience.boards)
    return tuple(OnBoard(board.geometry, said) for board, said in found if said)


def _remarks(draft: Draft, board: KindOfBoard) -> tuple[Remark, ...]:
    if draft.form in PAGED:
        return remarks(bulletin_of(draft), board.geometry, board.room)
    if draft.form == "picture":
        return picture_remarks(*open_picture(draft.path).size, board.geometry, board.room)
    if draft.kind == "video":
        clip = probe(draft.path)
        return picture_remarks(clip.width_px, clip.height_px, board.geometry, board.room)
    return ()
