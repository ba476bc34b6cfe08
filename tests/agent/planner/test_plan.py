from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agent.planner import Activate, Evict, Fetch, Have, Report, Wish, alert_needs, needs, plan
from protocol.alert import Alert, AlertText
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, Manifest, PictureItem, Rendition, Speech
from protocol.programme_types import Board
from tests.agent.planner.fleet import BOARDS, WORLDS, Simulated, blob

WISHES = st.lists(
    st.tuples(st.none() | st.integers(0, 3), st.lists(st.integers(0, 30), max_size=6)), min_size=1, max_size=6
)
LED = Board(640, 384, has_sound=False)


@given(WORLDS, st.sampled_from(BOARDS), WISHES, st.booleans())
def test_it_converges_whatever_was_wished_before_and_keeps_every_promise_on_the_way(
    world: dict[str, Manifest], board: Board, wishes: list[tuple[int | None, list[int]]], disk_full: bool
) -> None:
    device = Simulated(world, board)
    for place, arrivals in wishes:
        wish = device.wish(place % len(world) if place is not None else None)
        device.carry_out(wish)
        for which in arrivals:
            device.receive(which)
            device.have = replace(device.have, disk_full=disk_full)
            device.carry_out(wish)
    device.have = replace(device.have, disk_full=False)
    for _ in range(50):
        device.receive(0)
        if not device.carry_out(wish):
            break
    assert device.carry_out(wish) == 0
    assert device.have.active == (wish.manifest.sha256 if wish.manifest else None)
    assert device.report == Report("", device.report.wanted_bytes, device.report.wanted_bytes)  # type: ignore[union-attr]


@given(WORLDS, st.sampled_from(BOARDS))
def test_without_a_network_what_plays_goes_on(world: dict[str, Manifest], board: Board) -> None:
    device = Simulated(world, board)
    for _ in range(50):
        device.carry_out(device.wish(0))
        device.receive(0)
    playing = device.have
    for place in range(1, len(world)):
        device.carry_out(device.wish(place))
        assert device.have.active == playing.active
        assert device.have.blobs == playing.blobs


def picture(number: int, width_px: int = 640) -> PictureItem:
    rendition = Rendition(width_px=width_px, height_px=384, blob=blob(number))
    return PictureItem(id=f"p{number}", title="p", duration_ms=1_000, renditions=(rendition,))


def test_the_manifest_comes_first_then_its_files_then_it_plays() -> None:
    manifest, wanted = blob(100), Manifest(unit_name="x", items=(picture(1), picture(2)))
    wish = Wish(manifest)
    assert plan(wish, Have(None), LED)[0] == Fetch((manifest,))
    known = Have(None, {manifest.sha256: wanted}, frozenset({manifest.sha256, blob(1).sha256}))
    fetch, report = plan(wish, known, LED)
    assert fetch == Fetch((blob(2),))
    assert report == Report("1 of 3 files not here", 101 + 2, 101 + 2 + 3)
    whole = replace(known, blobs=known.blobs | {blob(2).sha256})
    assert Activate(manifest.sha256) in plan(wish, whole, LED)


def test_an_unreadable_manifest_is_reported_and_the_old_one_plays_on() -> None:
    bad, old = blob(100), blob(101)
    have = Have(old.sha256, {bad.sha256: None}, frozenset({bad.sha256, old.sha256}))
    steps = plan(Wish(bad), have, LED)
    assert not any(isinstance(step, Activate | Evict) for step in steps)
    assert steps[-1] == Report("manifest unreadable", 101, 101)


def test_wishing_nothing_plays_nothing_and_clears_the_disk() -> None:
    have = Have(blob(100).sha256, {}, frozenset({blob(100).sha256, blob(1).sha256}))
    steps = plan(Wish(None), have, LED)
    assert Activate(None) in steps
    assert Evict(tuple(sorted(have.blobs))) in steps


def test_a_full_disk_gives_up_what_neither_the_old_nor_the_new_programme_needs() -> None:
    old, new = Manifest(unit_name="x", items=(picture(1),)), Manifest(unit_name="x", items=(picture(2),))
    read = {blob(100).sha256: old, blob(101).sha256: new}
    here = frozenset(blob(number).sha256 for number in (100, 101, 1, 7))
    have = Have(blob(100).sha256, read, here)
    assert not any(isinstance(step, Evict) for step in plan(Wish(blob(101)), have, LED))
    steps = plan(Wish(blob(101)), replace(have, disk_full=True), LED)
    assert [step for step in steps if isinstance(step, Evict)] == [Evict((blob(7).sha256,))]


def test_speech_of_an_alert_goes_first_and_holds_nothing_back() -> None:
    text = AlertText(language="vi", headline="Lũ", speech=Speech(language="vi", blob=blob(9), duration_ms=1, voice="x"))
    alert = Alert(
        id="a-1",
        status="Actual",
        event="Lũ",
        level=3,
        severity="Severe",
        sent_at_ms=EpochMs(0),
        expires_at_ms=EpochMs(1),
        texts=(text,),
    )
    speaker = Board(0, 0, has_sound=True)
    assert alert_needs([alert], speaker) == (blob(9),)
    assert alert_needs([alert], LED) == ()
    have = Have(None, {blob(100).sha256: Manifest(unit_name="x")}, frozenset({blob(100).sha256}))
    steps = plan(Wish(blob(100), (blob(9),)), have, speaker)
    assert steps[0] == Fetch((blob(9),))
    assert Activate(blob(100).sha256) in steps


def test_a_board_needs_its_own_size_and_sound_only_where_there_is_sound() -> None:
    manifest = Manifest(
        unit_name="x",
        items=(picture(1), picture(2, 1920), AudioItem(id="a", title="a", duration_ms=1, blob=blob(3)), picture(1)),
    )
    assert needs(manifest, LED) == (blob(1),)
    assert needs(manifest, Board(0, 0, has_sound=True)) == (blob(3),)
