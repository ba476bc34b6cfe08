"""A studio's mixer into a bridge device and out of its loudspeaker, for real: PulseAudio's null sinks are both cables.

What stands in the mixer's monitor is what the loudspeaker's monitor must have, a little later.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from bench.speaker.ear import Ear, Heard, ear
from media.sound import RATE_HZ, Samples
from tests.agent.speaker.line_in.device import INPUT, OUTPUT
from tests.agent.speaker.material import Blobs, sine
from tests.agent.speaker.relay.station import FALLBACK_HZ, what_sounds
from tests.servers.child import DIE_WITH_PARENT
from tests.servers.pulse import Pulse, pulse_server, talking
from tests.servers.waiting import wait_for

pytestmark = pytest.mark.long

MIXER = "mixer"
CABLES = """
pcm.{input} {{ type pulse server "unix:{studio}/native" device "{mixer}.monitor" }}
pcm.{output} {{ type pulse device "{output}" }}
"""
LATE_MOST_MS = 400
"""Of a machine that is busy with tests; what it is at rest stands in the documentation."""


@dataclass
class Bridge:
    """The device's process and what it told."""

    process: subprocess.Popen[str]
    told: list[str] = field(default_factory=list)

    def listen(self) -> None:
        for line in self.process.stdout or ():
            self.told.append(line.strip())

    def has_told(self, what: str) -> bool:
        return any(line.startswith(what) for line in self.told)


@dataclass(frozen=True)
class Cables:
    """The pole's server, and where the studio's is expected."""

    pole: Pulse
    socket: Path

    @contextmanager
    def plugged_in(self) -> Iterator[Pulse]:
        """The studio's, until the block ends: then the device's input is gone, as when its USB plug is pulled."""
        with pulse_server(MIXER) as studio:
            self.socket.symlink_to(studio.folder)
            yield studio
            self.socket.unlink()


@pytest.fixture
def cables(tmp_path: Path) -> Iterator[Cables]:
    with pulse_server(OUTPUT) as pole:
        socket = tmp_path / "studio"
        with (pole.folder / "asound.conf").open("a", encoding="utf-8") as config:
            config.write(CABLES.format(input=INPUT, output=OUTPUT, mixer=MIXER, studio=socket))
        yield Cables(pole, socket)


