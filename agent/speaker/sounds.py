"""What a scene asks to hear, as chunks of samples: items from an offset, alerts as rounds.

The decoder is imported when there is something to decode: a loudspeaker that is silent does without its 16 MB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent.player.ports import BlobPaths, SoundScene
from agent.speaker.ahead import AHEAD_FRAMES, Ahead
from agent.speaker.line_in.line_in import AHEAD_FRAMES as LINE_IN_AHEAD_FRAMES
from agent.speaker.line_in.line_in import line_in
from agent.speaker.own_voice import OwnVoice
from agent.speaker.relay.fallback import no_fallback
from agent.speaker.relay.listener import ChildListener
from agent.speaker.relay.reception import Told
from agent.speaker.relay.relay import Relay
from agent.speaker.relay.stock import STATION
from agent.speaker.rounds import alert_round
from firmware_profiles import SoundProfile
from media.sound import Samples
from protocol.errors import NotFound
from protocol.manifest import AudioItem, LineInItem, StreamItem, VideoItem
from protocol.programme_types import PlayAlert, PlayItem
from protocol.words import Words

Opener = Callable[[Ahead], Iterator[Samples]]
"""Told how far it is read ahead, which what is live changes as it goes."""
OfReception = Callable[[PlayItem, Told], None]


def nobody(_play: PlayItem, _told: Told) -> None:
    """Where nobody asks how something live is received."""


@dataclass(frozen=True, slots=True)
class Live:
    """What live items need. ``tell`` is called in the reading thread: what became of the reception of an item."""

    sound: SoundProfile = field(default_factory=SoundProfile)
    tell: OfReception = nobody


def opener_of(
    play: PlayItem | PlayAlert, scene: SoundScene, blobs: BlobPaths, voice: OwnVoice, live: Live | None = None
) -> Opener:
    """A function that begins to produce what ``play`` asks for; it raises RaoError in the reading thread."""
    if isinstance(play, PlayAlert):
        return lambda _ahead: alert_round(play.alert, scene.languages, blobs, voice)
    if isinstance(play.item, StreamItem | LineInItem):
        return _relayed(play, play.item, blobs, live or Live())
    return lambda _ahead: _decoded(_sound_file(play, blobs), max(0, scene.at_ms - play.began_at_ms))


def ahead_frames_of(play: PlayItem | PlayAlert) -> int:
    """How far the sound of ``play`` is read ahead: what is live is late by as much."""
    match play:
        case PlayItem(item=LineInItem()):
            return LINE_IN_AHEAD_FRAMES
        case PlayItem(item=StreamItem()):
            return STATION.ahead_frames
    return AHEAD_FRAMES


def _relayed(play: PlayItem, item: StreamItem | LineInItem, blobs: BlobPaths, live: Live) -> Opener:
    path = blobs.path_of(item.fallback.sha256) if item.fallback else None
    fallback = no_fallback if path is None else lambda: _decoded(path, 0)

    def tell(told: Told) -> None:
        live.tell(play, told)

    if isinstance(item, StreamItem):
        return lambda ahead: Relay(ChildListener(item.url), fallback, tell=tell, ahead=ahead).chunks()
    device = live.sound.input_device(item.input)
    if device is None:
        return lambda _ahead: _refuse(_no_such_input(item))
    return lambda _ahead: line_in(device, fallback, tell)


def _refuse(error: NotFound) -> Iterator[Samples]:
    raise error


def _no_such_input(item: LineInItem) -> NotFound:
    return NotFound(
        Words(f"Thiết bị không có đường vào “{item.input}”.", f"The device has no sound input {item.input!r}."),
        Words("Khai trong mục sound.inputs của mẫu thiết bị.", "Name it under sound.inputs of the profile."),
    )


def _decoded(path: Path, start_ms: int) -> Iterator[Samples]:
    from media.sound.decode import decode

    return decode(path, start_ms)


def _sound_file(play: PlayItem, blobs: BlobPaths) -> Path:
    for sha256 in _contents(play):
        path = blobs.path_of(sha256)
        if path is not None:
            return path
    raise NotFound(
        Words(f"Chưa có tệp âm thanh của “{play.item.title}”.", f"The sound of {play.item.title!r} is not here."),
        Words("Đợi thiết bị tải xong chương trình.", "Wait until the device has fetched its programme."),
    )


def _contents(play: PlayItem) -> tuple[str, ...]:
    """Hashes of the files that hold the sound of an item; any of them will do."""
    if play.speech is not None:
        return (play.speech.blob.sha256,)
    match play.item:
        case AudioItem(blob=blob):
            return (blob.sha256,)
        case VideoItem(renditions=renditions):
            return tuple(rendition.blob.sha256 for rendition in renditions)
    return ()
