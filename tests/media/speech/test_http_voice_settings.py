"""A table that can't work is refused when it is read, with the reason."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from media.speech import http_voice_settings
from media.speech.http_voice_secret import secret_of, without
from media.speech.http_voice_settings import HttpService
from media.speech.voice import NotAvailable
from protocol.errors import InvalidInput

FIT: dict[str, Any] = {"name": "own", "url": "https://a.vn/tts", "body": '{"t": "{text}"}'}
KEYED = {"headers": {"api-key": "{secret}"}, "secret_env": "K"}


def read(table: dict[str, Any]) -> HttpService:
    return msgspec.convert(table, HttpService)


def test_the_example_of_the_docstring_is_fit() -> None:
    example = (http_voice_settings.__doc__ or "").partition("code-block:: toml")[2]
    table = tomllib.loads("\n".join(line.strip() for line in example.splitlines()))
    service = read(table["speech"]["services"][0])
    assert service.regions["central"] == "hue-maingoc"
    assert service.places == {"text", "voice", "speed", "secret"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"body": '{"t": "{txet}"}'}, r"no place \{txet\}"),
        ({"body": '{"t": ""}'}, r"\{text\} is missing"),
        ({"body": '{"t": {text}}'}, "between quotes"),
        ({"body": "t={text}"}, "no JSON"),
        ({"url": "a.vn/tts"}, "whole https:// address"),
        ({"url": "ftp://a.vn/tts"}, "whole https:// address"),
        ({"url": "https://a.vn:x/tts"}, "whole https:// address"),
        ({"url": "https://me:pass@a.vn/tts"}, "without password"),
        ({"url": "https://{language}.vn/tts"}, "must be fixed"),
        ({"url": "https://a.vn/tts?k={secret}", "secret_env": "K"}, "not in url"),
        ({**KEYED, "url": "http://a.vn/tts"}, "by https only"),
        ({"method": "GET"}, "GET has no body"),
        ({"headers": {"a b": "c"}}, "'a b' can't be sent"),
        ({"headers": {"a": "b\r\nc: d"}}, "'a' can't be sent"),
        ({"headers": {"a": "{text}"}}, "'a' can't be sent"),
        ({"headers": {"voice": "{voice}"}}, "voice is missing"),
        ({"regions": {"south": "x"}}, "not used"),
        ({"voice": "Bắc"}, "ASCII"),
        ({"speeds": [[1.0, 1.0], [1.0, 2.0]]}, "must rise"),
        ({"speeds": [[0.5, math.nan], [1.0, 2.0]]}, "finite"),
        ({"answer": "url"}, "answer_path goes with"),
        ({"answer_path": "x"}, "answer_path goes with"),
        ({"audio_hosts": ["b.vn"]}, "audio_hosts goes with"),
        ({"secret_env": "K"}, "goes with secret_env"),
        ({"headers": {"k": "{secret}"}}, "goes with secret_env"),
        ({**KEYED, "secret_file": Path("k")}, "not both"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(change: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidInput, match=f"'own'.*{told}") as refused:
        read({**FIT, **change})
    assert "[[speech.services]]" in refused.value.remedy.vi


@pytest.mark.parametrize(
    "change",
    [{"nmae": "x"}, {"name": "A b"}, {"languages": []}, {"speeds": [[1.0, 1.0]]}, {"regions": {"west": "x"}}],
)
def test_other_keys_and_kinds_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read({**FIT, **change})


def test_this_machine_may_be_asked_without_tls() -> None:
    assert read({**FIT, **KEYED, "url": "http://127.0.0.1:9/tts"}).places == {"text", "secret"}


def test_a_key_is_read_anew_each_time(tmp_path: Path) -> None:
    file = tmp_path / "key"
    secret = secret_of(read({**FIT, "headers": {"k": "{secret}"}, "secret_file": file}))
    with pytest.raises(NotAvailable, match=r"No key of own in .*key"):
        secret()
    for key in ("first", "second"):
        file.write_text(f"{key}\n", "utf-8")
        assert secret() == key


@pytest.mark.parametrize("kept", ["", "  ", "two words", "khóa", "a\nb", "x" * 5_000])
def test_what_can_be_no_key_is_refused_and_not_told(kept: str) -> None:
    with pytest.raises(NotAvailable) as refused:
        secret_of(read({**FIT, **KEYED}), {"K": kept})()
    assert kept.strip() == "" or kept not in str(refused.value)


def test_a_service_without_a_key_needs_none() -> None:
    assert secret_of(read(FIT), {})() == ""


def test_a_key_is_taken_out_of_what_is_told() -> None:
    assert without("token abc refused", "abc") == "token … refused"
    assert without("refused", "") == "refused"
