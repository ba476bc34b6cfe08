"""Piper is a program apart: asked as it wants to be, held to its limits, never imported."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from media.sound import duration_of, rms_dbfs
from media.speech.espeak import Espeak
from media.speech.languages import RecordingNeeded
from media.speech.manner import PLAIN, Manner
from media.speech.piper_settings import Piper
from media.speech.piper_voice import PiperVoice, language_of
from media.speech.speaking import speak
from media.speech.voice import NotAvailable

STAND_IN = Path(__file__).with_name("piper_stand_in.py")
TEXT = "Bà con chú ý. Nước sông Bé đang lên nhanh!\nHãy rời khỏi vùng trũng ngay."
REAL_COMMAND = shlex.split(os.environ.get("RAO_PIPER_COMMAND", "piper"))


@pytest.fixture
def voice_file(tmp_path: Path) -> Path:
    path = tmp_path / "vi_VN-rao-medium.onnx"
    path.write_bytes(b"")
    path.with_name(f"{path.name}.json").write_text(json.dumps({"language": {"code": "vi_VN"}}), "utf-8")
    return path


def piper(voice_file: Path, behave: str = "well", **how: float) -> PiperVoice:
    command = (sys.executable, "-I", str(STAND_IN), "--behave", behave)
    return PiperVoice(Piper(voice=voice_file, command=command, **how))  # type: ignore[arg-type]


def test_every_phrase_is_said_with_its_pause(voice_file: Path) -> None:
    spoken = piper(voice_file).speak(TEXT, "vi")
    said_ms = 250 * len(TEXT.split())
    assert spoken.voice == "piper vi_VN-rao-medium"
    assert duration_of(spoken.samples) == pytest.approx(said_ms + 40 + 400 + 650 + 650, abs=20)
    assert rms_dbfs(spoken.samples) > -20


def test_speed_is_followed_and_nothing_else_is_pretended(voice_file: Path) -> None:
    usual, fast = (piper(voice_file).speak("một hai ba bốn", "vi", Manner(speed=it, pitch=1.2)) for it in (1.0, 2.0))
    assert duration_of(usual.samples) - duration_of(fast.samples) == pytest.approx(500, abs=10)
    assert fast.followed == {"speed"}


@pytest.mark.parametrize(
    ("behave", "told"),
    [
        ("dies", "onnxruntime: bad node"),
        ("skips", "2 sounds for 3 phrases"),
        ("scrawls", "Piper does not work"),
        ("eats", "MemoryError"),
    ],
)
def test_a_child_that_fails_is_told_and_another_voice_speaks(behave: str, told: str, voice_file: Path) -> None:
    broken = piper(voice_file, behave, memory_mib=1_024)
    with pytest.raises(NotAvailable, match=told):
        broken.speak(TEXT, "vi")
    assert speak(TEXT, "vi", voices=[broken, Espeak()]).voice == "espeak-ng vi"


def test_a_child_that_hangs_is_killed_with_all_it_started(voice_file: Path, tmp_path: Path) -> None:
    began, mark = time.monotonic(), f"{tmp_path}/mark"
    shell = ("sh", "-c", f'sleep 61 & echo $! > {mark}; exec "$@"', "sh", sys.executable, str(STAND_IN))
    hanging = PiperVoice(Piper(voice=voice_file, command=(*shell, "--behave", "hangs"), time_limit_s=1.5))
    with pytest.raises(NotAvailable, match=r"not done within 1\.5 s"):
        hanging.speak(TEXT, "vi")
    assert time.monotonic() - began < 5
    assert not _runs(int(Path(mark).read_text("utf-8")))


def _runs(pid: int) -> bool:
    """A killed child nobody has waited for yet runs no more."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def test_without_the_program_what_to_install_is_told(voice_file: Path) -> None:
    with pytest.raises(NotAvailable, match=r"piper-that-is-not-here: No such file.*\[speech\.piper\]"):
        PiperVoice(Piper(voice=voice_file, command=("piper-that-is-not-here",))).speak("một", "vi")


def test_a_voice_that_is_not_there_speaks_nothing_and_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not piper(tmp_path / "none.onnx").speaks("vi")
    assert "none.onnx.json names no language" in caplog.text


def test_it_speaks_the_language_of_its_voice_only(voice_file: Path) -> None:
    assert piper(voice_file).speaks("vi")
    assert not piper(voice_file).speaks("km")
    with pytest.raises(RecordingNeeded, match="Khmer"):
        piper(voice_file).speak("x", "km")


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ('{"language": {"code": "vi_VN"}, "espeak": {"voice": "en"}}', "vi"),
        ('{"espeak": {"voice": "vi-vn-x-south"}}', "vi"),
        ('{"language": "vi"}', ""),
        ('{"language": {"code": 3}}', ""),
        ("[]", ""),
        ("{", ""),
    ],
)
def test_the_file_beside_a_voice_says_its_language(told: str, language: str, voice_file: Path) -> None:
    voice_file.with_name(f"{voice_file.name}.json").write_text(told, "utf-8")
    assert language_of(voice_file) == language


def test_it_is_never_imported() -> None:
    assert "piper" not in sys.modules


def test_the_real_program_has_the_options_we_use() -> None:
    if shutil.which(REAL_COMMAND[0]) is None:
        pytest.skip("no piper on PATH and no RAO_PIPER_COMMAND")
    told = subprocess.run([*REAL_COMMAND, "--help"], capture_output=True, text=True, check=False, timeout=60)
    for option in ("--model", "--length-scale", "--output-dir"):
        assert option in (told.stdout + told.stderr).replace("_", "-")


def test_a_real_voice_speaks() -> None:
    if (real := os.environ.get("RAO_PIPER_VOICE")) is None:
        pytest.skip("RAO_PIPER_VOICE names no voice")
    voice = PiperVoice(Piper(voice=Path(real), command=tuple(REAL_COMMAND)))
    language = language_of(Path(real))
    usual, fast = (voice.speak(TEXT, language, manner) for manner in (PLAIN, Manner(speed=1.5)))
    syllables = len(TEXT.split())
    assert syllables * 100 < duration_of(usual.samples) < syllables * 700
    assert duration_of(fast.samples) < duration_of(usual.samples)
    assert rms_dbfs(usual.samples) > -40
