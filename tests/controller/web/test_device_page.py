"""How far a device is with what it is told, and why not further, as its page and its list say it."""

from __future__ import annotations

import pytest

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents.service import put
from controller.status.service import Heard, record_heartbeats, record_reports
from protocol.documents import Desired
from protocol.ids import DeviceId
from protocol.uplink import Report, Status
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, Running, running

__all__ = ["running"]


@pytest.fixture(scope="module", autouse=True)
def board(running: Running) -> None:
    """Told three revisions."""
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")
        for number in range(3):
            put(session, "desired", "led-1", Desired(unit_name=str(number), areas=()))


@pytest.mark.parametrize(
    ("seen", "applied", "pending", "vi", "en"),
    [
        (3, 3, "", "bản 3, đã áp dụng", "revision 3, applied"),
        (3, 2, "fetching 1 of 2", "bản 2, đã nhận bản 3 nhưng chưa áp dụng", "received revision 3, not applied yet"),
        (2, 2, "", "bản 2, chưa nhận được bản 3", "revision 3 not received yet"),
    ],
)
def test_what_it_has_seen_and_applied_and_why(
    running: Running, seen: int, applied: int, pending: str, vi: str, en: str
) -> None:
    with session_scope(running.app.state.engine) as session:
        device, now_ms = DeviceId("led-1"), wall_ms()
        status = Status(sid="s", online=True, seq=seen * 10 + applied, seen_rev=seen, applied_rev=applied)
        record_heartbeats(session, [(device, Heard(status, now_ms))])
        report = Report(sid="s", at_ms=now_ms, epoch=1, seen_rev=seen, applied_rev=applied, pending=pending)
        record_reports(session, [(device, report)])
    with running.signed_in("technician") as browser:
        assert vi in browser.get("/devices/led-1").text
        told = browser.get("/devices/led-1", headers={"accept-language": "en"}).text
        assert en in told and pending in told
        [listed] = browser.get("/api/v1/devices").json()
    assert (listed["wanted_rev"], listed["seen_rev"], listed["applied_rev"]) == (3, seen, applied)
    assert listed["pending"] == pending
