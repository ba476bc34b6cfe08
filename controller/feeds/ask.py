"""Asking a feed in a child process: a server that drips and a text made to choke its reader end with that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from controller.feeds.answers import Answer, News, NoNews, Question, Refused
from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words

STARTING_AND_READING_S = 5.0
"""What the child needs beside the time it waits for the server."""
_ROOT = Path(__file__).parents[2]


def ask(question: Question, aside_s: float = STARTING_AND_READING_S) -> News | NoNews:
    """What a feed says now. Raises :class:`InvalidInput` for what asking again won't mend, else Unavailable."""
    answer = _answer(question, question.limit_s + aside_s)
    if isinstance(answer, Refused):
        raise (InvalidInput if answer.final else Unavailable)(answer.problem, answer.remedy)
    return answer


def _answer(question: Question, patience_s: float) -> Answer:
    command = [sys.executable, "-m", "controller.feeds.ask_child", msgspec.json.encode(question).decode()]
    try:
        told = subprocess.run(
            command, cwd=_ROOT, capture_output=True, timeout=patience_s, check=True, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as late:
        raise _gave_up("too slow") from late
    except subprocess.CalledProcessError as died:
        raise _gave_up(f"reading it ended with code {died.returncode}") from died
    answer: Answer = msgspec.json.decode(told.stdout, type=Answer)
    return answer


def _gave_up(detail: str) -> Unavailable:
    return Unavailable(
        Words(f"Không đọc được nguồn tin ({detail}).", f"The feed can't be read ({detail})."),
        Words("Mở thử địa chỉ đó trong trình duyệt.", "Try to open that address in a browser."),
    )
