"""Whatever is proposed and however it is tossed about: what boards are told is what is in force, to the byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from hypothesis import example, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from controller.db import all_tables, engine_of, session_scope
from controller.library.sounds import chime_in
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.proposals import service
from controller.proposals.lines import file_of
from controller.proposals.models import Proposal
from controller.proposals.trial import look
from controller.publishing import survey
from controller.schedules.draft import DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.plan import Entry
from controller.schedules.playlists import save_playlist
from controller.schedules.reading import plans_in_force
from controller.schedules.service import save_slot
from controller.settings import parse_settings
from media.speech.espeak import Espeak
from protocol.errors import RaoError
from protocol.ids import EpochMs
from tests.controller.approval.conftest import account
from tests.controller.places import NORTH, settle, stand
from tests.controller.schedules.furnishing import PACE, publish

NOW = EpochMs(1_795_000_000_000)
TODAY = date(2026, 11, 18)
ACTS = ("submit", "take_back", "return", "discard", "approve")
STARTS = st.sampled_from(("05:30", "17:00", "17:20"))
SLOTS = st.builds(
    lambda start, minutes, content, days: SlotDraft(
        NORTH, "Khung", TODAY, start, minutes, None if content else "list-1", "" if content else None, days=days
    ),
    STARTS,
    st.sampled_from((10, 30, 1_440)),
    st.booleans(),
    st.lists(st.integers(0, 5), max_size=2, unique=True).map(
        lambda days: tuple(DayDraft(TODAY + timedelta(days=day)) for day in days)
    ),
)
STEPS = st.one_of(
    st.tuples(st.just("slot"), st.sampled_from(("", "slot-1")), SLOTS),
    st.tuples(st.just("list"), st.sampled_from(("", "list-1")), st.integers(0, 3)),
    st.tuples(st.just("act"), st.sampled_from(("editor", "leader")), st.sampled_from(ACTS)),
    st.tuples(st.just("look"), st.just(""), st.just(0)),
)


@contextmanager
def commune() -> Iterator[tuple[Workshop, dict[str, Actor], str]]:
    """A commune with boards, a content, a playlist and a slot in force."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = engine_of(parse_settings({}, folder).database)
        all_tables().create_all(engine)
        workshop = Workshop(engine, FolderStore(folder / "media"), (Espeak(),), ("vi",))
        with session_scope(engine) as session:
            settle(session)
            stand(session, "loa-1", NORTH, "speaker-cluster")
            stand(session, "led-1", NORTH, "led-p5-640x384")
            people = {
                "editor": account(session, "editor", "editor", NORTH),
                "leader": account(session, "leader", "approver", NORTH),
            }
        content_id = publish(workshop, folder, NORTH, "Họp tổ", "slots")
        with session_scope(engine) as session:
            leader = people["leader"]
            save_playlist(session, leader, PlaylistDraft(NORTH, "Danh sách", (Entry(content_id),)), NOW, "list-1")
            save_slot(session, leader, SlotDraft(NORTH, "Khung", TODAY, "17:00", 30, "list-1"), NOW, "slot-1")
        try:
            yield workshop, people, content_id
        finally:
            engine.dispose()


def compiled(workshop: Workshop) -> dict[str, bytes]:
    """What every device would be told, in bytes."""
    chime = chime_in(workshop)
    with session_scope(workshop.engine, writes=False) as session:
        return {
            one.change.aud: one.change.encoded.body
            for one in survey.look(session, workshop.store, PACE, chime, NOW).due
        }


def tried(session: Session, people: dict[str, Actor], content_id: str, held: str, step: tuple[str, str, object]) -> str:
    """One step of somebody; answers the proposal that is gone on with."""
    what, who, how = step
    if what == "slot":
        assert isinstance(how, SlotDraft)
        draft = (
            how
            if how.playlist_id
            else SlotDraft(
                NORTH, how.title, how.first, how.start, how.duration_min, content_id=content_id, days=how.days
            )
        )
        return service.propose(session, people["editor"], draft, NOW, who, held).id
    if what == "list":
        assert isinstance(how, int)
        changed = PlaylistDraft(NORTH, "Danh sách", (Entry(content_id),) * how, gap_ms=how * 100)
        return service.propose(session, people["editor"], changed, NOW, who, held).id
    if not held:
        return held
    found = session.get_one(Proposal, held)
    if what == "look":
        look(session, file_of(NORTH, service.of_proposal(found)[0]), TODAY, PACE.time_zone, NOW)
    else:
        service.take(session, people[who], found, how, NOW, reason="x")  # type: ignore[arg-type]
    return held


SOON = SlotDraft(NORTH, "Khung", TODAY, "17:20", 30, "list-1")
WHOLE_WAY = [("slot", "slot-1", SOON), ("act", "editor", "submit"), ("act", "leader", "approve"), ("slot", "", SOON)]


@trying(max_examples=15, deadline=None)
@example(WHOLE_WAY)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_only_what_was_accepted_reaches_boards(steps: list[tuple[str, str, object]]) -> None:
    with commune() as (workshop, people, content_id):
        engine: Engine = workshop.engine
        told, held = compiled(workshop), ""
        for step in steps:
            is_accepted = False
            try:
                with session_scope(engine) as session:
                    held = tried(session, people, content_id, held, step)
                    is_accepted = step[0] == "act" and step[2] == "approve" and bool(held)
            except RaoError:
                pass
            now = compiled(workshop)
            if is_accepted:
                with session_scope(engine, writes=False) as session:
                    assert session.get_one(Proposal, held).state == "approved"
                    proposed = service.of_proposal(session.get_one(Proposal, held))[0]
                    plans = plans_in_force(session, TODAY)
                assert {key for what, key in proposed if what == "slots"} <= set(plans.by_id)
            else:
                assert now == told, step
            told = now
