"""What nothing needs leaves the store in the end; what any device was told of never does, whatever was done before."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from controller.bulletins.models import Content, Rendition
from controller.bulletins.service import withdraw
from controller.clock import wall_ms
from controller.db import all_tables, session_scope
from controller.documents.models import SignedDocument
from controller.library.claims import Claims
from controller.library.models import MediaObject, SoundTwin
from controller.library.service import register
from controller.library.sounds import chime_in
from controller.library.workshop import Workshop
from controller.originals import jobs, service
from controller.originals.jobs import clear_out
from controller.originals.models import Leaving, Original
from controller.originals.noting import original_id_of
from controller.publishing.jobs import republish
from controller.publishing.models import Tuning
from controller.publishing.survey import MANIFEST_MEDIA_TYPE, Pace
from protocol.documents import Desired
from protocol.errors import Conflict
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Blob
from protocol.timers import MEDIA_UNUSED_S
from tests.controller.originals.conftest import Publish
from tests.controller.originals.test_originals import TODAY
from tests.controller.places import NORTH, SOUTH, person

APPROVER = person("approver")
PACE = Pace(60.0, 30.0, "Asia/Ho_Chi_Minh")
A_MONTH_MS = round(MEDIA_UNUSED_S * 1000)
NAMES = st.sampled_from(["a", "bb", "ccc"])
UNITS = st.sampled_from([NORTH, SOUTH])
DEEDS = st.lists(
    st.tuples(st.sampled_from(["publish", "withdraw", "trash", "tell", "month"]), NAMES, UNITS), max_size=12
)


def a_month_later(workshop: Workshop, months: int = 1) -> int:
    """Clears out a month and a day from now; what was kept today was kept long ago."""
    workshop.store._claims = Claims()  # type: ignore[attr-defined]
    return clear_out(workshop, EpochMs(wall_ms() + months * A_MONTH_MS + 24 * 3600 * 1000))


def rows(workshop: Workshop) -> set[str]:
    with session_scope(workshop.engine, writes=False) as session:
        return set(session.exec(select(MediaObject.sha256)).all())


def told(workshop: Workshop) -> Iterator[str]:
    """All that devices were told of: manifests, and what stands in them. Reads JSON, not hashes."""
    with session_scope(workshop.engine, writes=False) as session:
        bodies = session.exec(select(SignedDocument.body).where(SignedDocument.kind == "desired")).all()
    for body in bodies:
        manifest = msgspec.json.decode(body, type=Desired).manifest
        assert manifest is not None
        yield manifest.sha256
        yield from named(msgspec.json.decode(b"".join(workshop.store.read(manifest.sha256))))


def named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "sha256" in value:
            yield value["sha256"]
        for one in value.values():
            yield from named(one)
    elif isinstance(value, list):
        for one in value:
            yield from named(one)


def all_there(workshop: Workshop) -> bool:
    known = rows(workshop)
    return all(sha256 in known and workshop.store.intact(Sha256(sha256)) for sha256 in set(told(workshop)))


def do(workshop: Workshop, publish: Publish, deed: str, name: str, unit_id: str) -> None:
    if deed == "publish":
        publish(name, unit_id)
    elif deed == "tell":
        republish(workshop, PACE)
    elif deed == "month":
        a_month_later(workshop)
    else:
        with session_scope(workshop.engine) as session:
            found = session.exec(select(Content).where(Content.title == name, Content.unit_id == unit_id)).first()
            original = found and session.get(Original, original_id_of(unit_id, found.original_sha256))
            if found and deed == "withdraw":
                withdraw(session, APPROVER, found.id, wall_ms())
            elif original and deed == "trash":
                try:
                    service.trash(session, APPROVER, original.id, TODAY, wall_ms())
                except Conflict:
                    assert found
                    assert found.state == "published"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(deeds=DEEDS)
@pytest.mark.timeout(400)
def test_nothing_that_a_device_was_told_of_is_ever_missing(
    workshop: Workshop, publish: Publish, deeds: list[tuple[str, str, str]]
) -> None:
    republish(workshop, PACE)
    for deed in deeds:
        do(workshop, publish, *deed)
        assert all_there(workshop), deed
    republish(workshop, PACE)
    a_month_later(workshop)
    assert all_there(workshop)
    assert set(workshop.store.everything()) == rows(workshop)
    assert rows(workshop) == still_needed(workshop)


def still_needed(workshop: Workshop) -> set[str]:
    """Worked out the slow, obvious way: each kind of thing by itself."""
    with session_scope(workshop.engine, writes=False) as session:
        found = {one.original_sha256 for one in session.exec(select(Content)).all()}
        found |= {one.sha256 for one in session.exec(select(Original)).all()}
        found |= {one.sha256 for one in session.exec(select(Rendition)).all()}
        twins = {one.sha256: one.mp3_sha256 for one in session.exec(select(SoundTwin)).all()}
    found |= set(told(workshop)) | {chime_in(workshop).blob.sha256}
    return found | {twins[sha256] for sha256 in found if sha256 in twins}


def test_what_was_withdrawn_long_ago_keeps_its_original_alone(workshop: Workshop, publish: Publish) -> None:
    gone, stays = publish("gone"), publish("stays")
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        made = {one.content_id: one.sha256 for one in session.exec(select(Rendition)).all()}
    with session_scope(workshop.engine) as session:
        withdraw(session, APPROVER, gone.id, wall_ms())
    republish(workshop, PACE)
    assert a_month_later(workshop) >= 2, "its rendition, and a manifest that nobody plays any more"
    assert made[gone.id] not in rows(workshop)
    assert {made[stays.id], gone.original_sha256} <= rows(workshop)
    publish("gone")
    republish(workshop, PACE)
    assert made[gone.id] in rows(workshop)
    assert all_there(workshop)


def test_the_trash_ends_after_a_month(workshop: Workshop, publish: Publish) -> None:
    content = publish("gone")
    with session_scope(workshop.engine) as session:
        withdraw(session, APPROVER, content.id, wall_ms())
        service.trash(session, APPROVER, original_id_of(NORTH, content.original_sha256), TODAY, wall_ms())
    clear_out(workshop, EpochMs(wall_ms() + A_MONTH_MS - 60_000))
    with session_scope(workshop.engine, writes=False) as session:
        assert session.exec(select(Original)).all()
    a_month_later(workshop)
    with session_scope(workshop.engine, writes=False) as session:
        assert not session.exec(select(Original)).all()
    assert content.original_sha256 in rows(workshop), "the bulletin that was made of it can be published again"


def test_what_a_signed_document_or_a_tune_names_stays(workshop: Workshop) -> None:
    speech, tune, left_over = (keep(workshop, data) for data in (b"speech", b"tune", b"left over"))
    with session_scope(workshop.engine) as session:
        alert = SignedDocument(kind="alerts", aud=NORTH, topic="t", rev=1, body=b"", body_digest="")
        alert.body = msgspec.json.encode({"alerts": [{"speech": {"blob": {"sha256": speech.sha256}}}]})
        session.add(alert)
        session.add(Tuning(owner=NORTH, opening_sha256=tune.sha256, opening_ms=1))
    a_month_later(workshop)
    assert {speech.sha256, tune.sha256} <= rows(workshop)
    assert left_over.sha256 not in rows(workshop)


def keep(workshop: Workshop, data: bytes, media_type: str = "x/y") -> Blob:
    with session_scope(workshop.engine) as session:
        return register(session, workshop.store.keep(data), media_type, EpochMs(1))


def test_what_a_device_reports_to_play_stays_with_all_in_it(workshop: Workshop) -> None:
    picture = keep(workshop, b"picture")
    manifest = keep(workshop, msgspec.json.encode({"items": [{"sha256": picture.sha256}]}), MANIFEST_MEDIA_TYPE)
    with session_scope(workshop.engine) as session:
        session.add(Tuning(owner=NORTH, opening_sha256=manifest.sha256, opening_ms=1))
    a_month_later(workshop)
    assert {picture.sha256, manifest.sha256} <= rows(workshop)


def test_when_it_is_not_sure_it_removes_nothing(workshop: Workshop, publish: Publish) -> None:
    publish("a")
    republish(workshop, PACE)
    left_over = keep(workshop, b"left over")
    manifest = next(told(workshop))
    workshop.store.path_of(Sha256(manifest)).unlink()
    assert a_month_later(workshop) == 0
    assert left_over.sha256 in rows(workshop)


def test_what_came_back_meanwhile_stays(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        session.add(Leaving(sha256=keep(workshop, b"back").sha256, since_ms=1))
    with session_scope(workshop.engine) as session:
        session.exec(update(MediaObject).values(kept_at_ms=wall_ms() + 2 * A_MONTH_MS))
    assert a_month_later(workshop) == 0
    with session_scope(workshop.engine, writes=False) as session:
        assert session.exec(select(Leaving)).all() == []
    assert workshop.store.intact(Sha256(keep(workshop, b"back").sha256))


def test_what_was_kept_just_now_stays_until_somebody_names_it(workshop: Workshop) -> None:
    stored = workshop.store.keep(b"on its way")
    with session_scope(workshop.engine) as session:
        session.add(Leaving(sha256=stored.sha256, since_ms=1))
    assert clear_out(workshop) == 0
    assert workshop.store.intact(stored.sha256)


class PowerCut(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", ["_forget_renditions", "_take_off", "_remove_bytes", "_strike_out"])
def test_a_crash_at_any_step_is_mended_by_the_next_turn(
    workshop: Workshop, publish: Publish, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("stays")
    republish(workshop, PACE)
    left_over = [keep(workshop, f"left over {number}".encode()) for number in range(3)]

    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched, pytest.raises(PowerCut):
        patched.setattr(jobs, step, cut)
        a_month_later(workshop)
    assert all_there(workshop)
    a_month_later(workshop)
    assert all_there(workshop)
    assert not {blob.sha256 for blob in left_over} & rows(workshop)
    assert set(workshop.store.everything()) == rows(workshop)


def test_kept_anew_it_counts_from_then(workshop: Workshop) -> None:
    blob = keep(workshop, b"of last year")
    with session_scope(workshop.engine) as session:
        register(session, workshop.store.keep(b"of last year"), "x/y", wall_ms())
        kept = session.exec(select(MediaObject).where(col(MediaObject.sha256) == blob.sha256)).one()
        assert wall_ms() - kept.kept_at_ms < 60_000


def test_every_column_that_names_content_is_looked_through() -> None:
    naming = [
        f"{table.name}.{key.parent.name}"
        for table in all_tables().sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "media_object"
    ]
    assert naming
    assert [one for one in naming if "sha256" not in one.partition(".")[2]] == []
