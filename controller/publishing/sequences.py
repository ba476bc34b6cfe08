"""What loudspeakers play of a content: the item itself or, of a text, a sequence of its tunes and its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from controller.publishing.published import NOTHING, Around, Published
from protocol.manifest import AudioItem, BulletinItem, Item, SequenceItem

TITLES = {"opening": "Nhạc hiệu mở đầu", "closing": "Nhạc hiệu kết thúc"}
"""By the part of :class:`Around`, with which the id of a tune begins."""


def played_as(content: Published) -> str:
    """The id by which the playlist of a loudspeaker names ``content``."""
    return _sequence_id(content) if _has_tunes(content) else content.item.id


def sounds_around(contents: Sequence[Published]) -> tuple[Item, ...]:
    """The tunes of ``contents``, each once, and the sequences."""
    found = [content for content in contents if _has_tunes(content)]
    tunes = {tune.id: tune for content in found for tune in _tunes(content.around)}
    return (*tunes.values(), *(_sequence(content) for content in found))


def title_of_tune(item_id: str) -> str | None:
    """What the tune of that id is called; None for the id of anything else."""
    return TITLES.get(item_id.partition("-")[0])


def _has_tunes(content: Published) -> bool:
    return isinstance(content.item, BulletinItem) and bool(content.item.speech) and content.around != NOTHING


def _sequence(content: Published) -> SequenceItem:
    before = [tune.id for tune in _tunes(content.around._replace(closing=None))]
    after = [tune.id for tune in _tunes(content.around._replace(opening=None))]
    item = content.item
    return SequenceItem(id=_sequence_id(content), title=item.title, part_ids=(*before, item.id, *after))


def _sequence_id(content: Published) -> str:
    return f"{content.item.id}-around"


def _tunes(around: Around) -> Iterable[AudioItem]:
    for part, sound in around._asdict().items():
        if sound is not None:
            item_id = f"{part}-{sound.blob.sha256[:12]}"
            yield AudioItem(id=item_id, title=TITLES[part], duration_ms=sound.duration_ms, blob=sound.blob)
