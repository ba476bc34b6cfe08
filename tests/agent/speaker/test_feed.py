from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from agent.speaker.ahead import AHEAD_FRAMES
from agent.speaker.feed import Feed
from media.sound import Samples
from protocol.errors import InvalidMedia
from protocol.words import Words
from tests.servers.waiting import wait_for

CHUNK = 4_800


def ramp(chunks: int) -> Iterator[Samples]:
    return (np.arange(CHUNK * number, CHUNK * (number + 1), dtype=np.float32) for number in range(chunks))


def read_all(feed: Feed, frames: int) -> Samples:
    parts: list[Samples] = []
    while not feed.ended:
        wait_for(lambda: feed.ready or feed.ended, "samples")
        parts.append(feed.read(frames))
    return np.concatenate(parts)


def test_nothing_is_lost_or_doubled_whatever_size_is_read() -> None:
    for frames in (7_001, 960, CHUNK):
        heard = read_all(Feed(lambda: ramp(20)), frames)
        assert np.array_equal(heard, np.arange(20 * CHUNK, dtype=np.float32))


def test_it_decodes_a_second_ahead_and_no_more() -> None:
    made: list[int] = []

    def counted() -> Iterator[Samples]:
        for chunk in ramp(100):
            made.append(len(chunk))
            yield chunk

    feed = Feed(counted)
    wait_for(lambda: sum(made) >= AHEAD_FRAMES + CHUNK, "a second ahead")
    feed.close()
    wait_for(lambda: feed.complete, "the end")
    assert sum(made) == AHEAD_FRAMES + CHUNK


def test_a_source_that_fails_is_heard_up_to_there_and_tells_why() -> None:
    def failing() -> Iterator[Samples]:
        yield from ramp(1)
        raise InvalidMedia(Words("hỏng", "broken"), Words("bỏ", "skip"))

    feed = Feed(failing)
    assert len(read_all(feed, 960)) == CHUNK
    assert isinstance(feed.failure, InvalidMedia)


def test_a_disk_or_a_process_that_fails_is_not_taken_for_the_end() -> None:
    def failing() -> Iterator[Samples]:
        yield from ramp(1)
        raise OSError(5, "Input/output error")

    feed = Feed(failing)
    assert len(read_all(feed, 960)) == CHUNK
    assert feed.failure and "Input/output error" in str(feed.failure)


def test_what_is_closed_early_has_not_failed() -> None:
    feed = Feed(lambda: ramp(100))
    wait_for(lambda: feed.ready, "samples")
    feed.close()
    wait_for(lambda: feed.complete, "the end")
    assert feed.failure is None
