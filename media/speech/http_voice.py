"""Voices of vendors reached by HTTP (Viettel, FPT, Zalo, VNPT and their like), each told by a table of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from media.sound import RATE_HZ, Samples, joined
from media.sound.decode import decode
from media.speech.breaker import Breaker
from media.speech.breathing import in_one_breath_each
from media.speech.http_voice_answer import Answer, Ask, Request, ServiceFailed, address_in, base64_in, body_of
from media.speech.http_voice_request import request_for
from media.speech.http_voice_secret import Secret, without
from media.speech.http_voice_settings import HttpService
from media.speech.languages import RecordingNeeded
from media.speech.manner import PLAIN, Manner, Trait
from media.speech.phrases import phrases
from media.speech.time_limit import within
from media.speech.voice import NotAvailable, Spoken
from protocol.errors import InvalidMedia
from protocol.timers import SPEECH_SERVICE_REST_S, SPEECH_SERVICE_S
from protocol.words import Words

MOST_SECONDS = 60
"""Of sound for one phrase; a small file may hold hours of silence."""


class HttpVoice:
    """One service. One instance a process, so that its breaker remembers."""

    def __init__(
        self,
        service: HttpService,
        ask: Ask,
        secret: Secret = str,
        limit_s: float = SPEECH_SERVICE_S,
        breaker: Breaker | None = None,
    ) -> None:
        self._service, self._ask, self._secret, self._limit_s = service, ask, secret, limit_s
        self._breaker = breaker or Breaker(SPEECH_SERVICE_REST_S)

    @property
    def name(self) -> str:
        """The service's name in the settings."""
        return self._service.name

    def speaks(self, language: str) -> bool:
        """Those its table names."""
        return language in self._service.languages

    def speak(self, text: str, language: str, manner: Manner = PLAIN) -> Spoken:
        """All of ``text``; at the first phrase that fails, and while the breaker is open, :class:`NotAvailable`."""
        if not self.speaks(language):
            raise RecordingNeeded(language, [self.name])
        said, voice = phrases(text), voice_of(self._service, manner)
        values = {"voice": voice, "language": language, "speed": speed_of(self._service, manner.speed)}
        sounds = [self._say(values | {"text": phrase.text}) for phrase in said]
        who = f"{self.name} {voice or language}"
        return Spoken(in_one_breath_each(said, sounds), who, followed_by(self._service, manner))

    def _say(self, values: dict[str, str]) -> Samples:
        if self._breaker.is_open:
            raise self._failed("it failed a moment ago")
        secret = self._secret()
        try:
            request = request_for(self._service, values | {"secret": secret})
            return _samples(within(self._limit_s, lambda: self._fetched(request), ServiceFailed))
        except (ServiceFailed, TimeoutError, InvalidMedia) as error:
            self._breaker.trip()
            raise self._failed(without(self._reason(error), secret)) from None

    def _fetched(self, request: Request) -> bytes:
        """The sound; where the answer holds its address, that is asked too, without the key."""
        answer = self._ask(request, self._limit_s)
        match self._service.answer:
            case "audio":
                return body_of(answer)
            case "base64":
                return base64_in(answer, self._service.answer_path)
            case "url":
                return body_of(self._ask(self._second(answer, request), self._limit_s))

    def _second(self, answer: Answer, first: Request) -> Request:
        service = self._service
        return Request("GET", address_in(answer, service.answer_path, first.url, service.audio_hosts), {})

    def _reason(self, error: ServiceFailed | TimeoutError | InvalidMedia) -> str:
        match error:
            case TimeoutError():
                return f"no answer within {self._limit_s:g} s"
            case InvalidMedia():
                return error.problem.en
        return str(error)

    def _failed(self, reason: str) -> NotAvailable:
        return NotAvailable(
            Words(
                f"Dịch vụ giọng đọc {self.name} không trả lời đúng ({reason}).",
                f"The speech service {self.name} does not answer as it should ({reason}).",
            ),
            Words(
                "Kiểm tra kết nối internet, khóa và bảng [[speech.services]] của dịch vụ đó.",
                "Check the internet link, the key and that service's [[speech.services]] table.",
            ),
        )


def voice_of(service: HttpService, manner: Manner) -> str:
    """The voice named, else the one of the region, else the usual one."""
    regional = service.regions.get(manner.region, "") if manner.region else ""
    return manner.voice or regional or service.voice


def speed_of(service: HttpService, ratio: float) -> str:
    """The vendor's figure for our ratio: on the line between its neighbours, whole where all its figures are."""
    points = service.speeds
    ratio = min(max(ratio, points[0][0]), points[-1][0])
    (low, low_figure), (high, high_figure) = next(pair for pair in pairwise(points) if ratio <= pair[1][0])
    figure = low_figure + (high_figure - low_figure) * (ratio - low) / (high - low)
    return str(round(figure)) if _whole(service) else f"{figure:.3g}"


def _whole(service: HttpService) -> bool:
    """FPT has steps from -3 to 3; a list of ratios has a half somewhere."""
    return all(float(figure).is_integer() for _, figure in service.speeds)


def followed_by(service: HttpService, manner: Manner) -> frozenset[Trait]:
    """What its templates and tables really carry to it."""
    carried: dict[Trait, bool] = {
        "speed": "speed" in service.places,
        "voice": "voice" in service.places,
        "region": manner.region in service.regions and not manner.voice,
    }
    return frozenset(trait for trait, is_carried in carried.items() if is_carried)


def _samples(sound: bytes) -> Samples:
    return joined(_bounded(decode(sound)))


def _bounded(chunks: Iterator[Samples]) -> Iterator[Samples]:
    left = MOST_SECONDS * RATE_HZ
    for chunk in chunks:
        if (left := left - len(chunk)) < 0:
            raise ServiceFailed(f"more than {MOST_SECONDS} s of sound for one phrase")
        yield chunk