@contextmanager
def bridge(pulse: Pulse, folder: Path, fallback: str = "", device: str = INPUT) -> Iterator[Bridge]:
    """The device, playing its line-in until the block ends."""
    environ = os.environ | pulse.environ(OUTPUT) | {"PYTHONPATH": os.pathsep.join(sys.path)}
    argv = [*DIE_WITH_PARENT, sys.executable, "-m", "tests.agent.speaker.line_in.device", device, str(folder), fallback]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, env=environ, text=True) as process:
        made = Bridge(process)
        thread = threading.Thread(target=made.listen, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(10)
            thread.join()


@contextmanager
def on_the_mixer(pulse: Pulse, sound: Samples) -> Iterator[subprocess.Popen[bytes]]:
    """Somebody who plays ``sound`` into the mixer."""
    argv, environ = talking(pulse, MIXER, 20)
    with subprocess.Popen([*DIE_WITH_PARENT, *argv], stdin=subprocess.PIPE, env=environ) as process:
        pcm = (np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes()
        thread = threading.Thread(target=_pour, args=(process, pcm), daemon=True)
        thread.start()
        try:
            yield process
        finally:
            process.kill()
            thread.join()


def _pour(process: subprocess.Popen[bytes], pcm: bytes) -> None:
    try:
        if process.stdin:
            process.stdin.write(pcm)
    except BrokenPipeError:
        return


def talk(seconds: float) -> Samples:
    """What nothing else sounds like: noise of the band of speech that comes and goes."""
    noise = np.random.default_rng(4).standard_normal(round(seconds * RATE_HZ))
    spectrum = np.fft.rfft(noise)
    hertz = np.fft.rfftfreq(len(noise), 1 / RATE_HZ)
    spectrum[(hertz < 200) | (hertz > 1_500)] = 0
    band = np.fft.irfft(spectrum, len(noise))
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * np.arange(len(noise)) / RATE_HZ)
    sound: Samples = (0.2 * band / np.std(band) * syllables).astype(np.float32)
    return sound


def late_by(sent: Heard, heard: Heard) -> tuple[float, float]:
    """How many ms after it was in ``sent`` all of ``heard`` sounded, and how well the two correlate then."""
    length = len(heard.samples)
    products = np.correlate(sent.samples, heard.samples, "valid")
    energies = np.convolve(np.square(sent.samples), np.ones(length), "valid")
    alike = products / np.sqrt(np.maximum(energies, 1e-9) * max(float(np.sum(np.square(heard.samples))), 1e-9))
    best = int(np.argmax(alike))
    return (heard.begin_s - sent.begin_s - best / RATE_HZ) * 1000, float(alike[best])


def loud(ear_: Ear) -> bool:
    return bool(np.abs(ear_.last(0.2).samples).max(initial=0.0) > 0.05)


def test_what_comes_in_goes_out_a_little_later_and_whole(cables: Cables, tmp_path: Path) -> None:
    """Alike in every twentieth of a second: over longer ones a hair of another speed shows."""
    with (
        cables.plugged_in() as studio,
        ear(studio, MIXER) as at_mixer,
        ear(cables.pole, OUTPUT) as at_pole,
        on_the_mixer(studio, talk(60)),
        bridge(cables.pole, tmp_path) as device,
    ):
        wait_for(lambda: loud(at_pole), "sound at the pole", 20)
        began_s = time.monotonic()
        heard = [at_pole.between(began_s + at_s, began_s + at_s + 0.05) for at_s in np.arange(1.0, 4.0, 0.1)]
        sent = [at_mixer.between(one.begin_s - 0.5, one.begin_s + 0.05) for one in heard]
    late_ms, alike = np.median([late_by(one, other) for one, other in zip(sent, heard, strict=True)], axis=0)
    assert 0 < late_ms < LATE_MOST_MS
    assert alike > 0.95, f"late by {late_ms:.0f} ms"
    assert [line.split()[0] for line in device.told] == ["Rendering", "Rendered", "Finished"]


def test_a_card_that_is_pulled_out_is_told_replaced_and_taken_back(cables: Cables, tmp_path: Path) -> None:
    fallback = Blobs(tmp_path).keep(sine(FALLBACK_HZ, 1_000)).sha256
    with ear(cables.pole, OUTPUT) as at_pole, ExitStack() as plug:
        studio = plug.enter_context(cables.plugged_in())
        plug.enter_context(on_the_mixer(studio, talk(60)))
        with bridge(cables.pole, tmp_path, fallback) as device:
            wait_for(lambda: loud(at_pole), "sound at the pole", 20)
            plug.close()
            pulled_s = time.monotonic()
            wait_for(lambda: device.has_told("Flawed input-lost phong-thu: "), "the loss", 10)
            told_s = time.monotonic()
            wait_for(lambda: what_sounds(at_pole.last(0.1).samples) == "fallback", "the fallback", 10)
            with cables.plugged_in() as studio, on_the_mixer(studio, talk(60)):
                wait_for(lambda: device.has_told("Mended input-lost phong-thu"), "the return", 30)
                wait_for(lambda: what_sounds(at_pole.last(0.1).samples) == "nothing" and loud(at_pole), "it", 10)
    assert told_s - pulled_s < 5.0, "a third of a second, and what a busy machine adds"


def test_a_card_that_is_not_there_is_named(cables: Cables, tmp_path: Path) -> None:
    with bridge(cables.pole, tmp_path, device="nowhere") as device:
        wait_for(
            lambda: device.has_told("Flawed input-lost phong-thu: No sound input can be opened: nowhere"), "it", 20
        )
