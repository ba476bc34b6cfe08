"""What an input that can't be opened says; one that can is heard in :mod:`.test_from_a_mixer`."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from agent.speaker.line_in.card_listener import MOST_NEWS, CardListener, Taking
from agent.speaker.relay.listener import News
from tests.servers.waiting import wait_for


def first_news(listener: CardListener) -> News:
    return wait_for(lambda: list(listener.news(0.1)), "news", 20)[0]


def test_an_input_that_is_not_there_is_named_with_what_portaudio_says() -> None:
    listener = CardListener("cluster-7")
    listener.tune()
    told = first_news(listener)
    listener.dismiss()
    assert isinstance(told, str) and told.startswith("No sound input can be opened: cluster-7: ")


def test_without_the_library_that_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    listener = CardListener("default")
    listener.tune()
    assert "sounddevice" in str(first_news(listener))
    listener.dismiss()
    listener.dismiss()


def test_nobody_hears_who_was_not_sent() -> None:
    assert list(CardListener("default").news(0)) == []


def test_two_channels_become_one_and_what_nobody_takes_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Taking, "_take", lambda _self: None)
    taking = Taking("default")
    both = np.array([[0.25, 0.75], [-0.5, 0.5]], dtype=np.float32)
    for _ in range(MOST_NEWS + 3):
        taking._heard(both, 2, None, None)
    news = list(taking.news(0))
    assert len(news) == MOST_NEWS
    assert np.array_equal(np.asarray(news[0]), np.array([0.5, 0.0], dtype=np.float32))
    taking.end()
    taking._heard(both, 2, None, None)
    assert list(taking.news(0)) == []
