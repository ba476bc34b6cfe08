"""Any order of acts by anybody, against a slow and obvious account of the same rule."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlmodel import select

from controller.approval import rule as rules
from controller.approval import service
from controller.approval.models import ApprovalStep
from controller.bulletins.draft import Draft, Options, Prepared
from controller.bulletins.models import Content
from controller.bulletins.service import find, on_air, write
from controller.db import engine_of, session_scope
from controller.library.service import register
from controller.library.store import FolderStore
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.models import User
from controller.settings import parse_settings
from protocol.errors import RaoError
from tests.controller.approval.conftest import TODAY, account
from tests.controller.approval.rules import RIGHTS_OF_ROLES, told
from tests.controller.databases import fill_with_tables
from tests.controller.places import CITY, NORTH, settle

RULE = told()
ROLES = {"editor": "editor", "leader": "approver", "deputy": "approver", "guest": "technician", "program": ""}
WHO = st.sampled_from([*ROLES])
BY_HAND = ("submit", "take_back", "discard", "approve", "return", "publish", "withdraw")


@dataclass
class Account:
    """The oracle: everything that happened, remembered and gone through anew for each question."""

    state: str | None = None
    words: int = 0
    log: list[tuple[str, str, int]] = field(default_factory=list)
    """(who, act, words that stood afterwards)."""
    disabled: set[str] = field(default_factory=set)
    is_let: bool = False

    def may(self, who: str, act: str) -> bool:
        rights = RIGHTS_OF_ROLES["the program" if who == "program" else ROLES[who]]
        if (self.state, act) not in RULE or RULE[self.state, act][1] not in rights:
            return False
        return act != "approve" or who not in self.authors() or self.by_rule(who)

    def authors(self) -> set[str]:
        approved = [number for number, (_, act, _) in enumerate(self.log) if act == "approve"]
        since = self.log[approved[-1] + 1 :] if approved else self.log
        writers = {who for who, act, _ in since if act in ("write", "edit")}
        return (writers | {self.log[0][0]}) - {"program"}

    def by_rule(self, who: str) -> bool:
        others = {"leader", "deputy"} - self.disabled - {who}
        return who == "program" or self.is_let or (who in ("leader", "deputy") and not others)

    def did(self, who: str, act: str) -> None:
        self.state = RULE[self.state, act][0]
        self.log.append((who, act, self.words))


class Approvals(RuleBasedStateMachine):
    """One content and five who act on it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        settings = parse_settings({}, Path(self.folder.name))
        fill_with_tables(settings.database)
        self.engine = engine_of(settings.database)
        self.now_ms, self.told = 1_000, Account()
        with session_scope(self.engine) as session:
            settle(session)
            store = FolderStore(Path(self.folder.name))
            self.original = register(session, store.keep(b"x"), "text/plain", 1)
            self.people: dict[str, Actor] = {"program": THE_SYSTEM}
            for login, role in ROLES.items():
                if role:
                    self.people[login] = account(session, login, role, NORTH)  # type: ignore[arg-type]
        self.content_id, self.looked_at = "", "0-"

    @rule(who=WHO, words=st.integers(0, 3), is_stale=st.booleans())
    def is_written(self, who: str, words: int, is_stale: bool) -> None:
        draft = Draft("bulletin", "text", Path("x"), "", "", None)
        prepared = Prepared(draft, f"Tin {words}", self.original, (), identity="tin")
        options = Options(first_date=TODAY, upto="draft")
        act = "write" if self.told.state is None else "edit"
        is_same = act == "edit" and words == self.told.words
        may = self.told.may(who, act)
        try:
            with session_scope(self.engine) as session:
                content = write(session, self.people[who], prepared, NORTH, options, self._now())
                self.content_id = content.id
        except RaoError:
            assert not may
            return
        assert may
        if not is_same:
            self.told.words = words
            self.told.did(who, act)
        if not is_stale:
            self.look()

    @rule(who=WHO, act=st.sampled_from(BY_HAND))
    def is_judged(self, who: str, act: str) -> None:
        if not self.content_id:
            return
        with session_scope(self.engine, writes=False) as session:
            content = session.get_one(Content, self.content_id)
            fits = self.looked_at == service.seen(session, content)
            acts = service.acts_of(session, self.people[who], content)
        may = self.told.may(who, act)
        assert (act in acts) == may
        try:
            with session_scope(self.engine) as session:
                content = session.get_one(Content, self.content_id)
                service.take(
                    session, self.people[who], content, act, self._now(), looked_at=self.looked_at, reason="vì"  # type: ignore[arg-type]
                )  # fmt: skip
        except RaoError:
            assert not (may and fits)
            return
        assert may
        assert fits
        self.told.did(who, act)

    @rule()
    def look(self) -> None:
        if self.content_id:
            with session_scope(self.engine, writes=False) as session:
                self.looked_at = service.seen(session, session.get_one(Content, self.content_id))

    @rule(who=st.sampled_from(["leader", "deputy"]))
    def goes_or_comes(self, who: str) -> None:
        self.told.disabled ^= {who}
        with session_scope(self.engine) as session:
            session.get_one(User, self.people[who].user_id).disabled = who in self.told.disabled

    @rule(above=st.booleans())
    def the_unit_is_let_or_not(self, above: bool) -> None:
        with session_scope(self.engine) as session:
            if self.told.is_let:
                for one in [one for one in rules.rules_of(session, THE_SYSTEM) if one.ended_at_ms is None]:
                    rules.end(session, THE_SYSTEM, one.unit_id, self._now())
            else:
                rules.let(session, THE_SYSTEM, CITY if above else NORTH, "Ít người", self._now())
        self.told.is_let = not self.told.is_let

    @invariant()
    def it_stands_as_it_was_told(self) -> None:
        with session_scope(self.engine, writes=False) as session:
            content = session.get(Content, self.content_id)
            assert (content.state if content else None) == self.told.state
            assert bool(on_air(session, [NORTH], TODAY)) == (self.told.state == "published")
            if content:
                assert find(session, self.people["editor"], content.id).id == content.id

    @invariant()
    def the_steps_chain_and_each_digest_is_approved_once(self) -> None:
        with session_scope(self.engine, writes=False) as session:
            steps = session.exec(select(ApprovalStep).order_by(ApprovalStep.number)).all()  # type: ignore[arg-type]
        assert [(one.act, one.to_state) for one in steps] == [
            (act, to) for (_, act, _), to in zip(self.told.log, replayed(self.told), strict=True)
        ]
        assert [one.number for one in steps] == list(range(1, len(steps) + 1))
        assert [one.from_state for one in steps] == ["", *[one.to_state for one in steps]][: len(steps)]
        standing: str | None = None
        names = {actor.user_id: login for login, actor in self.people.items()}
        for number, one in enumerate(steps):
            if one.act == "approve":
                assert standing != one.digest, "approved twice with nothing between"
                standing = one.digest
                before = {names[step.by] for step in steps[:number] if step.act in ("write", "edit")}
                last_written = next(step for step in reversed(steps[:number]) if step.act in ("write", "edit"))
                assert one.own or one.by != last_written.by
                assert one.own or names[one.by] != "program"
                assert before
            elif one.to_state not in ("approved", "published"):
                standing = None
            if one.to_state == "published":
                assert standing == one.digest, "on the air is what was approved, and nothing else"

    def _now(self) -> int:
        self.now_ms += 1
        return self.now_ms

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()


def replayed(told: Account) -> list[str]:
    """The states that the acts led to, one after the other."""
    state: str | None = None
    found = []
    for _, act, _ in told.log:
        state = RULE[state, act][0]
        found.append(state)
    return found


TestApprovals = pytest.mark.long(Approvals.TestCase)
TestApprovals.settings = hypothesis_settings(max_examples=60, stateful_step_count=30, deadline=None)
