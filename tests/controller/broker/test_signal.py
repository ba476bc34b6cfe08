from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from controller.broker.signal import reload_broker
from tests.servers.waiting import wait_for

TELLS = (
    "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP}); "
    "print('ready', flush=True); signal.sigwait({signal.SIGHUP}); print('reloaded', flush=True)"
)


def test_the_broker_of_the_file_is_told(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", TELLS], stdout=subprocess.PIPE, text=True) as broker:
        assert broker.stdout is not None
        assert broker.stdout.readline() == "ready\n"
        (tmp_path / "pid").write_text(f"{broker.pid}\n", "ascii")
        assert reload_broker(tmp_path / "pid")
        assert broker.stdout.readline() == "reloaded\n"


@pytest.mark.parametrize("text", [None, "", "not a number"])
def test_no_broker_is_no_error(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "pid").write_text(text, "ascii")
    assert not reload_broker(tmp_path / "pid")


def test_a_broker_that_is_gone_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        wait_for(lambda: gone.poll() is not None, "it has ended")
    (tmp_path / "pid").write_text(str(gone.pid), "ascii")
    assert not reload_broker(tmp_path / "pid")
