"""Whether boards still have what left the air, by their own reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from controller.approval.gone import Gone, counted, devices_of
from controller.approval.jobs import take_off, take_steps
from controller.bulletins.draft import Edited
from controller.bulletins.models import Content
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.documents import service as documents
from controller.documents.service import current_epoch
from controller.library.workshop import Workshop
from controller.originals.jobs import clear_out
from controller.publishing.jobs import republish
from controller.status.service import Heard, note_listening, record_heartbeats, record_reports
from protocol.documents import Desired
from protocol.errors import Unavailable
from protocol.ids import DeviceId, EpochMs, Sha256
from protocol.uplink import Report, Showing, Status
from protocol.words import Words
from tests.controller.approval.conftest import People, Writing
from tests.controller.approval.test_steps import PACE, seen
from tests.controller.places import NORTH, SOUTH, stand


def on_air(workshop: Workshop, people: People, writing: Writing) -> Content:
    with session_scope(workshop.engine) as session:
        stand(session, "far", SOUTH, "led-p5-640x384")
        note_listening(session, EpochMs(wall_ms() - 3_600_000))
    content = writing(people["editor"])
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    republish(workshop, PACE)
    return content


def reports(workshop: Workshop, device: str, showing: str = "", rev: int | None = None) -> None:
    """The device applied what is stated for it now, or says that it stands at an older revision of the same."""
    with session_scope(workshop.engine) as session:
        row = documents.find(session, "desired", device)
        assert row
        manifest = msgspec.json.decode(row.body, type=Desired).manifest
        applied = row.rev if rev is None else rev
        report = Report(
            sid="s",
            at_ms=wall_ms(),
            epoch=current_epoch(session),
            seen_rev=row.rev,
            applied_rev=applied,
            manifest_sha256=manifest.sha256 if manifest else None,
        )
        status = Status(
            sid="s",
            online=True,
            seq=1,
            at_ms=wall_ms(),
            clock="trusted",
            uptime_s=1.0,
            profile="led-p5-640x384",
            version="1",
            seen_rev=row.rev,
            applied_rev=applied,
            showing=Showing(screen=showing),
        )
        record_heartbeats(session, [(DeviceId(device), Heard(status, wall_ms()))])
        record_reports(session, [(DeviceId(device), report)])


def gone(workshop: Workshop, content: Content) -> Gone:
    with session_scope(workshop.engine, writes=False) as session:
        return counted(devices_of(session, workshop.store, content.id, wall_ms()))


def test_boards_are_counted_until_each_says_that_it_is_rid_of_it(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = on_air(workshop, people, writing)
    for device in ("led", "board"):
        reports(workshop, device, f"bulletin {content.id} 1/1")
    assert gone(workshop, content) == (0, 0, 0, 0)
    take_off(workshop, people["leader"], content.id)
    assert gone(workshop, content) == (2, 0, 0, 2), "those of another commune never had it"
    republish(workshop, PACE)
    assert gone(workshop, content) == (2, 0, 0, 2), "what is stated proves nothing"
    reports(workshop, "led", f"bulletin {content.id} 1/1")
    assert gone(workshop, content) == (2, 0, 0, 2), "it applied it and shows it still"
    reports(workshop, "led", "bulletin another 1/1")
    assert gone(workshop, content) == (2, 1, 0, 1)
    reports(workshop, "board", rev=1)
    assert gone(workshop, content) == (2, 1, 0, 1), "an older revision is no proof, whatever is in it"
    reports(workshop, "board")
    assert gone(workshop, content) == (2, 2, 0, 0)


def test_boards_that_are_not_heard_are_offline(workshop: Workshop, people: People, writing: Writing) -> None:
    content = on_air(workshop, people, writing)
    take_off(workshop, people["leader"], content.id)
    republish(workshop, PACE)
    assert gone(workshop, content) == (2, 0, 2, 0)
    with session_scope(workshop.engine) as session:
        session.get_one(Device, "led").retired_at_ms = 1
    assert gone(workshop, content) == (1, 0, 1, 0)


def test_a_board_that_comes_back_after_weeks_is_counted_then(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = on_air(workshop, people, writing)
    for device in ("led", "board"):
        reports(workshop, device, f"bulletin {content.id} 1/1")
    take_off(workshop, people["leader"], content.id)
    republish(workshop, PACE)
    reports(workshop, "board")
    weeks_later = EpochMs(wall_ms() + 40 * 86_400_000)
    clear_out(workshop, weeks_later)
    with session_scope(workshop.engine, writes=False) as session:
        assert counted(devices_of(session, workshop.store, content.id, weeks_later)) == (2, 1, 1, 0)
    reports(workshop, "led", f"bulletin {content.id} 1/1", rev=1)
    assert gone(workshop, content) == (2, 1, 0, 1), "it is heard again, and shows it"
    reports(workshop, "led")
    assert gone(workshop, content) == (2, 2, 0, 0)


@pytest.mark.parametrize("again", ["withdrawn twice", "published again"])
def test_it_is_counted_anew_each_time_it_leaves(
    workshop: Workshop, people: People, writing: Writing, again: str
) -> None:
    content = on_air(workshop, people, writing)
    take_off(workshop, people["leader"], content.id)
    republish(workshop, PACE)
    for device in ("led", "board"):
        reports(workshop, device)
    if again == "published again":
        take_steps(workshop, people["editor"], content.id, ["submit"], seen(workshop, content))
        take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
        republish(workshop, PACE)
    take_off(workshop, people["leader"], content.id)
    assert gone(workshop, content) == ((2, 2, 0, 0) if again == "withdrawn twice" else (2, 0, 0, 2))


def test_an_edit_that_takes_it_off_counts_too(workshop: Workshop, people: People, writing: Writing) -> None:
    content = on_air(workshop, people, writing)
    writing(people["editor"], "Họp lúc 20 giờ.", edits=Edited(content.id, seen(workshop, content)))
    assert gone(workshop, content).of == 2
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        row = documents.find(session, "desired", "led")
    assert row
    manifest = msgspec.json.decode(row.body, type=Desired).manifest
    assert manifest
    assert content.id not in workshop.store.path_of(manifest.sha256).read_text()
    assert NORTH in row.body.decode()


class Away:
    """A store that can't be asked now."""

    def path_of(self, sha256: Sha256) -> Path:
        raise Unavailable(Words("Kho không trả lời.", "The store does not answer."), Words("Đợi.", "Wait."))


def test_it_is_withdrawn_while_the_store_is_away_and_counted_once_it_is_back(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = on_air(workshop, people, writing)
    take_off(replace(workshop, store=Away()), people["leader"], content.id)  # type: ignore[arg-type]
    assert gone(workshop, content).of == 3, "whoever is told something that nobody can look into may have it"
    republish(workshop, PACE)
    for device in ("led", "board"):
        reports(workshop, device)
    assert gone(workshop, content).gone == 2
