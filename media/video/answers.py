"""What a child process tells its parent: one JSON object a line on standard output."""

from __future__ import annotations

import sys

import msgspec
from msgspec import Struct

from media.video.facts import VideoFacts
from protocol.words import Words


class Probed(Struct, frozen=True, tag="probed"):
    """The clip is fit to be used."""

    facts: VideoFacts


class Progress(Struct, frozen=True, tag="progress"):
    """How much is done, 0 to 1."""

    done: float


class Finished(Struct, frozen=True, tag="finished"):
    """The file is written."""


class Refused(Struct, frozen=True, tag="refused"):
    """The clip is not fit, and why."""

    problem: Words
    remedy: Words


Answer = Probed | Progress | Finished | Refused
_decoder: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def tell(answer: Answer) -> None:
    """In the child: say it at once."""
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


def understood(line: bytes) -> Answer:
    """In the parent: what the child said."""
    return _decoder.decode(line)
