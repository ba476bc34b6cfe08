"""What is read out: the lines of an alert and of a bulletin, in reading order, one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterable

from media.bulletin import Bulletin
from protocol.alert import AlertText

DRILL = {"en": "This is only a drill.", "vi": "Đây là cuộc diễn tập."}
"""Said first and last, so that whoever hears one end of a drill knows it; in other languages in Vietnamese."""
_ENDS = (".", "!", "?", "…", ":", ";")


def alert_script(text: AlertText, drill: bool) -> str:
    """Headline, area, what happens, what to do, who says so; a drill is announced at both ends."""
    parts = [text.headline, text.area, text.description, text.instruction, text.sender_name]
    mark = [DRILL.get(text.language.partition("-")[0].lower(), DRILL["vi"])] if drill else []
    return _read_out([*mark, *parts, *mark])


def bulletin_script(bulletin: Bulletin) -> str:
    """Title, every block in order (of a table each row), and the source."""
    told = (line for block in bulletin.blocks for line in block.text.splitlines())
    return _read_out([bulletin.title, *told, bulletin.source])


def _read_out(paragraphs: Iterable[str]) -> str:
    """Each on a line of its own, ended so that a voice falls."""
    lines = [" ".join(paragraph.split()) for paragraph in paragraphs]
    return "\n".join(line if line.endswith(_ENDS) else f"{line}." for line in lines if line)
