"""What a device loads is what its model needs: boards have little memory, and a library not loaded can't break."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agent.identity import write_identity
from tests.agent.run.parts import IDENTITY

HEAVY = ("pygame", "av", "numpy", "sounddevice")
ASSEMBLE = """
import json, sys
from pathlib import Path
from agent.config import read_config
from agent.run.assembly import assemble
device = assemble(read_config(Path(sys.argv[1])))
if device.outputs.speaker is not None:
    device.outputs.speaker.stop()
print(json.dumps(sorted(sys.modules)))
"""


def loaded(folder: Path, profile: str) -> set[str]:
    """The heavy libraries a device of ``profile`` has loaded when it is put together."""
    (folder / "data").mkdir()
    write_identity(folder / "data", IDENTITY)
    config = folder / "agent.toml"
    config.write_text(
        f'data_dir = "data"\nprofile = "{profile}"\n[screen]\nheadless = true\n[speaker]\nrecording = "heard.wav"\n'
    )
    ran = subprocess.run([sys.executable, "-c", ASSEMBLE, config], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout)) & set(HEAVY)


@pytest.mark.parametrize(
    ("profile", "needed"),
    [
        ("speaker-cluster", {"numpy"}),
        ("led-p5-640x384", {"pygame"}),
        ("bulletin-1080p", {"pygame", "numpy"}),
    ],
)
def test_a_model_loads_what_it_presents_with_and_no_more(tmp_path: Path, profile: str, needed: set[str]) -> None:
    assert loaded(tmp_path, profile) == needed
