"""``rao controller user`` and ``token`` against a running controller."""

from __future__ import annotations

import json

from tests.controller.cli.conftest import Rao
from tests.controller.web.running import COMMUNE, PASSWORD


def test_a_person_is_added_granted_reset_and_disabled(rao: Rao) -> None:
    words = ("user", "add", "--login", "lan", "--name", "Trần Thị Lan", "--role", "editor", "--unit", COMMUNE)
    added = rao(*words, "--code")
    assert added.exit_code == 0, added.output
    assert "One-time code" in added.output
    assert rao(*words, "--code").exit_code != 0
    assert rao("user", "grant", "lan", "--role", "approver", "--unit", "25210-20250701").exit_code == 0
    [lan] = [one for one in json.loads(rao("user", "list", "--json").output) if one["login"] == "lan"]
    assert [grant["role"] for grant in lan["grants"]] == ["editor", "approver"]
    assert "approver@25210-20250701" in rao("user", "list").output
    assert rao("user", "ungrant", "lan", "--role", "approver", "--unit", "25210-20250701").exit_code == 0
    assert "code" in json.loads(rao("user", "code", "lan", "--json").output)
    assert "One-time code" in rao("user", "code", "lan").output
    assert rao("user", "no-second-factor", "lan").exit_code == 0
    assert rao("user", "disable", "lan").exit_code == 0
    assert "disabled" in rao("user", "list").output
    assert rao("user", "enable", "LAN").exit_code == 0


def test_a_password_may_be_given_instead(rao: Rao) -> None:
    words = ("user", "add", "--login", "minh", "--name", "Lê Minh", "--role", "editor", "--unit", COMMUNE)
    assert "Added minh" in rao(*words, RAO_PASSWORD=PASSWORD).output
    weak = rao(*words[:2], "--login", "yeu", *words[4:], RAO_PASSWORD="matkhau12345")
    assert "too common" in weak.output


def test_nobody_of_that_name(rao: Rao) -> None:
    missing = rao("user", "disable", "none-such")
    assert missing.exit_code != 0
    assert "rao controller user list" in missing.output


def test_a_token_is_made_used_listed_and_revoked(rao: Rao) -> None:
    made = rao("token", "add", "--name", "máy chủ", "--role", "editor", "--unit", COMMUNE, "--days", "30")
    token = made.output.strip()
    assert token.startswith("rao_")
    assert rao("units", "tree", RAO_TOKEN=token).exit_code == 0
    assert rao("user", "list", RAO_TOKEN=token).exit_code != 0
    assert json.loads(rao("token", "add", "--name", "all", "--json").output)["token"]
    [ref] = [one["ref"] for one in json.loads(rao("token", "list", "--json").output) if one["name"] == "máy chủ"]
    assert f"editor@{COMMUNE}" in rao("token", "list").output
    assert rao("token", "revoke", ref).exit_code == 0
    assert rao("units", "tree", RAO_TOKEN=token).exit_code != 0
