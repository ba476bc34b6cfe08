from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.x509 import SubjectAlternativeName, load_pem_x509_certificate
from sqlmodel import Session, col, select

from controller.bulletins.models import Content, ContentSpeech, Rendition
from controller.db import engine_of
from controller.documents.service import find_signed
from controller.people.models import User
from controller.people.rights import ROLES
from controller.publishing.models import Tuning
from controller.seed.demo import CITY
from controller.settings import load_settings
from controller.units.models import Unit
from protocol.documents import AUDIENCE_ALL
from provisioning.main import main
from tests.servers.ports import free_port


def rao(*words: str, **environ: str) -> Result:
    return CliRunner().invoke(main, ["controller", *words], env={"LC_ALL": "C", **environ})


def test_init_makes_everything_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("init", "--login", "an", "--name", "Nguyễn An", "--unit", CITY)
    first = rao(*words, RAO_PASSWORD="mot cau that dai")
    assert (first.exit_code, "rao controller run" in first.output) == (0, True)
    token_file = tmp_path / "data" / "operator.token"
    token = token_file.read_text()
    assert token_file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data" / "keys" / "root.key").exists()
    assert rao(*words, RAO_PASSWORD="mot cau khac han").exit_code == 0
    assert token_file.read_text() == token
    engine = engine_of(load_settings(Path("controller.toml")).database)
    with Session(engine) as session:
        assert find_signed(session, "trust", AUDIENCE_ALL) is not None
        [user] = session.exec(select(User)).all()
        assert (user.login, user.role, user.unit_id) == ("an", "administrator", CITY)
        assert len(session.exec(select(Unit)).all()) > 200
    engine.dispose()


def test_run_before_broker_config_says_what_to_do_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert rao("init", "--login", "an", "--name", "An", "--unit", CITY, RAO_PASSWORD="mot cau that dai").exit_code == 0
    early = rao("run", RAO_CONTROLLER_HTTP__PORT=str(free_port()))
    assert early.exit_code == 6
    assert "Run first: rao controller broker-config" in early.output


def test_a_broker_configuration_is_written_without_anything_there_before(tmp_path: Path) -> None:
    config = tmp_path / "controller.toml"
    config.write_text('data_dir = "data"\n[broker]\nport = 8883\ntls = true\npublic_host = "mqtt.example.vn"\n')
    written = rao("broker-config", "--config", str(config), "--folder", str(tmp_path / "mosquitto"))
    assert written.exit_code == 0, written.output
    text = (tmp_path / "mosquitto" / "mosquitto.conf").read_text()
    assert "listener 8883 127.0.0.1" in text
    assert "use_username_as_clientid true" in text
    assert names_in(tmp_path / "mosquitto" / "server.pem") == {"mqtt.example.vn", "127.0.0.1"}


def names_in(certificate: Path) -> set[str]:
    names = load_pem_x509_certificate(certificate.read_bytes()).extensions.get_extension_for_class(
        SubjectAlternativeName
    )
    return {str(name.value) for name in names.value}


def test_a_broker_for_everyone_needs_tls(tmp_path: Path) -> None:
    config = tmp_path / "controller.toml"
    config.write_text('data_dir = "data"\n')
    refused = rao("broker-config", "--config", str(config), "--bind", "192.0.2.1")
    assert (refused.exit_code, "TLS" in refused.output) == (2, True)


@pytest.mark.parametrize("command", ["run", "seed-demo", "broker-config"])
def test_without_settings_there_is_a_way_on(tmp_path: Path, command: str) -> None:
    missing = rao(command, "--config", str(tmp_path / "none.toml"))
    assert missing.exit_code == 3
    assert "--config" in missing.output


@pytest.fixture(scope="module")
def seeded_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, object]]]:
    """The demonstration province, seeded once and once more."""
    config = tmp_path_factory.mktemp("seeded") / "controller.toml"
    config.write_text("[speech]\nonline = false\n")
    results = [rao("seed-demo", "--json", "--config", str(config)) for _ in range(2)]
    assert [result.exit_code for result in results] == [0, 0]
    return config, [json.loads(result.stdout) for result in results]


@pytest.mark.long
def test_the_demonstration_province_is_made_once(seeded_twice: tuple[Path, list[dict[str, object]]]) -> None:
    first, second = seeded_twice[1]
    assert [len(first["published"]), len(second["published"])] == [3, 0]  # type: ignore[arg-type]
    assert (first["users"], first["token"]) == (second["users"], second["token"])
    assert {user["role"] for user in first["users"]} == set(ROLES)  # type: ignore[attr-defined]


@pytest.mark.long
def test_its_contents_are_ready_for_every_board(seeded_twice: tuple[Path, list[dict[str, object]]]) -> None:
    engine = engine_of(load_settings(seeded_twice[0]).database)
    with Session(engine) as session:
        rows = session.exec(select(Content)).all()
        contents = {row.kind: row for row in rows if row.state == "published"}
        waiting = [row.id for row in rows if row.state == "submitted"]
        sizes = {(row.content_id, row.width_px) for row in session.exec(select(Rendition)).all()}
        [speech] = session.exec(select(ContentSpeech).where(col(ContentSpeech.content_id).not_in(waiting))).all()
        pages = session.exec(select(Rendition).where(Rendition.content_id == contents["bulletin"].id)).all()
        tuning = session.get_one(Tuning, CITY)
    engine.dispose()
    assert set(contents) == {"bulletin", "picture", "video"}
    ready = [*waiting, *(content.id for content in contents.values())]
    assert sizes == {(content_id, width) for content_id in ready for width in (640, 1920)}
    assert len(waiting) == 1
    assert contents["video"].has_sound
    assert speech.duration_ms > 60_000
    assert all(len(json.loads(row.page_durations_ms)) > 2 for row in pages)
    assert json.loads(tuning.sound_windows or "") == [{"start": "00:00", "minutes": 1440}]
