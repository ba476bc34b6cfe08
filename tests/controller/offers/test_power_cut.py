"""The controller ends at any step between an answer and the boards: they have the old or the new, then the new."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from controller.db import session_scope
from controller.library.store import FolderStore
from controller.offers.service import Given, answer, take_back
from tests.controller.offers.land import HASHES, NOW_MS, TODAY, approver, manifests, put, state, to, unit
from tests.controller.publishing.steps import Steps, counted

ACCEPTING = {"aa", "a1"}


class PowerCut(Exception):
    """The process ends here."""


def cut() -> None:
    raise PowerCut


def plays(engine: Engine, store: FolderStore) -> set[str]:
    """The codes of the boards that were told of it."""
    found = manifests(engine, store)
    return {one.removeprefix("board-") for one, told in found.items() if told.items}


def test_cut_off_before_any_step_boards_have_the_old_or_the_new_and_the_next_look_completes_it(
    engine: Engine, tmp_path: Path
) -> None:
    store, steps = FolderStore(tmp_path / "media"), Steps(cut)
    with session_scope(engine) as session:
        content_id = put(session, "pp", "Tin", to("aa", "dd", offered=True)).id
    state(engine, store)
    before: set[str] = set()
    with counted(engine, steps):
        for last in range(200):
            accepts = last % 2 == 0
            after = ACCEPTING if accepts else set[str]()
            steps.taken, steps.last = 0, last
            completed = survives(engine, store, content_id, accepts=accepts)
            steps.last = -1
            assert plays(engine, store) in (before, after)
            reply(engine, content_id, accepts=accepts)
            state(engine, store)
            assert plays(engine, store) == after
            before = after
            if completed:
                break
    assert 15 < last < 199


def survives(engine: Engine, store: FolderStore, content_id: str, *, accepts: bool) -> bool:
    try:
        reply(engine, content_id, accepts=accepts)
        state(engine, store)
    except PowerCut:
        return False
    return True


def reply(engine: Engine, content_id: str, *, accepts: bool) -> None:
    """Once more is the same as once."""
    with session_scope(engine) as session:
        if accepts:
            answer(session, approver("aa"), content_id, unit("aa"), Given(True, HASHES[0]), NOW_MS, TODAY)
        else:
            take_back(session, approver("aa"), content_id, unit("aa"), TODAY)
