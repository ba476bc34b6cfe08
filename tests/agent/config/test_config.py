from __future__ import annotations

from pathlib import Path

import pytest

from agent.config import read_config
from protocol.errors import InvalidInput

LEAST = 'data_dir = "data"\nprofile = "led-p5-640x384"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "agent.toml"
    path.write_text(text)
    return path


def test_the_least_configuration_asks_the_system_about_its_clock(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, LEAST))
    assert (config.clock, config.languages, config.screen.headless) == ("system", ("vi",), False)


def test_relative_paths_start_at_the_configuration(tmp_path: Path) -> None:
    text = LEAST + '[speaker]\nrecording = "heard.wav"\n[controller]\nurl = "http://a"\nca_file = "ca.pem"\n'
    config = read_config(written(tmp_path, text))
    assert config.data == tmp_path / "data"
    assert config.speaker.recording == str(tmp_path / "heard.wav")
    assert config.controller is not None
    assert config.controller.ca_file == str(tmp_path / "ca.pem")


def test_absolute_paths_stay(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, LEAST.replace('"data"', '"/var/lib/rao"')))
    assert config.data == Path("/var/lib/rao")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (LEAST + 'profil = "x"\n', "profil"),
        (LEAST + 'clock = "guess"\n', "clock"),
        (LEAST + "[screen]\nheadless = 1\n", "headless"),
        (LEAST + '[controller]\nurl = "ftp://a"\n', "url"),
        ('profile = "x"\n', "data_dir"),
        ("not toml", "wrong"),
        (LEAST + "languages = []\n", "languages"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InvalidInput, match=named):
        read_config(written(tmp_path, text))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "agent.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="wrong"):
        read_config(path)


def test_a_missing_file_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"none\.toml"):
        read_config(tmp_path / "none.toml")
