"""An operator hears which voices of the settings speak."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from controller.cli.voices import voices
from media.sound import attention_tone, duration_of
from media.sound.decode import decode_all
from media.sound.mp3 import encode_mp3
from provisioning.commands import InstalledCommands
from tests.media.speech import vendors
from tests.media.speech.vendors import KEY, Vendor

SETTINGS = """
[speech]
online = false
[[speech.services]]
name = "viettel"
url = "%s"
body = '{"text": "{text}", "token": "{secret}"}'
secret_env = "TTS_KEY"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "controller.toml"


def rao(config: Path, *arguments: str, key: str = KEY) -> Result:
    group = InstalledCommands(name="rao", commands={"voices": voices})
    environ = {"LC_ALL": "C", "TTS_KEY": key}
    return CliRunner(env=environ).invoke(group, ["voices", "--config", str(config), *arguments])


@pytest.fixture
def vendor(tmp_path: Path) -> Vendor:
    encode_mp3(attention_tone(400), tmp_path / "a.mp3")
    return Vendor((tmp_path / "a.mp3").read_bytes(), vendors.like_viettel)


def test_each_is_tried_and_what_it_said_is_kept(config: Path, vendor: Vendor, tmp_path: Path) -> None:
    with vendors.serving(vendor):
        config.write_text(SETTINGS % vendor.url(), "utf-8")
        result = rao(config, "--out", str(tmp_path))
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == ["Voice", "viettel", "espeak-ng"]
    assert duration_of(decode_all(tmp_path / "viettel.wav")) > 300
    assert duration_of(decode_all(tmp_path / "espeak-ng.wav")) > 1_000


def test_why_one_does_not_speak_is_told_without_its_key(config: Path, vendor: Vendor) -> None:
    config.write_text(SETTINGS.replace("viettel", "vendor-b") % "http://127.0.0.1:1/", "utf-8")
    result = rao(config, key="n0t-the-key")
    assert result.exit_code == 0
    assert "vendor-b does not answer as it should" in result.output
    assert "n0t-the-key" not in result.output


def test_where_none_speaks_the_exit_code_says_so(config: Path) -> None:
    config.write_text("[speech]\nonline = false\n", "utf-8")
    result = rao(config, "--language", "cmo")
    assert result.exit_code == 6
    assert "recording is needed for M'nông" in result.output
    assert "Correct [speech]" in result.output
