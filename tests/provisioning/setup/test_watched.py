"""Long commands: progress while they run, their last words when they fail, and nothing left running."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from protocol.words import Words
from provisioning.console import Console
from provisioning.setup.pip import Story
from provisioning.setup.watched import LAST_LINES, StepFailed, run_watched

REMEDY = Words("Thử lại.", "Try again.")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_each_telling_line_is_shown() -> None:
    shown: list[str] = []
    run_watched(
        python("print('one'); print('quiet'); print('two')"),
        lambda line: None if line == "quiet" else line.upper(),
        shown.append,
        REMEDY,
    )
    assert shown == ["ONE", "TWO"]


def test_a_failure_quotes_the_last_lines_and_the_remedy() -> None:
    code = "import sys; [print('line', n) for n in range(50)]; sys.exit(3)"
    with pytest.raises(StepFailed) as failed:
        run_watched(python(code), lambda _: None, lambda _: None, REMEDY)
    assert failed.value.output == tuple(f"line {n}" for n in range(50 - LAST_LINES, 50))
    assert failed.value.told_in("vi").endswith("Thử lại.")


def test_the_command_has_ended_when_it_is_interrupted(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    write_pid = f"open({str(pid_file)!r}, 'w').write(str(os.getpid()))"
    code = f"import os, time; {write_pid}; print('up', flush=True); time.sleep(60)"

    def interrupt(_line: str) -> str | None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_watched(python(code), interrupt, lambda _: None, REMEDY)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_progress_overwrites_itself_on_a_terminal_and_not_in_a_file() -> None:
    terminal, file = Console(io.StringIO(), "vi", True), Console(io.StringIO(), "vi", False)
    for console in (terminal, file):
        for text in ("một", "một", "hai"):
            console.progress(text)
        console.say(Words("Xong.", "Done."))
    assert isinstance(terminal.stream, io.StringIO)
    assert isinstance(file.stream, io.StringIO)
    assert terminal.stream.getvalue().endswith("\r\x1b[K    hai\r\x1b[KXong.\n")
    assert file.stream.getvalue() == "    một\n    hai\nXong.\n"


def test_pip_tells_how_many_it_found_and_puts_in_place() -> None:
    story = Story()
    told = [
        story.tell("Collecting click==8.1.8 (from -c constraints.txt (line 17))"),
        story.tell("  Downloading click-8.1.8-py3-none-any.whl (98 kB)"),
        story.tell("Collecting msgspec"),
        story.tell("Installing collected packages: click, msgspec, rao"),
    ]
    assert told == ["pip:   1  click", None, "pip:   2  msgspec", "pip: 3 -> .venv ..."]
