"""gTTS is asked as it really asks, within a hard time limit, and left alone after a failure."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gtts.lang import tts_langs

from media.sound import attention_tone, duration_of, rms_dbfs
from media.sound.mp3 import encode_mp3
from media.speech.breaker import Breaker
from media.speech.espeak import Espeak
from media.speech.gtts_voice import LANGUAGES, Gtts
from media.speech.speaking import speak
from media.speech.voice import NotAvailable
from tests.media.speech import google as stand_in
from tests.media.speech.google import Behave, Google

TEXT = "Mời bà con đến trạm y tế xã vào sáng mai. Nhớ mang theo thẻ."
LIMIT_S = 0.6
SLOW_MACHINE_S = 4
"""A black hole or a drip would cost 30 s and more."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    encode_mp3(attention_tone(400), path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stand_in.write_certificate(tmp_path_factory.mktemp("tls") / "google.pem")


@pytest.fixture
def reach(monkeypatch: pytest.MonkeyPatch, certificate: Path, sound: bytes) -> Iterator[Callable[[Behave], Google]]:
    """Start a Google that behaves so, as the only way out."""
    open_now: list[tuple[socket.socket, Google]] = []

    def start(behave: Behave) -> Google:
        listener = socket.create_server(("127.0.0.1", 0))
        google = Google(certificate, sound, behave)
        open_now.append((listener, google))
        threading.Thread(target=google.serve, args=(listener,), daemon=True).start()
        for name in ("https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{listener.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        return google

    yield start
    for listener, google in open_now:
        google.stopped.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def took_s(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with pytest.raises(NotAvailable):
        work()
    return time.monotonic() - began


def test_each_phrase_is_asked_for_and_joined(reach: Callable[[Behave], Google]) -> None:
    google = reach(stand_in.answers)
    spoken = Gtts(limit_s=5).speak(TEXT, "vi")
    assert spoken.voice == "gtts vi"
    assert google.texts == [("Mời bà con đến trạm y tế xã vào sáng mai.", "vi"), ("Nhớ mang theo thẻ.", "vi")]
    assert {line.rpartition(" ")[0] for line in google.connects} == {"CONNECT translate.google.com:443"}
    assert set(google.requests) == {"POST /_/TranslateWebserverUi/data/batchexecute HTTP/1.1"}
    assert 1_500 < duration_of(spoken.samples) < 2_500
    assert rms_dbfs(spoken.samples) > -20


@pytest.mark.parametrize(
    "behave",
    [
        stand_in.is_a_black_hole,
        stand_in.drips,
        stand_in.hangs_up,
        stand_in.answers_without_sound,
        stand_in.answers_garbage,
    ],
    ids=lambda behave: behave.__name__,
)
def test_whatever_the_link_does_it_costs_the_limit_once(behave: Behave, reach: Callable[[Behave], Google]) -> None:
    google = reach(behave)
    voice = Gtts(limit_s=LIMIT_S)
    assert took_s(lambda: voice.speak(TEXT, "vi")) < LIMIT_S + SLOW_MACHINE_S
    asked = len(google.connects)
    assert took_s(lambda: voice.speak(TEXT, "vi")) < LIMIT_S
    assert len(google.connects) == asked


def test_after_its_rest_the_service_is_asked_again(reach: Callable[[Behave], Google]) -> None:
    now_s = 0.0
    google = reach(stand_in.hangs_up)
    voice = Gtts(limit_s=5, breaker=Breaker(300, clock=lambda: now_s))
    with pytest.raises(NotAvailable, match="does not answer"):
        voice.speak(TEXT, "vi")
    google.behave = stand_in.answers
    with pytest.raises(NotAvailable, match="a moment ago"):
        voice.speak(TEXT, "vi")
    now_s = 301.0
    assert voice.speak(TEXT, "vi").voice == "gtts vi"


def test_the_record_names_the_voice_that_stood_in(reach: Callable[[Behave], Google]) -> None:
    reach(stand_in.is_a_black_hole)
    assert speak(TEXT, "vi", voices=[Gtts(limit_s=LIMIT_S), Espeak()]).voice == "espeak-ng vi"


def test_a_good_link_is_preferred(reach: Callable[[Behave], Google]) -> None:
    reach(stand_in.answers)
    assert speak(TEXT, "vi", voices=[Gtts(limit_s=5), Espeak()]).voice == "gtts vi"


def test_khmer_goes_to_the_only_voice_that_has_it(reach: Callable[[Behave], Google]) -> None:
    google = reach(stand_in.answers)
    assert speak("សួស្តី", "km", voices=[Espeak(), Gtts(limit_s=5)]).voice == "gtts km"
    assert google.texts == [("សួស្តី", "km")]


def test_our_languages_are_the_service_s() -> None:
    assert set(LANGUAGES) <= set(tts_langs())


def test_another_language_is_refused_without_asking() -> None:
    assert not Gtts().speaks("sti")
    with pytest.raises(NotAvailable, match="recording is needed for S'tiêng"):
        Gtts().speak("x", "sti")
