"""Whatever a child does with a foreign file, its parent gets pictures or one kind of error, in time."""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from media.confined import ChildLimits, Errand, pictures_of
from protocol.errors import InvalidMedia
from protocol.words import Words

LIMITS = ChildLimits(memory_bytes=1024**3, cpu_s=20, written_bytes=0, wall_s=20.0)


def broken(reason: str) -> InvalidMedia:
    return InvalidMedia(Words(reason, reason), Words("bỏ", "leave it"))


def child_that(deed: str, *arguments: str, **limits: float) -> Errand:
    return Errand("tests.media.confined.naughty", [deed, *arguments], msgspec.structs.replace(LIMITS, **limits), broken)


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("crashes", "signal 11"),
        ("dies in the middle", "signal 11"),
        ("eats memory", "code 1"),
        ("complains", "code 3"),
        ("refuses", "broken"),
    ],
)
def test_a_child_that_breaks_is_one_error_with_its_reason(deed: str, reason: str) -> None:
    with pytest.raises(InvalidMedia, match=reason):
        list(pictures_of(child_that(deed)))


def test_a_child_that_does_nothing_is_killed_in_time() -> None:
    began = time.monotonic()
    with pytest.raises(InvalidMedia, match="signal 9"):
        list(pictures_of(child_that("sleeps", wall_s=0.3)))
    assert time.monotonic() - began < 3


def test_a_child_that_computes_for_ever_is_killed_by_its_processor_time() -> None:
    with pytest.raises(InvalidMedia, match=r"signal (9|24)"):
        list(pictures_of(child_that("spins", cpu_s=0)))


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia):
        list(pictures_of(child_that("writes a file", str(tmp_path / "stolen"))))
    assert (tmp_path / "stolen").stat().st_size == 0


def test_a_child_that_says_nothing_gave_nothing() -> None:
    assert list(pictures_of(child_that("says nothing"))) == []


def test_a_child_knows_its_limits_and_gives_way() -> None:
    (told,) = pictures_of(child_that("tells its limits"))
    assert told.getpixel((0, 0)) == (20, 0, os.nice(0) + 10)


def test_who_stops_listening_leaves_no_child_behind() -> None:
    before = children()
    pictures = pictures_of(child_that("never ends"))
    first: Image.Image = next(pictures)
    assert first.getpixel((5, 5)) == (1, 2, 3)
    assert children() != before
    pictures.close()
    assert children() == before
