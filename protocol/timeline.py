"""A playlist as a timeline for one board: what is on after ``elapsed`` milliseconds, for as long as it repeats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from msgspec import UnsetType, structs

from protocol.layouts import Room
from protocol.manifest import (
    AudioItem,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    Item,
    LineInItem,
    Manifest,
    PageSet,
    PictureItem,
    PictureSet,
    Playlist,
    Rendition,
    ResumeRule,
    SequenceItem,
    Speech,
    StreamItem,
    VideoItem,
)
from protocol.programme_types import Board


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a timeline: a page, a picture, a clip, a speech; ``item`` None is the gap between sounds."""

    duration_ms: int
    item: Item | None
    page: int = 0
    speech: Speech | None = None
    parts: tuple[Element, ...] = ()
    """Of a sequence: the sounds it is made of, which take as long as it does."""
    rule: ResumeRule | None = None
    """How it comes back when it was interrupted; None: by the rule of its slot."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a timeline stands: ``element`` began ``into_ms`` ago."""

    element: Element
    into_ms: int


@dataclass(frozen=True, slots=True)
class Loop:
    """A timeline that is repeated for as long as it lasts."""

    elements: tuple[Element, ...]
    ends_ms: tuple[int, ...]
    """Of the elements, in the first round."""
    skips: bool
    """Whether no element says that its time does not go on while it is interrupted."""

    @classmethod
    def of(cls, elements: tuple[Element, ...]) -> Loop:
        """One after the other."""
        ends_ms = tuple(accumulate(one.duration_ms for one in elements))
        return cls(elements, ends_ms, all(one.rule in (None, "skip") for one in elements))

    @property
    def length_ms(self) -> int:
        """Of one round; 0 for an empty one."""
        return self.ends_ms[-1] if self.ends_ms else 0

    def at(self, elapsed_ms: int) -> Position | None:
        """Where it stands after ``elapsed_ms``; None for an empty one."""
        if not self.length_ms:
            return None
        into_round_ms = elapsed_ms % self.length_ms
        number = bisect_right(self.ends_ms, into_round_ms)
        element = self.elements[number]
        return Position(element, into_round_ms - self.ends_ms[number] + element.duration_ms)


def screen_elements(
    manifest: Manifest, playlist: Playlist, board: Board, room: Room | None = None
) -> tuple[Element, ...]:
    """The steps ``board`` can show in a zone of ``room`` (None: the standard main zone).

    An item that was not prepared for it is left out.
    """
    turns = _turns(_by_id(manifest), playlist)
    return tuple(step for one in turns for step in _ruled(_shown(_lasting(one), board, room), one.rule))


def side_elements(manifest: Manifest, playlist: Playlist, board: Board, room: Room) -> tuple[Element, ...]:
    """The steps ``board`` can show beside its main zone: what stands still and doesn't want the screen for itself."""
    turns = (one for one in _turns(_by_id(manifest), playlist) if not isinstance(one.item, VideoItem))
    return tuple(step for one in turns if not is_full_screen(one.item) for step in _shown(_lasting(one), board, room))


def sound_elements(manifest: Manifest, playlist: Playlist, board: Board) -> tuple[Element, ...]:
    """The steps ``board`` can say or play, each followed by the playlist's gap."""
    gap = (Element(playlist.gap_ms, None),) if playlist.gap_ms else ()
    by_id = _by_id(manifest)
    heard = (_ruled(_heard(one.item, by_id, board), one.rule) for one in _turns(by_id, playlist))
    return tuple(step for steps in heard if steps for step in (*steps, *gap))


def _by_id(manifest: Manifest) -> Mapping[str, Item]:
    return {item.id: item for item in manifest.items}


def _named(by_id: Mapping[str, Item], item_ids: Sequence[str]) -> tuple[Item, ...]:
    return tuple(by_id[item_id] for item_id in item_ids if item_id in by_id)


class _Turn(NamedTuple):
    """An item of a playlist and what the playlist says of it."""

    item: Item
    rule: ResumeRule | None
    duration_ms: int | None


def _turns(by_id: Mapping[str, Item], playlist: Playlist) -> Iterator[_Turn]:
    nothing = [None] * len(playlist.item_ids)
    rules = nothing if isinstance(playlist.resume_rules, UnsetType) else playlist.resume_rules
    lengths = nothing if isinstance(playlist.durations_ms, UnsetType) else playlist.durations_ms
    for item_id, rule, duration_ms in zip(playlist.item_ids, rules, lengths, strict=True):
        if item_id in by_id:
            yield _Turn(by_id[item_id], rule, duration_ms)


def _lasting(turn: _Turn) -> Item:
    """The item with the length it has in this playlist."""
    item, duration_ms = turn.item, turn.duration_ms
    if duration_ms is None:
        return item
    if isinstance(item, PictureItem | CountdownItem):
        return structs.replace(item, duration_ms=duration_ms)
    return structs.replace(item, page_ms=duration_ms) if isinstance(item, DocumentItem) else item


def _ruled(steps: tuple[Element, ...], rule: ResumeRule | None) -> tuple[Element, ...]:
    return tuple(replace(step, rule=rule) for step in steps) if rule else steps


def pages_for(item: BulletinItem, board: Board, room: Room | None = None) -> PageSet | None:
    """The bulletin's pages for this size of board and of zone."""
    wanted = board.size if item.full_screen else room
    return next((one for one in item.pages if _is_for(one, board) and one.room_px == wanted), None)


def is_full_screen(item: Item) -> bool:
    """Whether nothing else is to be on the screen with it."""
    return not isinstance(item, AudioItem | SequenceItem | StreamItem | LineInItem) and item.full_screen


def _shown(item: Item, board: Board, room: Room | None) -> tuple[Element, ...]:
    match item:
        case BulletinItem():
            pages = pages_for(item, board, room)
            return tuple(Element(ms, item, page) for page, ms in enumerate(pages.durations_ms)) if pages else ()
        case DocumentItem(pages=sets):
            count = next((len(one.blobs) for one in sets if _is_for(one, board)), 0)
            return tuple(Element(item.page_ms, item, page) for page in range(count))
        case PictureItem(renditions=renditions) | VideoItem(renditions=renditions):
            return (Element(item.duration_ms, item),) if any(_is_for(one, board) for one in renditions) else ()
        case CountdownItem():
            return (Element(item.duration_ms, item),)
        case AudioItem() | SequenceItem() | StreamItem() | LineInItem():
            return ()


def _is_for(one: PageSet | PictureSet | Rendition, board: Board) -> bool:
    return (one.width_px, one.height_px) == board.size


def _heard(item: Item, by_id: Mapping[str, Item], board: Board) -> tuple[Element, ...]:
    match item:
        case BulletinItem():
            return tuple(
                Element(speech.duration_ms, item, speech=speech)
                for language in board.languages
                for speech in item.speech
                if speech.language == language
            )
        case AudioItem() | StreamItem():
            return (Element(item.duration_ms, item),)
        case SequenceItem(part_ids=part_ids):
            return _in_sequence(item, [_heard(part, by_id, board) for part in _named(by_id, part_ids)])
        case LineInItem():
            return (Element(item.duration_ms, item),) if item.input in board.inputs else ()
        case _:
            return ()


def _in_sequence(sequence: SequenceItem, parts: Sequence[tuple[Element, ...]]) -> tuple[Element, ...]:
    """A chime with nothing behind it announces nothing."""
    steps = tuple(step for part in parts for step in part)
    return (Element(sum(step.duration_ms for step in steps), sequence, parts=steps),) if all(parts) else ()
