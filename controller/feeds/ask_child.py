"""Run as a program by :mod:`controller.feeds.ask`: fetches and reads one feed and tells its headlines."""

from __future__ import annotations

import resource
import sys

import msgspec

from controller.feeds.answers import Answer, News, NoNews, Question, Refused
from controller.feeds.fetch import Newness, fetch
from controller.feeds.parse import parse
from protocol.errors import InvalidInput, RaoError

MEMORY_BYTES = 768 * 1024**2
CPU_S = 10


def answer_to(question: Question) -> Answer:
    """What the feed says now."""
    try:
        return _asked(question)
    except RaoError as error:
        return Refused(error.problem, error.remedy, isinstance(error, InvalidInput))


def _asked(question: Question) -> Answer:
    known = Newness(question.etag, question.last_modified)
    fetched = fetch(question.url, known, question.private_too, question.limit_s)
    if fetched.body is None:
        return NoNews()
    headlines = parse(fetched.body, fetched.content_type, question.most)
    return News(headlines=headlines, etag=fetched.newness.etag, last_modified=fetched.newness.last_modified)


def main(question: str) -> None:
    """Tell the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = answer_to(msgspec.json.decode(question, type=Question))
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main(sys.argv[1])
