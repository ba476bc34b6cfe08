"""Translation services reached by HTTP, each told by a table of the settings."""

from __future__ import annotations

from collections.abc import Sequence

from media.speech.breaker import Breaker
from media.speech.http_voice_answer import Ask, Request, ServiceFailed, body_of, text_at
from media.speech.http_voice_request import request_for
from media.speech.http_voice_secret import Secret, without
from media.speech.time_limit import within
from media.speech.voice import NotAvailable
from media.translation.http_settings import HttpTranslation
from media.translation.translator import NotTranslated
from protocol.timers import SPEECH_SERVICE_REST_S, TRANSLATION_SERVICE_S
from protocol.words import Words


class HttpTranslator:
    """One service. One instance a process, so that its breaker remembers."""

    def __init__(
        self,
        service: HttpTranslation,
        ask: Ask,
        secret: Secret = str,
        limit_s: float = TRANSLATION_SERVICE_S,
        breaker: Breaker | None = None,
    ) -> None:
        self._service, self._ask, self._secret, self._limit_s = service, ask, secret, limit_s
        self._breaker = breaker or Breaker(SPEECH_SERVICE_REST_S)

    @property
    def name(self) -> str:
        """The service's name in the settings."""
        return self._service.name

    @property
    def licence(self) -> Words:
        """As the settings say."""
        return Words(self._service.licence, self._service.licence)

    def translates(self, source: str, target: str) -> bool:
        """The pairs its table names."""
        return (source, target) in self._service.pairs

    def translate(self, lines: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """A line a request; at the first that fails, and while the breaker is open, :class:`NotTranslated`."""
        code = self._service.codes.get
        languages = {"source": code(source, source), "target": code(target, target)}
        return tuple(self._line({"text": line, **languages}) for line in lines)

    def _line(self, values: dict[str, str]) -> str:
        if self._breaker.is_open:
            raise self._failed("it failed a moment ago")
        try:
            secret = self._secret()
        except NotAvailable as missing:
            raise NotTranslated(missing.problem, missing.remedy) from None
        request = request_for(self._service, values | {"secret": secret})
        try:
            return within(self._limit_s, lambda: self._answered(request), ServiceFailed)
        except (ServiceFailed, TimeoutError) as error:
            self._breaker.trip()
            late = isinstance(error, TimeoutError)
            reason = f"no answer within {self._limit_s:g} s" if late else str(error)
            raise self._failed(without(reason, secret)) from None

    def _answered(self, request: Request) -> str:
        answer = self._ask(request, self._limit_s)
        if self._service.answer_path:
            return text_at(answer, self._service.answer_path)
        try:
            return body_of(answer).decode()
        except UnicodeDecodeError:
            raise ServiceFailed("no UTF-8") from None

    def _failed(self, reason: str) -> NotTranslated:
        return NotTranslated(
            Words(
                f"Dịch vụ dịch {self.name} không trả lời đúng ({reason}).",
                f"The translation service {self.name} does not answer as it should ({reason}).",
            ),
            Words(
                "Kiểm tra kết nối internet, khóa và bảng [[translation.services]] của dịch vụ đó.",
                "Check the internet link, the key and that service's [[translation.services]] table.",
            ),
        )
