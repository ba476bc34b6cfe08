"""The page of the trail of changes, its files, and its commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from controller.db import session_scope
from provisioning.main import main
from tests.controller.places import stand
from tests.controller.web.running import CITY, COMMUNE, Running, form_of, running

__all__ = ["running"]


@pytest.fixture(scope="module", autouse=True)
def told(running: Running) -> None:
    """An administrator arranged the screens of a commune in the panel."""
    with running.signed_in("administrator") as browser:
        token = form_of(browser, f"/tunings/{COMMUNE}")
        assert browser.post(f"/tunings/{COMMUNE}", data={**token, "layout": "clock"}).status_code == 303


def test_a_change_in_the_panel_is_on_the_page_with_who_and_from_where(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        page = browser.get("/audit").text
        assert "Cài đặt phát" in page
        assert "administrator" in page
        assert "127.0.0.1" in page
        assert "<ins>clock</ins>" in page
        [entry] = browser.get("/api/v1/audit", params={"kind": "tuning"}).json()
    assert (entry["login"], entry["via"], entry["address"]) == (
        "administrator",
        f"POST /tunings/{COMMUNE}",
        "127.0.0.1",
    )
    assert entry["after"]["layout"] == "clock"


def test_what_a_route_has_a_workshop_do_in_its_own_transactions_is_told_as_its_persons(running: Running) -> None:
    asked = {"unit_id": COMMUNE, "title": "Dịch vụ công", "payload": "https://dichvucong.gov.vn", "caption": ""}
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")
    with running.signed_in("approver") as browser:
        token = form_of(browser, "/bulletins/new?kind=qr")
        assert browser.post("/bulletins/new/qr", data={**token, **asked}).status_code == 303
    with running.signed_in("auditor") as browser:
        [entry] = browser.get("/api/v1/audit", params={"kind": "content"}).json()
    assert (entry["login"], entry["via"], entry["label"]) == ("approver", "POST /bulletins/new/qr", "Dịch vụ công")
    assert entry["unit_id"] == COMMUNE


def test_the_page_is_filtered(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        for asked, is_there in (
            ({"person": "administrator", "kind": "tuning"}, True),
            ({"person": "editor", "kind": "tuning"}, False),
            ({"first": "2020-01-01", "last": "2020-01-02"}, False),
            ({"first": "", "last": "", "unit": CITY}, True),
        ):
            assert ("<ins>clock</ins>" in browser.get("/audit", params=asked).text) == is_there, asked
        assert browser.get("/audit", params={"first": "2026-13-45"}).status_code == 422


def test_older_entries_are_led_to(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        first = browser.get("/audit").text
        assert "before=" in first
        before = first.split("before=", 1)[1].split('"', 1)[0]
        older = browser.get("/audit", params={"before": before}).text
    assert f'data-entry="{before}"' in first
    assert f'data-entry="{before}"' not in older


def test_it_is_taken_away_as_a_file(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        sheet = browser.get("/audit/export", params={"kind": "tuning"})
        lines = browser.get("/audit/export", params={"kind": "tuning", "form": "jsonl"})
    assert sheet.headers["content-disposition"] == 'attachment; filename="nhat-ky.csv"'
    assert len(sheet.text.splitlines()) == 2
    assert json.loads(lines.text)["kind"] == "tuning"


def test_who_may_not_audit_sees_no_link_and_no_page(running: Running) -> None:
    with running.signed_in("editor") as browser:
        assert 'href="/audit"' not in browser.get("/").text
        assert browser.get("/audit").status_code == 403


def test_the_whole_is_checked_and_written_by_command(running: Running, tmp_path: Path) -> None:
    settings = running.app.state.settings
    config = tmp_path / "controller.toml"
    config.write_text(f'data_dir = "{settings.data_dir}"\n')

    def rao(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["controller", "audit", *words, "--config", str(config)], env={"LC_ALL": "C"})
        return result.exit_code, result.output

    assert rao("verify") == (0, rao("verify")[1])
    assert "whole" in rao("verify")[1]
    assert '"kind": "tuning"' in rao("export", "--format", "jsonl")[1]
    assert rao("export", "--out", str(tmp_path / "nhat-ky.csv"))[0] == 0
    assert "tuning" in (tmp_path / "nhat-ky.csv").read_text("utf-8")
    with running.app.state.engine.begin() as thief:
        thief.execute(text("DROP TRIGGER audit_entry_no_update"))
        thief.execute(text("UPDATE audit_entry SET login = 'thief' WHERE seq = 3"))
    assert rao("verify") == (1, "Entry 3 was changed.\n")
    assert json.loads(rao("verify", "--json")[1])["findings"] == [{"damage": "changed", "first": 3, "last": 3}]
