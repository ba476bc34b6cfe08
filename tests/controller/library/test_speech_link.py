"""Services of vendors over real HTTP: each asked as it wants to be, and none can hold up an alert."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest

from controller.library.speech_link import ask
from media.sound import attention_tone, duration_of, rms_dbfs, silence
from media.sound.mp3 import encode_mp3
from media.speech.breaker import Breaker
from media.speech.espeak import Espeak
from media.speech.http_voice import HttpVoice
from media.speech.http_voice_secret import secret_of
from media.speech.http_voice_settings import HttpService
from media.speech.manner import Manner
from media.speech.speaking import speak
from media.speech.voice import NotAvailable
from tests.media.speech import vendors
from tests.media.speech.vendors import KEY, Behave, Vendor

TEXT = 'Loa "xã" đọc {secret}: 50% dân\\làng & trẻ em. Hết.'
PHRASES = ['Loa "xã" đọc {secret}: 50% dân\\làng & trẻ em.', "Hết."]
LIMIT_S = 0.5
SLOW_MACHINE_S = 3
Reach = Callable[[Behave], Vendor]
ENVIRON = {"TTS_KEY": KEY}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    encode_mp3(attention_tone(400), path)
    return path.read_bytes()


@pytest.fixture
def reach(sound: bytes) -> Iterator[Reach]:
    with ExitStack() as open_now:
        yield lambda behave: open_now.enter_context(vendors.serving(Vendor(sound, behave)))


def viettel(vendor: Vendor) -> HttpService:
    return HttpService(
        name="viettel",
        url=vendor.url(),
        body='{"text": "{text}", "voice": "{voice}", "speed": {speed}, "token": "{secret}"}',
        headers={"Content-Type": "application/json"},
        voice="hn-quynhanh",
        regions={"south": "hcm-minhquan"},
        secret_env="TTS_KEY",
    )


def fpt(vendor: Vendor) -> HttpService:
    return HttpService(
        name="fpt",
        url=vendor.url(),
        body="{text}",
        body_kind="text",
        headers={"api-key": "{secret}", "voice": "{voice}", "speed": "{speed}"},
        voice="banmai",
        speeds=((0.5, -3), (1.0, 0), (2.0, 3)),
        answer="url",
        answer_path="async",
        secret_env="TTS_KEY",
    )


def zalo(vendor: Vendor, hosts: tuple[str, ...]) -> HttpService:
    return HttpService(
        name="zalo",
        url=vendor.url(),
        body="input={text}&speed={speed}",
        body_kind="form",
        headers={"apikey": "{secret}", "Content-Type": "application/x-www-form-urlencoded"},
        speeds=((0.8, 0.8), (1.2, 1.2)),
        answer="url",
        answer_path="data.url",
        audio_hosts=hosts,
        secret_env="TTS_KEY",
    )


def voice(service: HttpService, **how: Any) -> HttpVoice:
    return HttpVoice(service, ask, secret_of(service, ENVIRON), **{"limit_s": 5.0, **how})


def test_one_like_viettel_speaks_every_phrase_as_it_is_written(reach: Reach) -> None:
    vendor = reach(vendors.like_viettel)
    spoken = voice(viettel(vendor)).speak(TEXT, "vi", Manner(speed=1.25, region="south"))
    asked = [json.loads(seen.body) for seen in vendor.seen]
    assert [one["text"] for one in asked] == PHRASES
    assert [(one["voice"], one["speed"]) for one in asked] == [("hcm-minhquan", 1.25)] * 2
    assert spoken.voice == "viettel hcm-minhquan"
    assert spoken.followed == {"speed", "voice", "region"}
    assert 1_200 < duration_of(spoken.samples) < 3_000
    assert rms_dbfs(spoken.samples) > -20


def test_one_like_fpt_gives_the_sound_s_address(reach: Reach) -> None:
    vendor = reach(vendors.like_fpt)
    spoken = voice(fpt(vendor)).speak(TEXT, "vi", Manner(speed=1.3))
    posts = [seen for seen in vendor.seen if seen.method == "POST"]
    assert [seen.body for seen in posts] == PHRASES
    assert {(seen.headers["voice"], seen.headers["speed"]) for seen in posts} == {("banmai", "1")}
    assert {seen.path for seen in vendor.seen if seen.method == "GET"} == {"/sound/1"}
    assert not any(KEY in str(seen) for seen in vendor.seen if seen.method == "GET")
    assert spoken.voice == "fpt banmai"


def test_one_like_zalo_takes_a_form_and_names_another_host(reach: Reach) -> None:
    vendor = reach(vendors.like_zalo)
    spoken = voice(zalo(vendor, (f"localhost:{vendor.port}",))).speak(TEXT, "vi", Manner(speed=2.0))
    forms = [parse_qs(seen.body) for seen in vendor.seen if seen.method == "POST"]
    assert [form["input"] for form in forms] == [[phrase] for phrase in PHRASES]
    assert forms[0]["speed"] == ["1.2"]
    assert spoken.voice == "zalo vi"


def test_a_sound_on_a_host_nobody_named_is_not_fetched(reach: Reach) -> None:
    vendor = reach(vendors.like_zalo)
    with pytest.raises(NotAvailable, match="audio_hosts does not name"):
        voice(zalo(vendor, ())).speak("Một.", "vi")
    assert [seen.method for seen in vendor.seen] == ["POST"]


def test_one_like_vnpt_answers_the_sound_within_json(reach: Reach) -> None:
    vendor = reach(vendors.like_vnpt)
    service = HttpService(
        name="vnpt", url=vendor.url(), body='{"text": "{text}"}', answer="base64", answer_path="object.0.audio"
    )
    spoken = voice(service).speak("Một.", "vi", Manner(speed=1.5))
    assert rms_dbfs(spoken.samples) > -20
    assert spoken.followed == frozenset()


def test_a_text_may_stand_in_the_address(reach: Reach) -> None:
    vendor = reach(vendors.like_a_link)
    service = HttpService(name="own", method="GET", url=vendor.url("/say/{language}?q={text}"))
    voice(service).speak(PHRASES[0], "vi")
    assert unquote(vendor.seen[0].path) == f"/say/vi?q={PHRASES[0]}"


@pytest.mark.parametrize(
    "behave",
    [
        vendors.is_a_black_hole,
        vendors.drips,
        vendors.hangs_up,
        vendors.is_broken,
        vendors.answers_garbage,
        vendors.leads_elsewhere,
        vendors.never_ends,
    ],
    ids=lambda behave: behave.__name__,
)
def test_whatever_it_does_it_costs_the_limit_once_and_another_voice_speaks(
    behave: Behave, reach: Reach, caplog: pytest.LogCaptureFixture
) -> None:
    vendor = reach(behave)
    service = voice(viettel(vendor), limit_s=LIMIT_S)
    began = time.monotonic()
    with caplog.at_level(logging.DEBUG):
        assert speak(TEXT, "vi", voices=[service, Espeak()]).voice == "espeak-ng vi"
        assert speak(TEXT, "vi", voices=[service, Espeak()]).voice == "espeak-ng vi"
    assert time.monotonic() - began < LIMIT_S + SLOW_MACHINE_S
    assert [seen.path for seen in vendor.seen] == ["/tts"]
    assert "viettel passed over" in caplog.text
    assert KEY not in caplog.text


def test_a_key_it_refuses_is_told_without_the_key(reach: Reach) -> None:
    service = viettel(reach(vendors.like_viettel))
    wrong = HttpVoice(service, ask, lambda: "wr0ng-key", limit_s=5)
    with pytest.raises(NotAvailable, match=r"HTTP 401.*token … refused") as refused:
        wrong.speak("Một.", "vi")
    assert "wr0ng-key" not in refused.value.problem.vi


def test_without_its_key_it_is_not_even_asked(reach: Reach) -> None:
    vendor = reach(vendors.like_viettel)
    service = viettel(vendor)
    keyless = HttpVoice(service, ask, secret_of(service, {}), limit_s=5)
    with pytest.raises(NotAvailable, match=r"No key of viettel in \$TTS_KEY"):
        keyless.speak("Một.", "vi")
    assert vendor.seen == []


def test_hours_of_silence_in_a_small_file_are_not_unpacked(reach: Reach, tmp_path: Path) -> None:
    encode_mp3(silence(61_000), tmp_path / "long.mp3")
    vendor = reach(vendors.like_viettel)
    vendor.sound = (tmp_path / "long.mp3").read_bytes()
    with pytest.raises(NotAvailable, match="more than 60 s"):
        voice(viettel(vendor)).speak("Một.", "vi")


def test_after_its_rest_it_is_asked_again(reach: Reach) -> None:
    now_s = 0.0
    vendor = reach(vendors.is_broken)
    rested = voice(viettel(vendor), breaker=Breaker(300, clock=lambda: now_s))
    with pytest.raises(NotAvailable, match="HTTP 500"):
        rested.speak("Một.", "vi")
    vendor.behave = vendors.like_viettel
    with pytest.raises(NotAvailable, match="a moment ago"):
        rested.speak("Một.", "vi")
    now_s = 301.0
    assert rested.speak("Một.", "vi").voice == "viettel hn-quynhanh"
