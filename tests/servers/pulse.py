"""PulseAudio whose loudspeakers nobody hears: null sinks, each with a monitor that another process records."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.child import serving

FORMAT = "format=float32le rate=48000 channels=1 channel_map=mono"
ALSA = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
"""What PortAudio opens: Debian's knows ALSA, and ALSA's own plugin hands the sound on to PulseAudio."""
OURS_ALONE = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=no", "--fail=yes")


@dataclass(frozen=True, slots=True)
class Pulse:
    """A server of our own; all it needs and makes lies in ``folder``."""

    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder / "native"

    def environ(self, sink: str) -> dict[str, str]:
        """What makes a program play to ``sink``, whether it knows ALSA, PulseAudio or SDL."""
        return {
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_SINK": sink,
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
            "SDL_AUDIODRIVER": "pulseaudio",
        }


@contextmanager
def pulse_server(*sinks: str) -> Iterator[Pulse]:
    """A fresh server with null ``sinks`` (48 kHz, mono, float) until the block ends."""
    assert shutil.which("pulseaudio"), "PulseAudio is not installed: run make test, which sets it up"
    with tempfile.TemporaryDirectory(prefix="rao-pulse-") as name:
        pulse = Pulse(Path(name))
        (pulse.folder / "asound.conf").write_text(ALSA, "utf-8")
        modules = [f"module-native-protocol-unix socket={pulse.socket} auth-anonymous=1"]
        modules += [f"module-null-sink sink_name={sink} {FORMAT}" for sink in sinks]
        argv = ["pulseaudio", *OURS_ALONE, *(word for module in modules for word in ("-L", module))]
        environ = {"HOME": name, "XDG_RUNTIME_DIR": name, "PULSE_RUNTIME_PATH": name}
        with serving(argv, pulse.folder / "log", pulse.socket.is_socket, environ=environ):
            yield pulse


def listening(pulse: Pulse, sink: str, latency_ms: int) -> tuple[list[str], dict[str, str]]:
    """The command and environment of a program that writes what ``sink`` plays to its output."""
    return _stream("parec", latency_ms, f"{sink}.monitor"), {**os.environ, **pulse.environ(sink)}


def talking(pulse: Pulse, sink: str, latency_ms: int) -> tuple[list[str], dict[str, str]]:
    """The command and environment of a program that plays its input to ``sink``."""
    return _stream("pacat", latency_ms, sink), {**os.environ, **pulse.environ(sink)}


def _stream(program: str, latency_ms: int, device: str) -> list[str]:
    """Raw sound: 16 bit, mono, 48 kHz."""
    form = ["--raw", "--format=s16le", "--rate=48000", "--channels=1", f"--latency-msec={latency_ms}"]
    return [program, *form, f"--device={device}"]
