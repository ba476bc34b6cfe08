"""What a relay is made of: reserve, crossfade, fallback, messages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.speaker.relay.crossfade import FADE_FRAMES, crossfaded
from agent.speaker.relay.fallback import Fallback, no_fallback
from agent.speaker.relay.messages import HEADER, MOST_BYTES, Messages, end_message, sound_message
from agent.speaker.relay.reserve import Reserve
from agent.speaker.samples import quiet
from media.sound import Samples
from protocol.errors import InvalidMedia
from protocol.words import Words
from tests.agent.speaker.material import sine

TOLD = st.one_of(st.binary(min_size=1, max_size=64), st.text(min_size=1, max_size=60))


def numbers(first: int, behind: int) -> Samples:
    return np.arange(first, behind, dtype=np.float32)


@given(st.lists(st.integers(0, 50), max_size=20), st.lists(st.integers(0, 60), max_size=20))
def test_a_reserve_gives_back_in_order_and_silence_behind_the_last(added: list[int], taken: list[int]) -> None:
    reserve, put = Reserve(), 1
    for count in added:
        reserve.add(numbers(put, put + count))
        put += count
    got = np.concatenate([quiet(0), *(reserve.take(count) for count in taken)])
    whole = np.concatenate([numbers(1, put), quiet(sum(taken))])
    assert np.array_equal(got, whole[: sum(taken)])
    assert len(reserve) == max(0, put - 1 - sum(taken))


@given(st.lists(st.integers(1, 50), min_size=1, max_size=9), st.integers(0, 500))
def test_a_reserve_forgets_the_oldest(added: list[int], kept: int) -> None:
    reserve, put = Reserve(), 0
    for count in added:
        reserve.add(numbers(put, put + count))
        put += count
    reserve.keep_newest(kept)
    assert np.array_equal(reserve.take(len(reserve)), numbers(max(0, put - kept), put))


def test_a_crossfade_begins_as_the_one_ends_as_the_other_and_never_jumps() -> None:
    leaving, coming = sine(440, 100), sine(700, 100)
    mixed = crossfaded(leaving, coming)
    assert mixed[0] == leaving[0] and mixed[-1] == pytest.approx(coming[-1], abs=1e-6)
    assert np.abs(np.diff(mixed)).max() < np.abs(np.diff(leaving)).max() + np.abs(np.diff(coming)).max()
    assert mixed.dtype == np.float32 and len(mixed) == FADE_FRAMES


def test_a_fallback_goes_round_and_begins_again_when_told_so() -> None:
    fallback = Fallback(lambda: iter([numbers(1, 4), numbers(4, 6)]))
    assert fallback.take(7).tolist() == [1, 2, 3, 4, 5, 1, 2]
    fallback.rewind()
    assert fallback.take(2).tolist() == [1, 2]


def damaged() -> Iterator[Samples]:
    yield numbers(1, 3)
    raise InvalidMedia(Words("hỏng", "damaged"), Words("thay", "replace it"))


def missing() -> Iterator[Samples]:
    raise InvalidMedia(Words("hỏng", "damaged"), Words("thay", "replace it"))


def test_of_a_damaged_fallback_what_is_whole_is_heard_and_of_a_missing_one_silence() -> None:
    assert Fallback(damaged).take(5).tolist() == [1, 2, 1, 2, 1]
    assert Fallback(missing).take(5).tolist() == [0] * 5
    assert Fallback(no_fallback).take(3).tolist() == [0] * 3


@given(st.lists(TOLD, max_size=12), st.integers(1, 40))
def test_messages_come_out_as_they_went_in_however_they_were_cut(told: list[bytes | str], piece: int) -> None:
    sent = b"".join(sound_message(one) if isinstance(one, bytes) else end_message(one) for one in told)
    messages = Messages()
    got = [one for at in range(0, len(sent), piece) for one in messages.of(sent[at : at + piece])]
    assert got == told


def test_a_message_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="a message of"):
        list(Messages().of(HEADER.pack(MOST_BYTES + 1)))
    assert list(Messages().of(end_message(""))) == ["?"]
