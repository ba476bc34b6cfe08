"""Trying a station from the controller: in a child process with limits, since what it sends comes from anywhere."""

from __future__ import annotations

import msgspec

from controller.stations.address import checked_station
from controller.stations.answers import Answer, Question, Unfit
from media.confined import ChildLimits, Errand, answers_of
from protocol.errors import InvalidInput, InvalidMedia
from protocol.words import Words

LIMITS = ChildLimits(memory_bytes=1024 * 1024**2, cpu_s=10, written_bytes=0, wall_s=20.0)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def try_station(url: str, *, private_too: bool, limits: ChildLimits = LIMITS) -> Answer:
    """What is heard at ``url`` now, or why nothing is. Takes up to ``limits.wall_s``."""
    try:
        question = Question(url=checked_station(url), private_too=private_too)
        arguments = [msgspec.json.encode(question).decode()]
        errand = Errand("controller.stations.trial_child", arguments, limits, _broken)
        return next(answers_of(errand, _answers), _unfit(_broken("it told nothing")))
    except InvalidInput as refusal:
        return _unfit(refusal)


def _unfit(refusal: InvalidInput) -> Unfit:
    return Unfit(refusal.problem, refusal.remedy)


def _broken(reason: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"Không nghe được đài này ({reason}).", f"This station can't be heard ({reason})."),
        Words("Thử lại sau, hoặc mở địa chỉ đó bằng trình phát khác.", "Try again later, or try another player."),
    )
