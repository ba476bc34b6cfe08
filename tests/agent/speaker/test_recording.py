from __future__ import annotations

import subprocess
import sys
import threading
import wave
from pathlib import Path

import numpy as np
import pytest

from agent.speaker.recording import Recording
from agent.speaker.samples import BLOCK_FRAMES, quiet
from agent.speaker.wav_file import HEADER_BYTES, WavFile, previous_of
from media.sound import RATE_HZ, Samples, count_of
from protocol.errors import Unavailable
from tests.agent.speaker.material import sine
from tests.servers.waiting import wait_for


def still(frames: int, _heard_at_s: float) -> Samples:
    return quiet(frames)


def read(path: Path) -> Samples:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE_HZ, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32) / 32_767


def test_it_is_a_valid_file_after_every_append(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    file = WavFile(path)
    lengths = [len(read(path))]
    for _ in range(3):
        file.append(sine(440, 100))
        lengths.append(len(read(path)))
    file.close()
    assert lengths == [0, 4_800, 9_600, 14_400]
    assert np.abs(read(path)[:4_800] - sine(440, 100)).max() < 1e-4


def test_sound_that_was_not_counted_before_a_kill_leaves_a_valid_file(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    file = WavFile(path)
    file.append(sine(440, 100))
    file.close()
    with path.open("ab") as killed:
        killed.write(b"\x01\x02" * 77)
    assert len(read(path)) == 4_800


def test_it_never_takes_more_than_twice_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    bound = HEADER_BYTES + count_of(1_000) * 2
    file = WavFile(path, bound)
    for _ in range(95):
        file.append(quiet(count_of(100)))
    file.close()
    assert len(read(previous_of(path))) == count_of(1_000)
    assert len(read(path)) == count_of(500)
    assert sum(one.stat().st_size for one in tmp_path.iterdir()) <= 2 * (bound + HEADER_BYTES)


def test_a_new_run_keeps_the_recording_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    for milliseconds in (100, 200):
        file = WavFile(path)
        file.append(quiet(count_of(milliseconds)))
        file.close()
    assert (len(read(previous_of(path))), len(read(path))) == (4_800, 9_600)


class Clock:
    """Monotonic seconds that the test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_it_takes_samples_at_the_speed_of_time_and_writes_silence_where_the_process_stood_still(tmp_path: Path) -> None:
    clock, pulled = Clock(), []

    def pull(frames: int, _heard_at_s: float) -> Samples:
        pulled.append(frames)
        return np.full(frames, 0.5, dtype=np.float32)

    recording = Recording(tmp_path / "sound.wav", monotonic_s=clock)
    recording.open(pull)
    clock.now_s += 0.5
    wait_for(lambda: sum(pulled) >= count_of(500) - 1, "half a second")
    clock.now_s += 3.0
    wait_for(lambda: len(read(tmp_path / "sound.wav")) >= count_of(3_500) - 1, "the lost time")
    clock.now_s += 0.1
    wait_for(lambda: sum(pulled) >= count_of(600) - 1, "the next samples")
    recording.close()
    heard = read(tmp_path / "sound.wav")
    assert heard[: count_of(499)].min() > 0.49 and not heard[count_of(501) : count_of(3_499)].any()
    assert heard[count_of(3_501) :].min() > 0.49
    assert len(heard) == pytest.approx(count_of(3_600), abs=1)
    assert not recording.lost


def test_a_long_silence_is_taken_seldom_and_sound_after_it_at_its_moment(tmp_path: Path) -> None:
    pulled: list[int] = []
    sounding = threading.Event()

    def pull(frames: int, _heard_at_s: float) -> Samples:
        pulled.append(frames)
        return np.full(frames, 0.5 if sounding.is_set() else 0.0, dtype=np.float32)

    recording = Recording(tmp_path / "sound.wav")
    recording.open(pull)
    recording.rest()
    wait_for(lambda: pulled and pulled[-1] > 2 * BLOCK_FRAMES, "a long pull")
    silent_before = len(pulled)
    recording.wake()
    sounding.set()
    wait_for(lambda: len(pulled) > silent_before + 3, "short pulls")
    recording.close()
    assert max(pulled[silent_before + 1 :]) <= 3 * BLOCK_FRAMES
    heard = read(tmp_path / "sound.wav")
    assert np.count_nonzero(heard) == sum(pulled[silent_before:]) < count_of(300)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Unavailable, match="can't be recorded"):
        Recording(tmp_path / "file" / "sound.wav").open(still)


def test_a_disk_that_fills_up_is_a_lost_output(tmp_path: Path) -> None:
    script = """
import resource, signal, sys, time
from pathlib import Path
from agent.speaker.recording import Recording
from agent.speaker.samples import BLOCK_FRAMES, quiet
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
recording = Recording(Path(sys.argv[1]))
recording.open(lambda frames, _heard_at_s: quiet(frames))
deadline = time.monotonic() + 10
while not recording.lost and time.monotonic() < deadline:
    time.sleep(0.02)
recording.close()
sys.exit(0 if recording.lost else 1)
"""
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "sound.wav")], env=environment)
    assert done.returncode == 0
    assert 0 < len(read(tmp_path / "sound.wav")) < 10_000
