"""PulseAudio as tests get it: what one program plays to a sink another records, and nothing is left of it."""

from __future__ import annotations

import subprocess

import numpy as np

from tests.servers.pulse import listening, pulse_server, talking
from tests.servers.waiting import wait_for

LOUD = np.full(4_800, 16_000, "<i2").tobytes()


def test_what_is_played_to_a_sink_is_heard_at_its_monitor_alone() -> None:
    with pulse_server("loa-1", "loa-2") as pulse:
        commands = [listening(pulse, sink, 10) for sink in ("loa-1", "loa-2")]
        ears = [subprocess.Popen(argv, stdout=subprocess.PIPE, env=environ) for argv, environ in commands]
        heard = [np.frombuffer(_read(one, 9_600), "<i2") for one in ears]
        assert not any(np.any(one) for one in heard)
        argv, environ = talking(pulse, "loa-1", 10)
        assert subprocess.run(argv, input=LOUD, env=environ, timeout=20).returncode == 0
        wait_for(lambda: np.abs(np.frombuffer(_read(ears[0], 960), "<i2")).max() == 16_000, "what was played")
        assert not np.any(np.frombuffer(_read(ears[1], 96_000), "<i2"))
        for one in ears:
            one.terminate()
            one.communicate()
    assert not pulse.folder.exists()


def _read(ear: subprocess.Popen[bytes], size: int) -> bytes:
    assert ear.stdout is not None
    return ear.stdout.read(size)
