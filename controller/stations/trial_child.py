"""Run as a program by :mod:`controller.stations.trial`: tunes in to one station and tells what it hears.

The network is asked by our own client, at the very address that was checked; the decoder gets bytes and may open
nothing, whatever a playlist in them names.
"""

from __future__ import annotations

import sys

import msgspec

from controller.stations.answers import Answer, Question, Unfit
from controller.stations.listening import listened
from controller.stations.tuning_in import tuned_in
from media.confined import confine, tell
from protocol.errors import RaoError


def answer_to(question: Question) -> Answer:
    """What is heard at the station now."""
    try:
        return listened(tuned_in(question))
    except RaoError as error:
        return Unfit(error.problem, error.remedy)


def main(limits: str, question: str) -> None:
    """Tell the answer."""
    confine(limits)
    tell(answer_to(msgspec.json.decode(question, type=Question)))


if __name__ == "__main__":
    main(*sys.argv[1:])
