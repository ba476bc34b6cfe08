"""Templates keep a text a text, figures follow the vendor's scale, and answers are not believed."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.http_voice import HttpVoice, speed_of
from media.speech.http_voice_answer import Answer, Request, ServiceFailed, address_in, base64_in, body_of
from media.speech.http_voice_request import request_for
from media.speech.http_voice_settings import HttpService
from media.speech.http_voice_template import filled_body, filled_url
from media.speech.languages import RecordingNeeded

TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from(["{secret}", '"}', "\\", "\n", "{text}{text}"])


def values(text: str) -> dict[str, str]:
    return {"text": text, "voice": "v", "speed": "1", "language": "vi", "secret": "hidden"}


@settings(deadline=None)
@given(TEXTS)
def test_in_json_a_text_stays_what_it_is(text: str) -> None:
    body = filled_body('{"a": {"text": "{text}"}, "n": {speed}}', "json", values(text))
    assert json.loads(body) == {"a": {"text": text}, "n": 1}


@settings(deadline=None)
@given(TEXTS.filter(bool))
def test_in_a_form_and_an_address_too(text: str) -> None:
    assert parse_qs(filled_body("q={text}&k={secret}", "form", values(text))) == {"q": [text], "k": ["hidden"]}
    address = filled_url("https://a/{text}/x", values(text))
    assert unquote(address.split("/")[3]) == text
    assert address.isascii()


def service(**table: object) -> HttpService:
    return HttpService(**{"name": "own", "url": "https://a.vn/tts", "body": '"{text}"', **table})


@settings(deadline=None)
@given(st.floats(0.5, 2.0))
def test_a_speed_is_the_vendors_figure(ratio: float) -> None:
    assert float(speed_of(service(), ratio)) == pytest.approx(ratio, rel=0.01)
    steps = speed_of(service(speeds=((0.5, -3), (1.0, 0), (2.0, 3))), ratio)
    assert abs(int(steps) - (ratio - 1) * (3 if ratio > 1 else 6)) <= 0.501
    narrow = float(speed_of(service(speeds=((0.8, 0.8), (1.2, 1.2))), ratio))
    assert narrow == pytest.approx(min(max(ratio, 0.8), 1.2), rel=0.01)


def test_the_request_shows_its_key_to_nobody() -> None:
    keyed = service(headers={"api-key": "{secret}"}, secret_env="K")
    request = request_for(keyed, values("một"))
    assert request.headers["api-key"] == "hidden"
    assert "hidden" not in f"{request!r} {request}"


def test_a_language_it_does_not_speak_is_not_asked_for() -> None:
    def never(_request: Request, _limit_s: float) -> Answer:
        raise AssertionError("asked")

    with pytest.raises(RecordingNeeded, match="M'nông"):
        HttpVoice(service(), never).speak("x", "cmo")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html>", "no JSON: <html>"),
        (b"[" * 100_000, "no JSON"),
        (b'{"data": []}', "nothing at data.url"),
        (b'{"data": {"url": 3}}', "nothing at data.url"),
        (b'{"data": {"url": ""}}', "nothing at data.url"),
        (b'["data"]', "nothing at data.url"),
        (b'{"data": {"url": "https://b.vn/1"}}', "audio_hosts does not name"),
        (b'{"data": {"url": "https://a.vn@b.vn/1"}}', "audio_hosts does not name"),
        (b'{"data": {"url": "https://a.vn:81/1"}}', "audio_hosts does not name"),
        (b'{"data": {"url": "http://a.vn/1"}}', "less secret"),
        (b'{"data": {"url": "file://a.vn/etc/passwd"}}', "less secret"),
        (b'{"data": {"url": "https://[a.vn/1"}}', "no address"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(body: bytes, told: str) -> None:
    with pytest.raises(ServiceFailed, match=told):
        address_in(Answer(200, body), "data.url", "https://a.vn/tts", ("c.vn",))


@pytest.mark.parametrize("url", ["https://a.vn/1", "/1", "https://C.vn/1"])
def test_its_own_address_and_those_it_may_name_are_taken(url: str) -> None:
    answer = Answer(200, json.dumps([{"url": url}]).encode())
    assert address_in(answer, "0.url", "https://a.vn/tts", ("c.vn",)).endswith("/1")


@pytest.mark.parametrize("text", ["not base64!", "é", "AAA"])
def test_what_is_no_base64_is_refused(text: str) -> None:
    with pytest.raises(ServiceFailed, match="no base64 at a"):
        base64_in(Answer(200, json.dumps({"a": text}).encode()), "a")


def test_base64_may_have_lines() -> None:
    folded = base64.encodebytes(bytes(200)).decode()
    assert base64_in(Answer(200, json.dumps({"a": folded}).encode()), "a") == bytes(200)


@pytest.mark.parametrize("status", [204, 301, 401, 500])
def test_only_200_is_a_sound(status: int) -> None:
    with pytest.raises(ServiceFailed, match=f"HTTP {status} no money"):
        body_of(Answer(status, b"no\nmoney" + bytes(9_000)))
