"""A clip's picture follows its sound."""

from __future__ import annotations

from agent.player.lip_sync import FRESH_MS, Heard, LipSync
from protocol.ids import EpochMs
from protocol.manifest import VideoItem
from protocol.programme_types import PlayItem, ShowItem

CLIP = VideoItem(id="clip", title="Clip", duration_ms=60_000, has_sound=True, renditions=())
SHOWN = ShowItem(CLIP, "sang", 0, EpochMs(1_000))
HEARD = PlayItem(CLIP, "sang", None, EpochMs(1_000))


def test_it_tells_where_the_sound_stands_now() -> None:
    sync = LipSync()
    assert sync.position_ms(SHOWN, 500) is None
    sync.tell(Heard(HEARD, 200.0, 400.0))
    assert sync.position_ms(SHOWN, 400) == 200.0
    assert sync.position_ms(SHOWN, 430) == 230.0


def test_a_sound_that_stopped_says_nothing() -> None:
    sync = LipSync()
    sync.tell(Heard(HEARD, 200.0, 400.0))
    assert sync.position_ms(SHOWN, 400 + FRESH_MS) is not None
    assert sync.position_ms(SHOWN, 401 + FRESH_MS) is None


def test_the_sound_of_another_showing_says_nothing() -> None:
    sync = LipSync()
    sync.tell(Heard(PlayItem(CLIP, "sang", None, EpochMs(2_000)), 200.0, 400.0))
    assert sync.position_ms(SHOWN, 400) is None
