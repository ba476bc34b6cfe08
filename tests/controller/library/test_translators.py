"""Translation services over real HTTP: asked as they want to be, never believed, and given up in time."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from controller.library.speech_link import ask
from controller.library.translators import translators_of
from controller.settings import parse_settings
from media.speech.breaker import Breaker
from media.speech.http_voice_secret import secret_of
from media.translation.http_settings import HttpTranslation
from media.translation.http_translator import HttpTranslator
from media.translation.translating import draft
from media.translation.translator import NotTranslated
from protocol.errors import InvalidInput

KEY = "khoa-bi-mat"
ENVIRON = {"K": KEY}
LIMIT_S = 0.5
SLOW_MACHINE_S = 3.0
Reply = Callable[[BaseHTTPRequestHandler, Any], None]


@dataclass
class Service:
    reply: Reply
    asked: list[Any] = field(default_factory=list)
    port: int = 0


def says(body: bytes, status: int = 200) -> Reply:
    def reply(request: BaseHTTPRequestHandler, _asked: Any) -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return reply


def translates(request: BaseHTTPRequestHandler, asked: Any) -> None:
    says(json.dumps({"data": [{"text": f"{asked['q']} [{asked['from']}>{asked['to']}]"}]}).encode())(request, asked)


def drips(request: BaseHTTPRequestHandler, _asked: Any) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(100):
        try:
            request.wfile.write(b" ")
            request.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


@contextmanager
def serving(reply: Reply) -> Iterator[Service]:
    service = Service(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            service.asked.append(asked)
            service.reply(self, asked)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def reach() -> Iterator[Callable[[Reply], Service]]:
    with ExitStack() as stack:
        yield lambda reply: stack.enter_context(serving(reply))


def table(service: Service) -> HttpTranslation:
    return HttpTranslation(
        name="own",
        url=f"http://127.0.0.1:{service.port}/dich",
        body='{"q": "{text}", "from": "{source}", "to": "{target}", "key": "{secret}"}',
        headers={"Content-Type": "application/json"},
        codes={"km": "khmer"},
        answer_path="data.0.text",
        pairs=(("vi", "en"), ("vi", "km")),
        licence="Theo hợp đồng 12/2026",
        secret_env="K",
    )


def translator(service: Service, limit_s: float = SLOW_MACHINE_S) -> HttpTranslator:
    asked = table(service)
    return HttpTranslator(asked, ask, secret_of(asked, ENVIRON), limit_s, Breaker(60))


def test_it_is_asked_line_by_line_with_its_own_codes(reach: Callable[[Reply], Service]) -> None:
    service = reach(translates)
    found = translator(service).translate(['Họp "dân" {secret}', "Hết."], "vi", "km")
    assert found == ('Họp "dân" {secret} [vi>khmer]', "Hết. [vi>khmer]")
    assert service.asked[0] == {"q": 'Họp "dân" {secret}', "from": "vi", "to": "khmer", "key": KEY}


def test_a_draft_says_who_made_it_and_under_which_licence(reach: Callable[[Reply], Service]) -> None:
    made = draft("Họp dân.", "vi", "en", [translator(reach(translates))])
    assert (made.text, made.engine, made.licence.vi) == ("Họp dân. [vi>en]", "own", "Theo hợp đồng 12/2026")


def test_only_pairs_of_its_table(reach: Callable[[Reply], Service]) -> None:
    own = translator(reach(translates))
    assert own.translates("vi", "km")
    assert not own.translates("vi", "sti")
    assert not own.translates("km", "vi")


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"", 500, "HTTP 500"),
        (KEY.encode(), 403, "HTTP 403 …"),
        (b"<html>", 200, "no JSON"),
        (b'{"data": []}', 200, "nothing at data.0.text"),
        (b'{"data": [{"text": ""}]}', 200, "nothing at data.0.text"),
        (b'{"data": [{"text": 3}]}', 200, "nothing at data.0.text"),
        (b"x" * (9 * 1024**2), 200, "more than 8 MiB"),
    ],
)
def test_broken_answers_are_told_without_the_key(
    reach: Callable[[Reply], Service], body: bytes, status: int, told: str
) -> None:
    with pytest.raises(NotTranslated, match=told) as refused:
        translator(reach(says(body, status))).translate(["Họp dân."], "vi", "en")
    assert KEY not in str(refused.value)


def test_a_service_that_drips_is_left_in_time_and_then_left_alone(reach: Callable[[Reply], Service]) -> None:
    service = reach(drips)
    own = translator(service, LIMIT_S)
    began = time.monotonic()
    with pytest.raises(NotTranslated, match="no answer within"):
        own.translate(["Một.", "Hai."], "vi", "en")
    assert time.monotonic() - began < LIMIT_S + SLOW_MACHINE_S
    with pytest.raises(NotTranslated, match="a moment ago"):
        own.translate(["Ba."], "vi", "en")
    assert len(service.asked) == 1


def test_nobody_there_and_no_key(reach: Callable[[Reply], Service]) -> None:
    gone = Service(translates, port=9)
    with pytest.raises(NotTranslated, match="does not answer"):
        translator(gone).translate(["Một."], "vi", "en")
    asked = table(reach(translates))
    with pytest.raises(NotTranslated, match="No key of own"):
        HttpTranslator(asked, ask, secret_of(asked, {})).translate(["Một."], "vi", "en")


def test_an_answer_may_be_the_text_itself(reach: Callable[[Reply], Service]) -> None:
    plain, odd = (reach(says(body)) for body in ("Xin chào".encode(), b"\xff\xfe"))
    found = []
    for service in (plain, odd):
        asked = HttpTranslation(
            name="own", url=f"http://127.0.0.1:{service.port}/", body='"{text}"', pairs=(("vi", "en"),), licence="-"
        )
        found.append(HttpTranslator(asked, ask))
    assert found[0].translate(["Hello"], "vi", "en") == ("Xin chào",)
    with pytest.raises(NotTranslated, match="no UTF-8"):
        found[1].translate(["Hello"], "vi", "en")


OWN = {"name": "own", "url": "https://a.vn/", "body": '"{text}"', "pairs": [["vi", "en"]], "licence": "-"}


def test_nothing_is_translated_unless_the_settings_say_so(tmp_path: Path) -> None:
    assert translators_of(parse_settings({}, tmp_path)) == ()
    chosen = parse_settings({"translation": {"services": [OWN], "nllb": {"folder": "models/nllb"}}}, tmp_path)
    assert [one.name for one in translators_of(chosen)] == ["own", "nllb-200"]
    assert chosen.translation.nllb is not None
    assert chosen.translation.nllb.folder == tmp_path / "models/nllb"
    with pytest.raises(InvalidInput, match="one name"):
        parse_settings({"translation": {"services": [OWN, OWN]}}, tmp_path)
