"""Sequences: their parts follow each other without a gap, and to everything else they are one item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.manifest import BulletinItem, Item, Manifest, Playlist, ResumeRule, SequenceItem
from protocol.manifest_check import BadManifest, check_manifest, read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, HeldAlert, PlayItem, ShowItem, Silence
from protocol.timeline import screen_elements, sound_elements
from tests.protocol.makers import ALL_DAY, BOARD, SPEAKER, alert, audio, picture, playlist, slot, speech
from tests.protocol.test_lighting import at

SIX = at("06:00:00")
NEWS = BulletinItem(id="news", title="news", speech=(speech(10_000), speech(4_000, "km")))
AROUND = SequenceItem(id="around", title="news", part_ids=("chime", "intro", "news", "outro"))
SOUNDS: tuple[Item, ...] = (audio("chime", 2_000), audio("intro", 3_000), NEWS, audio("outro", 5_000))
NONE = Alerts()


def manifest(*items: Item, resume: ResumeRule = "skip", gap_ms: int = 1_000, start: str = "06:00") -> Manifest:
    """A morning of ``around`` and a song, with the urgent at 06:00:05."""
    return Manifest(
        unit_name="Xã",
        items=(*SOUNDS, AROUND, audio("song", 7_000), audio("urgent", 6_000), *items),
        playlists=(playlist("morning", "around", "song", gap_ms=gap_ms), playlist("urgent", "urgent")),
        slots=(slot("morning", "morning", output="sound", start=start, duration_min=60, resume=resume),),
    )


def heard(one: Manifest, begin_ms: int, end_ms: int, board: Board = SPEAKER, alerts: Alerts = NONE) -> Iterator[str]:
    """What begins, as ``item:language@milliseconds`` after six."""
    now_ms, before = EpochMs(begin_ms), None
    while now_ms < end_ms:
        decided = programme(one, alerts, now_ms, board)
        assert decided.until_ms > now_ms
        if isinstance(decided.sound, PlayItem) and decided.sound != before:
            language = f":{decided.sound.speech.language}" if decided.sound.speech else ""
            yield f"{decided.sound.item.id}{language}@{decided.sound.began_at_ms - SIX}"
        now_ms, before = decided.until_ms, decided.sound


def test_its_parts_are_heard_in_order_and_without_a_gap_and_the_gap_comes_after_the_last() -> None:
    assert list(heard(manifest(), SIX, SIX + 29_000)) == [
        "chime@0",
        "intro@2000",
        "news:vi@5000",
        "outro@15000",
        "song@21000",
    ]


def test_a_bulletin_in_it_is_said_in_every_language_of_the_board() -> None:
    both = replace(SPEAKER, languages=("km", "vi"))
    assert list(heard(manifest(), SIX, SIX + 24_000, both)) == [
        "chime@0",
        "intro@2000",
        "news:km@5000",
        "news:vi@9000",
        "outro@19000",
    ]


def test_it_is_left_out_where_one_of_its_parts_says_nothing() -> None:
    french = replace(SPEAKER, languages=("fr",))
    assert list(heard(manifest(), SIX, SIX + 8_000, french)) == ["song@0"]


@pytest.mark.parametrize("into_s", range(1, 20))
def test_what_has_priority_waits_for_the_end_of_the_whole_sequence(into_s: int) -> None:
    """It wants to begin at six; the sequence, of twenty seconds, began ``into_s`` before."""
    one = msgspec.structs.replace(
        manifest(),
        playlists=(
            Playlist(id="morning", item_ids=("around",), gap_ms=40_000 - into_s * 1_000),
            playlist("urgent", "urgent", gap_ms=3_600_000),
        ),
        slots=(
            slot("morning", "morning", output="sound", start="05:59", duration_min=60),
            slot("urgent", "urgent", output="sound", start="06:00", duration_min=60, slot_class="priority"),
        ),
    )
    found = list(heard(one, SIX - into_s * 1_000, SIX + 20_000))
    assert [one.split("@")[0] for one in found[:5]] == ["chime", "intro", "news:vi", "outro", "urgent"]
    assert found[4] == f"urgent@{20_000 - into_s * 1_000}"


@pytest.mark.parametrize("rule", ["resume", "restart"])
def test_after_an_alert_it_comes_back_by_its_own_rule_as_one_item(rule: ResumeRule) -> None:
    """Cut 8 s in, that is 3 s into the speech."""
    cut_ms = EpochMs(SIX + 8_000)
    one = manifest(resume=rule)
    alerts = Alerts((HeldAlert(alert(), cut_ms, EpochMs(cut_ms + 12_000)),))
    end_ms = cut_ms
    while not isinstance(programme(one, alerts, end_ms, SPEAKER).sound, PlayItem):
        end_ms = programme(one, alerts, end_ms, SPEAKER).until_ms
    [back] = heard(one, end_ms, end_ms + 1, alerts=alerts)
    after_ms = end_ms - SIX
    assert back == {"resume": f"news:vi@{after_ms - 3_000}", "restart": f"chime@{after_ms}"}[rule]


@given(minutes=st.integers(1, 3))
def test_one_that_would_be_cut_by_the_end_of_the_slot_is_not_begun(minutes: int) -> None:
    short = manifest(gap_ms=0)
    [morning] = short.slots
    short = msgspec.structs.replace(short, slots=(msgspec.structs.replace(morning, duration_min=minutes),))
    begun = [one.split("@") for one in heard(short, SIX, SIX + 300_000)]
    chimes = [int(at_ms) for name, at_ms in begun if name == "chime"]
    outros = [int(at_ms) for name, at_ms in begun if name == "outro"]
    assert [at_ms + 15_000 for at_ms in chimes] == outros
    assert outros[-1] + 5_000 <= minutes * 60_000


@given(
    lengths=st.lists(st.integers(1, 9_000), min_size=1, max_size=LIMITS.parts_in_a_sequence),
    seconds=st.floats(0, 200),
)
def test_at_every_moment_it_is_the_part_that_is_on(lengths: list[int], seconds: float) -> None:
    parts = tuple(audio(f"part-{n}", length) for n, length in enumerate(lengths))
    whole = SequenceItem(id="whole", title="whole", part_ids=tuple(part.id for part in parts))
    one = Manifest(
        unit_name="Xã",
        items=(*parts, whole),
        playlists=(playlist("list", "whole"),),
        slots=(slot("morning", "list", output="sound", start="06:00", duration_min=60),),
    )
    now_ms = EpochMs(SIX + round(seconds * 1_000))
    decided = programme(one, NONE, now_ms, SPEAKER)
    left_ms, number = (now_ms - SIX) % sum(lengths), 0
    while left_ms >= lengths[number]:
        left_ms, number = left_ms - lengths[number], number + 1
    assert decided.sound == PlayItem(parts[number], "morning", None, EpochMs(now_ms - left_ms))
    assert decided.until_ms == now_ms - left_ms + lengths[number]


def test_a_screen_and_a_board_without_sound_ignore_it() -> None:
    with_picture = Manifest(
        unit_name="Xã",
        items=(*SOUNDS, AROUND, picture("photo", 5_000)),
        playlists=(playlist("mixed", "around", "photo"),),
        slots=(slot("day", "mixed"), slot("day-sound", "mixed", output="sound")),
    )
    mixed = with_picture.playlists[0]
    assert [one.item and one.item.id for one in screen_elements(with_picture, mixed, BOARD)] == ["photo"]
    assert [one.item and one.item.id for one in sound_elements(with_picture, mixed, BOARD)] == ["around"]
    silent = programme(with_picture, NONE, SIX, Board(640, 384, has_sound=False))
    assert silent.sound is None
    assert isinstance(silent.screen, ShowItem) and silent.screen.item.id == "photo"


def test_with_a_delay_it_is_later_as_a_whole() -> None:
    behind = replace(SPEAKER, sound_delay_ms=1_500, sound_windows=ALL_DAY)
    assert list(heard(manifest(), SIX, SIX + 18_000, behind))[:4] == [
        "chime@1500",
        "intro@3500",
        "news:vi@6500",
        "outro@16500",
    ]


def test_it_goes_over_the_wire() -> None:
    assert read_manifest(msgspec.json.encode(manifest())) == manifest()


@pytest.mark.parametrize("part", ["gone", "around", "photo"])
def test_a_part_must_be_there_and_sound(part: str) -> None:
    odd = SequenceItem(id="odd", title="odd", part_ids=("chime", part))
    with pytest.raises(BadManifest, match=f"sounding part .*{part}"):
        check_manifest(manifest(odd, picture("photo", 5_000)))


@pytest.mark.parametrize("count", [0, LIMITS.parts_in_a_sequence + 1])
def test_it_has_parts_and_not_too_many(count: int) -> None:
    odd = SequenceItem(id="odd", title="odd", part_ids=("chime",) * count)
    with pytest.raises(BadManifest):
        read_manifest(msgspec.json.encode(manifest(odd)))


def test_silence_is_what_is_heard_of_an_empty_one() -> None:
    nothing = Manifest(unit_name="Xã", items=(BulletinItem(id="mute", title="mute"), AROUND))
    assert programme(nothing, NONE, SIX, SPEAKER).sound == Silence("idle")
