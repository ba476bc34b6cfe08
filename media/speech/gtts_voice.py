"""Google's voice by gTTS: natural, and it needs the internet, so the controller uses it beforehand and may do without.

gTTS sends text to translate.google.com 100 characters at a time. The limit is on the whole phrase; the breaker keeps
threads that were left to themselves to one in ``SPEECH_SERVICE_REST_S``.
"""

from __future__ import annotations

import importlib.util
import io

from media.sound import Samples
from media.sound.decode import decode_all
from media.speech.breaker import Breaker
from media.speech.breathing import in_one_breath_each
from media.speech.languages import RecordingNeeded
from media.speech.manner import PLAIN, Manner
from media.speech.phrases import phrases
from media.speech.time_limit import within
from media.speech.voice import NotAvailable, Spoken
from protocol.errors import InvalidMedia
from protocol.timers import SPEECH_SERVICE_REST_S, SPEECH_SERVICE_S
from protocol.words import Words

LANGUAGES = ("en", "km", "vi")
"""Those of ours that the service has."""


class Gtts:
    """The service behind gTTS. One instance a process, so that its breaker remembers."""

    name = "gtts"

    def __init__(self, limit_s: float = SPEECH_SERVICE_S, breaker: Breaker | None = None) -> None:
        self._limit_s = limit_s
        self._breaker = breaker or Breaker(SPEECH_SERVICE_REST_S)

    def speaks(self, language: str) -> bool:
        """Vietnamese, Khmer and English, where the gTTS package is installed."""
        return language in LANGUAGES and importlib.util.find_spec("gtts") is not None

    def speak(self, text: str, language: str, manner: Manner = PLAIN) -> Spoken:
        """All of ``text``, in the one manner the service has (its ``slow`` is no speed one can choose).

        At the first phrase that fails, and while the breaker is open, :class:`NotAvailable`.
        """
        if not self.speaks(language):
            raise RecordingNeeded(language, [self.name])
        said = phrases(text)
        sounds = [self._say(phrase.text, language) for phrase in said]
        return Spoken(in_one_breath_each(said, sounds), f"{self.name} {language}")

    def _say(self, phrase: str, language: str) -> Samples:
        if self._breaker.is_open:
            raise _failed("it failed a moment ago")
        try:
            return decode_all(_fetched(phrase, language, self._limit_s))
        except InvalidMedia as error:
            self._breaker.trip()
            raise _failed(error.problem.en) from error
        except NotAvailable:
            self._breaker.trip()
            raise


def _fetched(phrase: str, language: str, limit_s: float) -> bytes:
    """The service's answer (MP3), or :class:`NotAvailable` after ``limit_s`` at the latest."""
    from gtts import gTTSError
    from requests import RequestException

    failures = (gTTSError, RequestException, ValueError, AssertionError)
    try:
        return within(limit_s, lambda: _asked(phrase, language, limit_s), *failures)
    except TimeoutError:
        raise _failed(f"no answer within {limit_s:g} s") from None
    except failures as error:
        raise _failed(str(error) or type(error).__name__) from None


def _asked(phrase: str, language: str, limit_s: float) -> bytes:
    from gtts import gTTS

    sound = io.BytesIO()
    gTTS(phrase, lang=language, lang_check=False, timeout=limit_s).write_to_fp(sound)
    return sound.getvalue()


def _failed(reason: str) -> NotAvailable:
    return NotAvailable(
        Words(
            f"Dịch vụ giọng đọc gTTS không trả lời ({reason}).", f"The speech service gTTS does not answer ({reason})."
        ),
        Words(
            "Kiểm tra kết nối internet của máy chủ; trong lúc chờ, giọng espeak-ng đọc tiếng Việt thay.",
            "Check the controller's internet link; until then espeak-ng speaks Vietnamese instead.",
        ),
    )
