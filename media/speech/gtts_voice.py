"""Google's voice by gTTS: natural, and it needs the internet, so the controller uses it beforehand and may do without.

gTTS sends text to translate.google.com 100 characters at a time. Its own ``timeout`` counts each wait for a socket,
not the name lookup nor a server that drips; so the limit here is on the whole phrase, from outside, in a thread that
is left to itself when time is up. The breaker keeps such threads to one in ``SPEECH_SERVICE_REST_S``.
"""

from __future__ import annotations

import importlib.util
import io
import queue
import threading

from media.sound import Samples
from media.sound.decode import decode_all
from media.speech.breaker import Breaker
from media.speech.breathing import in_one_breath_each
from media.speech.phrases import phrases
from media.speech.voice import NotAvailable, Spoken, no_such_language
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

    def speak(self, text: str, language: str) -> Spoken:
        """All of ``text``; at the first phrase that fails, and while the breaker is open, :class:`NotAvailable`."""
        if not self.speaks(language):
            raise no_such_language([self.name], language)
        said = phrases(text)
        return Spoken(
            in_one_breath_each(said, [self._say(it.text, language) for it in said]), f"{self.name} {language}"
        )

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
    answers: queue.SimpleQueue[bytes | str] = queue.SimpleQueue()
    work = threading.Thread(target=_ask, args=(phrase, language, limit_s, answers), name="gtts", daemon=True)
    work.start()
    try:
        answer = answers.get(timeout=limit_s)
    except queue.Empty:
        raise _failed(f"no answer within {limit_s:g} s") from None
    if isinstance(answer, str):
        raise _failed(answer)
    return answer


def _ask(phrase: str, language: str, limit_s: float, answers: queue.SimpleQueue[bytes | str]) -> None:
    """In the thread: put the sound, or why there is none."""
    from gtts import gTTS, gTTSError
    from requests import RequestException

    sound = io.BytesIO()
    try:
        gTTS(phrase, lang=language, lang_check=False, timeout=limit_s).write_to_fp(sound)
    except (gTTSError, RequestException, ValueError, AssertionError) as error:
        answers.put(str(error) or type(error).__name__)
    else:
        answers.put(sound.getvalue())


def _failed(reason: str) -> NotAvailable:
    return NotAvailable(
        Words(
            f"Dịch vụ giọng đọc gTTS không trả lời ({reason}).", f"The speech service gTTS does not answer ({reason})."
        ),
        Words(
            "Kiểm tra kết nối internet của máy chủ; trong lúc chờ, giọng espeak-ng đọc thay.",
            "Check the controller's internet link; until then espeak-ng speaks instead.",
        ),
    )
