"""What waits, seen in the panel and over HTTP, with ways to where it is done."""

from __future__ import annotations

from random import Random

import pytest

from controller.bulletins.models import Content
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.status.models import DeviceStatus
from tests.controller.unspoken.province import content, media, translated
from tests.controller.web.running import COMMUNE, Running


@pytest.fixture(scope="module", autouse=True)
def listening(running: Running) -> None:
    """A loudspeaker speaks S'tiêng and Khmer; three notices are on the air, one of them with a draft in Khmer."""
    with session_scope(running.app.state.engine) as session:
        media(session)
        known = {"profile": "speaker-cluster", "kind": "speaker", "public_key": "-", "enrolled_at_ms": wall_ms()}
        session.add(Device(id="loa", name="Loa", unit_id=COMMUNE, **known))
        session.flush()
        session.add(DeviceStatus(device_id="loa", languages='["vi", "sti", "km"]'))
        usual = {"kind": "bulletin", "state": "published", "last_date": None, "unit_id": COMMUNE, "language": "vi"}
        for number in range(3):
            session.add(Content(**content(number, Random(number)) | usual))  # type: ignore[arg-type]
        session.flush()
        draft = translated("bulletin-00001", "km", Random(1))
        draft.original_sha256, draft.approved_at_ms, draft.speech_sha256 = "a" * 64, None, None
        session.add(draft)


def test_the_page_leads_to_where_it_is_recorded_and_translated(running: Running) -> None:
    with running.signed_in("approver") as browser:
        told = browser.get("/unspoken").text
        assert told.count("data-task=") == 6
        assert "Bản dịch nháp chờ duyệt" in told and "tiếng Khmer" in told
        assert 'href="/bulletins/bulletin-00001/translation?language=km"' in told
        assert 'href="/bulletins/bulletin-00002/record?language=sti"' in told
        assert browser.get("/unspoken", params={"language": "sti"}).text.count("data-task=") == 3
        assert "Không còn việc nào" in browser.get("/unspoken", params={"language": "tyz"}).text
        assert 'href="/unspoken"' in browser.get("/bulletins").text


@pytest.mark.parametrize(("who", "translates", "records"), [("editor", True, False), ("auditor", False, False)])
def test_only_what_one_may_do_is_offered(running: Running, who: str, translates: bool, records: bool) -> None:
    with running.signed_in(who) as browser:
        told = browser.get("/unspoken").text
    assert told.count("data-task=") == 6
    assert ("translation?language=" in told, "record?language=" in told) == (translates, records)


def test_programs_get_it_in_pages(running: Running) -> None:
    with running.signed_in("editor") as browser:
        first = browser.get("/api/v1/unspoken", params={"most": 4, "language": ""})
        assert len(first.json()) == 4
        rest = browser.get(first.links["next"]["url"])
        assert len(rest.json()) == 2 and "next" not in rest.links
        ids = [one["id"] for one in [*first.json(), *rest.json()]]
        assert len(set(ids)) == 6
        draft = next(one for one in [*first.json(), *rest.json()] if one["id"] == "bulletin-00001.km")
        assert (draft["need"], draft["boards"], draft["name"]) == ("draft", 1, "tiếng Khmer")
        assert browser.get("/api/v1/unspoken", params={"language": "not one"}).status_code == 422
        assert browser.get("/api/v1/unspoken", params={"after": "nothing.km"}).status_code == 404
