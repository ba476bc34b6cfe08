"""``rao speech say`` writes what was said and tells who said it; what it refuses has an exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from media.sound import duration_of
from media.sound.decode import decode_all
from media.speech.cli_say import MOST_BYTES, say
from provisioning.commands import InstalledCommands

WARNING = "Mưa 100-150mm, nước sông Bé đang lên."


def rao(*arguments: str, given: bytes = b"", locale: str = "C") -> Result:
    """As the command is run, so that errors become exit codes."""
    group = InstalledCommands(name="rao", commands={"say": say})
    return CliRunner(env={"LC_ALL": locale}).invoke(group, ["say", *arguments], input=given)


@pytest.mark.parametrize("ending", ["wav", "ogg", "mp3"])
def test_the_file_holds_the_speech_and_the_line_says_who_and_how_long(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"say.{ending}"
    result = rao(WARNING, "-o", str(out))
    assert result.exit_code == 0
    said_s = float(result.output.rstrip(" s\n").rpartition(" ")[2])
    assert result.output.startswith(f"{out}: espeak-ng vi, ")
    assert duration_of(decode_all(out)) / 1000 == pytest.approx(said_s, abs=0.2)
    assert said_s > 2


def test_standard_input_is_read_and_the_manner_followed(tmp_path: Path) -> None:
    slow, usual = tmp_path / "slow.wav", tmp_path / "usual.wav"
    assert rao(WARNING, "-o", str(usual)).exit_code == 0
    result = rao("-", "-o", str(slow), "--region", "south", "--speed", "0.7", given=WARNING.encode())
    assert "espeak-ng vi-vn-x-south" in result.output
    assert duration_of(decode_all(slow)) > 1.2 * duration_of(decode_all(usual))


def test_a_lexicon_is_read(tmp_path: Path) -> None:
    words, out = tmp_path / "words.csv", tmp_path / "a.wav"
    words.write_text("NVH,nhà văn hóa thôn Đăk Côn của chúng ta\n", "utf-8")
    assert rao("NVH", "-o", str(out)).exit_code == 0
    short_ms = duration_of(decode_all(out))
    assert rao("NVH", "-o", str(out), "--lexicon", str(words)).exit_code == 0
    assert duration_of(decode_all(out)) > 2 * short_ms


def test_what_a_voice_cannot_follow_is_told(tmp_path: Path) -> None:
    result = rao("Hello", "-o", str(tmp_path / "a.wav"), "--language", "en", "--region", "south", locale="vi_VN.UTF-8")
    assert result.exit_code == 0
    assert "espeak-ng en không chọn được giọng vùng miền." in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["...", "-o", "a.wav"], 2, "nothing that can be said"),
        (["một", "-o", "a.flac"], 2, ".mp3"),
        (["một", "-o", "a.wav", "--speed", "3"], 2, "Choose 0.5 to 2"),
        (["một", "-o", "a.wav", "--engine", "polly"], 2, "polly"),
        (["một", "-o", "a.wav", "--engine", "piper"], 2, "--piper-voice"),
        (["một", "-o", "a.wav", "--engine", "piper", "--piper-voice", "x.onnx"], 2, "does not exist"),
        (["một", "-o", "none/a.wav"], 6, "can't be written"),
        (["một", "-o", "none/a.mp3"], 6, "can't be written"),
        (["សួស្តី", "-o", "a.wav"], 6, "not written in the letters of Vietnamese"),
        (["một", "-o", "a.wav", "--language", "sti"], 6, "recording is needed for S'tiêng"),
        (["សួស្តី", "-o", "a.wav", "--language", "km", "--engine", "espeak-ng"], 6, "recording is needed for Khmer"),
        (["x" * (MOST_BYTES + 1), "-o", "a.wav"], 2, "longer than"),
        (["m\udcf4t", "-o", "a.wav"], 2, "not UTF-8"),
    ],
)
def test_refusals_have_the_codes_of_all_commands(
    arguments: list[str], code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = rao(*arguments)
    assert result.exit_code == code
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_input_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    result = rao("-", "-o", str(tmp_path / "a.wav"), given="một".encode("utf-16"))
    assert result.exit_code == 2
    assert "not UTF-8" in result.output
