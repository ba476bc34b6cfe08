"""HDMI-CEC through ``cec-ctl``: what it is told, and what is made of its answers. A script stands in for the program;
its texts are those of v4l-utils 1.22.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agent.screen.power.cec import Cec
from protocol.errors import Unavailable

REGISTERED = "Driver Info:\n\tCapabilities               : 0x0000010e\n\tPhysical Address           : 1.0.0.0\n"
SENT = "\nTransmit from Playback Device 1 to TV (4 to 0):\n\tSequence: 9 Tx Timestamp: 4094.412s\n"
REFUSED = SENT + "\tTx, Not Acknowledged (4), Max Retries\n"


class FakeProgram:
    """``cec-ctl`` as a script that notes its arguments."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "cec-ctl"
        self._calls = folder / "calls"

    def answers(self, registered: str = REGISTERED, sent: str = SENT, then: str = "") -> None:
        self._path.write_text(
            f"""#!/bin/sh
printf '%s\\n' "$*" >> {self._calls}
{then}
case "$*" in *--playback*) printf '%s' '{registered}';; *) printf '%s' '{sent}';; esac
"""
        )
        self._path.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        return self._calls.read_text().splitlines()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeProgram:
    monkeypatch.setenv("PATH", str(tmp_path))
    return FakeProgram(tmp_path)


def test_on_registers_wakes_the_display_and_takes_its_input(program: FakeProgram) -> None:
    program.answers()
    Cec("/dev/cec1").turn(on=True)
    assert program.calls == [
        "--device /dev/cec1 --playback",
        "--device /dev/cec1 --to 0 --image-view-on --active-source phys-addr=1.0.0.0",
    ]


def test_off_sends_standby(program: FakeProgram) -> None:
    program.answers()
    Cec("/dev/cec0").turn(on=False)
    assert program.calls[1:] == ["--device /dev/cec0 --to 0 --standby"]


def test_a_display_that_does_not_answer_is_told_although_the_program_ends_well(program: FakeProgram) -> None:
    program.answers(sent=REFUSED)
    with pytest.raises(Unavailable, match="Not Acknowledged"):
        Cec("/dev/cec0").turn(on=True)


@pytest.mark.parametrize("registered", ["", REGISTERED.replace("1.0.0.0", "f.f.f.f")])
def test_nothing_is_sent_while_no_display_is_plugged_in(program: FakeProgram, registered: str) -> None:
    program.answers(registered=registered)
    with pytest.raises(Unavailable, match="no display"):
        Cec("/dev/cec0").turn(on=False)
    assert len(program.calls) == 1


def test_a_program_that_fails_is_quoted(program: FakeProgram) -> None:
    program.answers(then="echo 'Failed to open /dev/cec0: Permission denied' >&2; exit 1")
    with pytest.raises(Unavailable, match="Permission denied"):
        Cec("/dev/cec0").turn(on=True)


def test_a_program_that_fails_without_a_word_is_told_by_its_number(program: FakeProgram) -> None:
    program.answers(then="exit 3")
    with pytest.raises(Unavailable, match="cec-ctl: 3"):
        Cec("/dev/cec0").turn(on=True)


def test_a_program_that_hangs_is_ended(program: FakeProgram) -> None:
    program.answers(then="exec /bin/sleep 60")
    with pytest.raises(Unavailable, match="timed out"):
        Cec("/dev/cec0", limit_s=0.1).turn(on=True)


def test_a_program_that_can_not_be_started_is_told(program: FakeProgram, tmp_path: Path) -> None:
    program.answers()
    (tmp_path / "cec-ctl").write_bytes(b"\x00no program")
    with pytest.raises(Unavailable, match="HDMI-CEC"):
        Cec("/dev/cec0").turn(on=True)


@pytest.mark.usefixtures("program")
def test_a_machine_without_the_program_says_how_to_get_it() -> None:
    with pytest.raises(Unavailable, match="apt install v4l-utils"):
        Cec("/dev/cec0").turn(on=True)


@pytest.mark.skipif(not shutil.which("cec-ctl"), reason="cec-ctl is not here")
def test_the_real_program_understands_us_and_says_that_there_is_no_adapter() -> None:
    with pytest.raises(Unavailable, match="/dev/cec99: No such file"):
        Cec("/dev/cec99").turn(on=True)
