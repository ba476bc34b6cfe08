"""What a scene asks to hear, as chunks of samples: items from an offset, alerts as rounds.

The decoder is imported when there is something to decode: a loudspeaker that is silent does without its 16 MB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from agent.player.ports import BlobPaths, SoundScene
from agent.speaker.own_voice import OwnVoice
from agent.speaker.relay.fallback import no_fallback
from agent.speaker.relay.listener import ChildListener
from agent.speaker.relay.reception import Tell, Told
from agent.speaker.relay.relay import Relay
from agent.speaker.rounds import alert_round
from media.sound import Samples
from protocol.errors import NotFound
from protocol.manifest import AudioItem, StreamItem, VideoItem
from protocol.programme_types import PlayAlert, PlayItem
from protocol.words import Words

Opener = Callable[[], Iterator[Samples]]
OfStation = Callable[[PlayItem, str, Told], None]
"""Told, in the reading thread, how a station is received: of which item, from which address, what became of it."""


def nobody(_play: PlayItem, _address: str, _told: Told) -> None:
    """Where nobody asks how a station is received."""


def opener_of(
    play: PlayItem | PlayAlert, scene: SoundScene, blobs: BlobPaths, voice: OwnVoice, of_station: OfStation = nobody
) -> Opener:
    """A function that begins to produce what ``play`` asks for; it raises RaoError in the reading thread."""
    if isinstance(play, PlayAlert):
        return lambda: alert_round(play.alert, scene.languages, blobs, voice)
    if isinstance(play.item, StreamItem):
        station = play.item
        return lambda: _relayed(station, blobs, lambda told: of_station(play, station.url, told))
    return lambda: _decoded(_sound_file(play, blobs), max(0, scene.at_ms - play.began_at_ms))


def _relayed(item: StreamItem, blobs: BlobPaths, tell: Tell) -> Iterator[Samples]:
    path = blobs.path_of(item.fallback.sha256) if item.fallback else None
    fallback = no_fallback if path is None else lambda: _decoded(path, 0)
    return Relay(ChildListener(item.url), fallback, tell=tell).chunks()


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
