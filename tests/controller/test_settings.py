from __future__ import annotations

from pathlib import Path

import pytest

from controller.settings import load_settings, parse_settings
from protocol.errors import InvalidInput, NotFound


def written(folder: Path, text: str) -> Path:
    path = folder / "controller.toml"
    path.write_text(text, "utf-8")
    return path


def test_defaults_are_enough(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, ""), {})
    assert settings.data_dir == tmp_path
    assert settings.database == f"sqlite:///{tmp_path}/rao.sqlite3"
    assert settings.broker.passwd_file == tmp_path / "broker/passwd"
    assert settings.broker.pid_file is None


def test_paths_are_relative_to_the_data_folder(tmp_path: Path) -> None:
    text = 'data_dir = "data"\n[broker]\npid_file = "run/pid"\nca_file = "/etc/ca.pem"\n'
    settings = load_settings(written(tmp_path, text), {})
    assert settings.data_dir == tmp_path / "data"
    assert settings.broker.pid_file == tmp_path / "data/run/pid"
    assert settings.broker.ca_file == Path("/etc/ca.pem")


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "[http]\nport = 1\n")
    environ = {"RAO_CONTROLLER": str(path), "RAO_CONTROLLER_HTTP__PORT": "8123", "RAO_CONTROLLER_BROKER__TLS": "true"}
    settings = load_settings(None, environ)
    assert (settings.http.port, settings.broker.tls) == (8123, True)


@pytest.mark.parametrize(
    "text", ["[http]\nport = 70000\n", "[http]\nprot = 1\n", "colour = 1\n", "not toml", "http = 3"]
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInput):
        load_settings(written(tmp_path, text), {})


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="--config"):
        load_settings(tmp_path / "none.toml", {})


def test_cookies_are_secure_behind_https(tmp_path: Path) -> None:
    settings = parse_settings({"http": {"public_url": "https://rao.example"}}, tmp_path)
    assert settings.secure_cookies
    assert not parse_settings({}, tmp_path).secure_cookies


SERVICE = """
[speech]
region = "south"
speed = 0.9
[[speech.services]]
name = "viettel"
url = "https://viettelai.vn/tts"
body = '{"text": "{text}", "token": "{secret}"}'
secret_file = "viettel.key"
[speech.piper]
voice = "voices/vi.onnx"
"""


def test_speech_services_are_tables_and_their_keys_lie_in_the_data_folder(tmp_path: Path) -> None:
    speech = load_settings(written(tmp_path, SERVICE), {}).speech
    assert speech.services[0].secret_file == tmp_path / "viettel.key"
    assert speech.piper is not None
    assert speech.piper.voice == tmp_path / "voices/vi.onnx"
    assert (speech.manner.region, speech.manner.speed) == ("south", 0.9)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{text}", "{txet}", "no place"),
        ("https://", "http://", "by https only"),
        ("region", "regoin", "regoin"),
        ("0.9", "3.0", "<= 2.0"),
        ("url =", "urls =", "url"),
    ],
)
def test_a_service_that_cannot_work_is_told_when_settings_are_read(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match=told):
        load_settings(written(tmp_path, SERVICE.replace(old, new)), {})


def test_two_services_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = SERVICE + SERVICE[SERVICE.index("[[") : SERVICE.index("[speech.piper]")]
    with pytest.raises(InvalidInput, match="one name"):
        load_settings(written(tmp_path, twice), {})
