"""PortAudio for real, on an ALSA device made of a configuration file: what is played lands in a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.agent.speaker.material import amplitude_at

ALSA = """
pcm.!default {{ type file slave.pcm {{ type null }} file "{file}" format "raw" }}
ctl.!default {{ type hw card 0 }}
"""
PLAY = """
import sys
import threading
import numpy as np
from agent.speaker.portaudio import PortAudioSink
from media.sound import attention_tone
tone, at, full = attention_tone(1_000), 0, threading.Event()
def pull(frames, _heard_at_s):
    global at
    block = np.zeros(frames, dtype=np.float32)
    part = tone[at : at + frames]
    block[: len(part)] = part
    at += frames
    if at > len(tone):
        full.set()
    return block
sink = PortAudioSink()
sink.open(pull)
assert full.wait(20), "no samples were asked for"
assert not sink.lost
sink.close()
sink.close()
"""
AND_AGAIN = """
full.clear()
at = 0
sink.open(pull)
assert full.wait(20), "no samples were asked for the second time"
sink.close()
"""
TWO = """
import threading
import numpy as np
from agent.speaker.portaudio import PortAudioSink
played = {"nha-van-hoa": threading.Event(), "san-chung": threading.Event()}
def puller(name, level):
    count = 0
    def pull(frames, _heard_at_s):
        nonlocal count
        count += frames
        if count > 24_000:
            played[name].set()
        return np.full(frames, level, dtype=np.float32)
    return pull
sinks = [PortAudioSink(name) for name in played]
for sink, level in zip(sinks, (0.25, 0.5)):
    sink.open(puller(sink.name.split()[1], level))
assert all(event.wait(20) for event in played.values()), "no samples were asked for"
sinks[0].close()
for event in played.values():
    event.clear()
sinks[0].open(puller("nha-van-hoa", 0.125))
assert all(event.wait(20) for event in played.values()), "none were asked for again"
for sink in sinks:
    sink.close()
"""


@pytest.fixture
def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def test_what_is_pulled_is_what_the_device_plays(tmp_path: Path, environment: dict[str, str]) -> None:
    played, config = tmp_path / "played.raw", tmp_path / "asound.conf"
    config.write_text(ALSA.format(file=played))
    environment["ALSA_CONFIG_PATH"] = str(config)
    done = subprocess.run(
        [sys.executable, "-c", PLAY + AND_AGAIN], env=environment, capture_output=True, text=True, timeout=60
    )
    if "query" in done.stderr or "Invalid device" in done.stderr or "libportaudio" in done.stderr:
        pytest.skip("this machine's PortAudio has no ALSA: " + done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr
    with played.open("rb") as file:
        all_of_it = np.frombuffer(file.read(96_000 * 4), dtype="<f4")
    heard = all_of_it[np.flatnonzero(all_of_it)[0] :][:48_000]
    assert amplitude_at(heard, 853.0) > 0.3 and amplitude_at(heard, 960.0) > 0.3


def test_without_the_library_the_reason_and_the_remedy_are_told(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "sounddevice.py").write_text('raise OSError("PortAudio library not found")\n')
    environment["PYTHONPATH"] = os.pathsep.join([str(tmp_path), environment["PYTHONPATH"]])
    done = subprocess.run([sys.executable, "-c", PLAY], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "PortAudio library not found" in done.stderr and "install libportaudio2" in done.stderr


def test_a_device_that_is_not_there_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "asound.conf").write_text(ALSA.format(file=tmp_path / "played.raw"))
    environment["ALSA_CONFIG_PATH"] = str(tmp_path / "asound.conf")
    code = PLAY.replace("PortAudioSink()", "PortAudioSink('cluster-7')")
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "cluster-7" in done.stderr and "No loudspeaker can be opened" in done.stderr


def test_two_devices_are_opened_by_name_and_one_is_closed_and_opened_while_the_other_plays(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    pcm = 'pcm.{name} {{ type file slave.pcm {{ type null }} file "{file}" format "raw" }}\n'
    names = ("nha-van-hoa", "san-chung")
    config = "".join(pcm.format(name=name, file=tmp_path / f"{name}.raw") for name in names)
    (tmp_path / "asound.conf").write_text(ALSA.format(file=tmp_path / "played.raw") + config)
    environment["ALSA_CONFIG_PATH"] = str(tmp_path / "asound.conf")
    done = subprocess.run([sys.executable, "-c", TWO], env=environment, capture_output=True, text=True, timeout=60)
    if "libportaudio" in done.stderr:
        pytest.skip("this machine has no PortAudio: " + done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr
    levels = [float(np.fromfile(tmp_path / f"{name}.raw", dtype="<f4").max()) for name in names]
    assert levels == [0.125, 0.5]
