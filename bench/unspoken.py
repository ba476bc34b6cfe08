"""The list of what loudspeakers can't say yet, when nothing waits, when thousands do, and when everything does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from httpx import Client
from sqlalchemy import Engine, bindparam
from sqlmodel import Session, col, delete, select, update

from bench.measuring import Goal, Row, medians
from controller.bulletins.models import Content, ContentSpeech
from controller.db import insert_into, run_many, session_scope
from controller.devices.models import Device
from controller.status.models import DeviceStatus
from controller.unspoken.jobs import mark_anew

LANGUAGES = ("vi", "km", "sti")
SPOKEN: Sequence[str] = ('["vi"]', '["vi","km"]', '["vi","sti"]')
"""By devices, in turn."""
EVERY = 20
SOME = "km"
"""Not heard in one of so many contents."""
ALL = "sti"
ON_A_PAGE = 100
WITHIN = Goal(100.0)
ABOUT = (
    f"*Can't be said*: the list of what waits to be translated or recorded, when all contents are on the air and said "
    f"in {len(LANGUAGES)} languages of the devices, when one in {EVERY} is not said in one of them, and when none is "
    f"said in another: {ON_A_PAGE} from its middle, and how many there are in all."
)


def rows(name: str, engine: Engine, client: Client, rounds: int) -> Iterator[Row]:
    """A page and the counts in each of the three cases."""
    ids = _furnished(engine)
    yield from _timed(f"{name}: can't be said, nothing", client, "", {}, rounds)
    thousands = ids[::EVERY]
    for start in range(0, len(thousands), 500):
        _unsay(engine, SOME, thousands[start : start + 500])
    counts = {SOME: len(thousands)}
    yield from _timed(f"{name}: can't be said, {len(thousands):,}", client, _middle(thousands, SOME), counts, rounds)
    _unsay(engine, ALL)
    counts |= {ALL: len(ids)}
    yield from _timed(f"{name}: can't be said, all {len(ids):,}", client, _middle(ids, ALL), counts, rounds)


def _timed(what: str, client: Client, after: str, counts: Mapping[str, int], rounds: int) -> Iterator[Row]:
    def page() -> None:
        answer = client.get("/api/v1/unspoken", params={"after": after, "most": ON_A_PAGE})
        assert len(answer.json()) == (ON_A_PAGE if counts else 0), answer.text

    def count() -> None:
        told = client.get("/api/v1/unspoken/counts").json()
        assert {one["language"]: one["waiting"] for one in told if one["waiting"]} == counts

    page_s, count_s = medians(page, count, rounds=rounds)
    yield Row(f"{what}: a page", page_s * 1000, "ms", goal=WITHIN)
    yield Row(f"{what}: the count", count_s * 1000, "ms", goal=WITHIN)


def _middle(ids: Sequence[str], language: str) -> str:
    return f"{ids[len(ids) // 2]}.{language}"


def _unsay(engine: Engine, language: str, ids: Sequence[str] = ()) -> None:
    query = delete(ContentSpeech).where(col(ContentSpeech.language) == language)
    with session_scope(engine) as session:
        session.exec(query.where(col(ContentSpeech.content_id).in_(ids)) if ids else query)
    mark_anew(engine)


def _furnished(engine: Engine) -> list[str]:
    """Devices speak, all contents are on the air in all communes, and said in every language; their ids in order."""
    with session_scope(engine) as session:
        devices = session.exec(select(Device.id, Device.unit_id).order_by(Device.id)).all()
        in_turn = zip(devices, cycle(SPOKEN), strict=False)
        spoken = [{"device_id": one, "languages": languages} for (one, _), languages in in_turn]
        run_many(session, insert_into(session, DeviceStatus), spoken)
        ids = list(session.exec(select(Content.id).order_by(Content.id)).all())
        _put_on(session, ids, sorted({unit_id for _, unit_id in devices}))
        sha256 = session.exec(select(Content.original_sha256).limit(1)).one()
        usual = {"sha256": sha256, "duration_ms": 1, "voice": "x"}
        said = [{"content_id": one, "language": language, **usual} for one in ids for language in LANGUAGES]
        run_many(session, insert_into(session, ContentSpeech), said)
    mark_anew(engine)
    return ids


def _put_on(session: Session, ids: Sequence[str], units: Sequence[str]) -> None:
    put = update(Content).where(col(Content.id) == bindparam("one"))
    put = put.values(state="published", unit_id=bindparam("unit"))
    run_many(session, put, [{"one": one, "unit": units[place % len(units)]} for place, one in enumerate(ids)])
