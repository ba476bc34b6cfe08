"""Work is waited for as long as it may take, and no longer."""

from __future__ import annotations

import threading

import pytest

from media.speech.time_limit import within


def test_what_it_answers_is_answered() -> None:
    assert within(5, lambda: "heard") == "heard"


def test_what_it_may_fail_of_is_raised_here() -> None:
    def fails() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        within(5, fails, KeyError)


def test_whoever_takes_longer_is_left() -> None:
    end = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, lambda: end.wait(30))
    end.set()
