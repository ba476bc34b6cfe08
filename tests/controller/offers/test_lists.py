"""What a unit sees of what came from above, and what the unit above sees of the answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from controller.bulletins.models import Content
from controller.db import insert_into, run_many, session_scope
from controller.offers.counting import answers_to
from controller.offers.service import Given, answer, from_above
from controller.offers.standpoint import look_at
from protocol.errors import NotAllowed, NotFound
from tests.controller.offers.land import HASHES, NOW_MS, TODAY, approver, put, staff, to, unit


def say(engine: Engine, content_id: str, code: str, *, accepted: bool, reason: str = "trùng") -> None:
    with session_scope(engine) as session:
        given = Given(accepted, HASHES[0], "" if accepted else reason)
        answer(session, approver(code), content_id, unit(code), given, NOW_MS, TODAY)


def seen(engine: Engine, code: str, *, waiting: bool = False) -> dict[str, str]:
    """How each title stands with that unit."""
    with session_scope(engine, writes=False) as session:
        found = from_above(session, approver(code), unit(code), "", 50, TODAY, waiting=waiting)
        return {one.content.title: one.standing for one in found}


def test_a_unit_sees_what_is_meant_for_it_and_how_it_stands(engine: Engine) -> None:
    with session_scope(engine) as session:
        put(session, "pp", "Thẳng", to())
        put(session, "pp", "Nơi khác", to("dd"))
        put(session, "pp", "Đã hết", to(last_date=TODAY - timedelta(days=1)))
        put(session, "aa", "Của mình", to())
        put(session, "gg", "Thôn", to("a1"))
        ids = {name: put(session, "pp", name, to("gg", offered=True)).id for name in ("Mới", "Nhận", "Không", "Sửa")}
        ids["Nhóm"] = put(session, "pp", "Nhóm", to("aa", "bb", offered=True)).id
    say(engine, ids["Nhận"], "aa", accepted=True)
    say(engine, ids["Không"], "aa", accepted=False)
    say(engine, ids["Sửa"], "aa", accepted=True)
    say(engine, ids["Nhóm"], "gg", accepted=True)
    with session_scope(engine) as session:
        put(session, "pp", "Sửa", to("gg", offered=True), HASHES[1])
    waiting = {"Mới": "waiting", "Sửa": "changed"}
    others = {"Thẳng": "direct", "Thôn": "direct", "Nhận": "accepted", "Không": "declined", "Nhóm": "accepted"}
    assert seen(engine, "aa") == {**waiting, **others}
    assert seen(engine, "aa", waiting=True) == waiting
    assert seen(engine, "pp") == {}
    assert seen(engine, "dd") == {"Thẳng": "direct", "Nơi khác": "direct"}
    assert seen(engine, "bb") == {
        "Thẳng": "direct",
        **dict.fromkeys(("Mới", "Nhận", "Không", "Sửa"), "waiting"),
        "Nhóm": "accepted",
    }


def test_offers_to_others_are_not_seen(engine: Engine) -> None:
    with session_scope(engine) as session:
        offered = put(session, "pp", "Riêng", to("dd", offered=True)).id
        assert look_at(session, approver("dd"), offered, TODAY).id == offered
        for code in ("aa", "gg", "c1"):
            with pytest.raises(NotFound):
                look_at(session, approver(code), offered, TODAY)
        for who, where in (("aa", "bb"), ("aa", "pp"), ("a1", "aa"), ("dd", "aa")):
            with pytest.raises(NotAllowed):
                from_above(session, approver(who), unit(where), "", 50, TODAY)
        assert from_above(session, approver("gg"), unit("aa"), "", 50, TODAY) == []


def test_the_list_comes_in_pages(engine: Engine) -> None:
    with session_scope(engine) as session:
        ids = [put(session, "pp", f"Tin {number}", to("gg", offered=True)).id for number in range(9)]
        for place, content_id in enumerate(ids):
            content = session.get_one(Content, content_id)
            content.created_at_ms = NOW_MS + place // 4
            session.add(content)
    for content_id in ids[::2]:
        say(engine, content_id, "aa", accepted=True)
    with session_scope(engine, writes=False) as session:
        for waiting, wanted in ((False, set(ids)), (True, set(ids[1::2]))):
            pages: list[str] = []
            while found := from_above(
                session, approver("aa"), unit("aa"), pages[-1] if pages else "", 2, TODAY, waiting=waiting
            ):
                pages += [one.id for one in found]
            assert len(pages) == len(wanted)
            assert set(pages) == wanted
        with pytest.raises(NotFound):
            from_above(session, approver("aa"), unit("aa"), "nothing", 2, TODAY)


def test_a_page_of_many_is_a_range_of_an_index(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the plan is SQLite's")
    with session_scope(engine) as session:
        first = put(session, "pp", "Tin", to())
        row = first.model_dump()
        rows = [{**row, "id": f"bulletin-{number:05}", "created_at_ms": number} for number in range(3_000)]
        run_many(session, insert_into(session, Content), rows)
    asked: list[tuple[str, object]] = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append((about[2], about[3])))
    with session_scope(engine, writes=False) as session:
        assert len(from_above(session, approver("aa"), unit("aa"), "bulletin-01500", 50, TODAY)) == 50
        [(statement, parameters)] = [one for one in asked if "LIMIT" in one[0] and "content_target" in one[0]]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()  # type: ignore[arg-type]
    assert "ix_content_created_at_ms" in str(plan)


def test_the_unit_above_sees_everybody_who_was_asked_and_where_nobody_may_answer(engine: Engine) -> None:
    with session_scope(engine) as session:
        for code in ("aa", "a1", "cc"):
            staff(session, code)
        staff(session, "dd", "editor")
        content = put(session, "pp", "Tin", to("aa", "bb", "cc", "dd", offered=True))
    say(engine, content.id, "aa", accepted=True)
    say(engine, content.id, "cc", accepted=False, reason="xã đã có tin này")
    with session_scope(engine, writes=False) as session:
        found = answers_to(session, content, TODAY)
        assert [(one.unit.code, one.standing, one.decided_by) for one in found.asked] == [
            ("a1", "accepted", unit("aa")),
            ("aa", "accepted", unit("aa")),
            ("cc", "declined", unit("cc")),
        ]
        assert [one.answer.reason for one in found.asked if one.answer] == ["", "", "xã đã có tin này"]
        assert [one.code for one in found.unstaffed] == ["bb", "dd"], "an editor does not answer"
        assert dict(found.counts) == {"accepted": 2, "declined": 1}
    with session_scope(engine) as session:
        staff(session, "gg")
        again = answers_to(session, content, TODAY)
        assert [one.code for one in again.unstaffed] == ["dd"], "the group may answer for bb"
        everybody = put(session, "pp", "Tất cả", to(offered=True))
        of_all = answers_to(session, everybody, TODAY)
        assert [one.unit.code for one in of_all.asked] == ["a1", "aa", "cc", "gg"]
        assert [one.code for one in of_all.unstaffed] == ["dd"]
        assert dict(of_all.counts) == {"waiting": 4}
