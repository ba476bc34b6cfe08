"""A small controller for the tests of a device: real signatures over real HTTP, with every request remembered."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep, time

import msgspec
from msgspec import Struct

from protocol.compose import compose
from protocol.device_proof import check_proof, claimed_device
from protocol.documents import Kind, TrustedKey, TrustList
from protocol.enrolment import BrokerLogin, EnrolAnswer, EnrolRequest, check_possession
from protocol.errors import InvalidInput, NotAllowed
from protocol.ids import DeviceId, EpochMs
from protocol.jws import Signer
from protocol.manifest import Blob
from tests.servers.ports import LOOPBACK

CLAIM = "a-claim-token-of-a-test"
DEVICE = "led-001"
UNIT = "25195-20250701"
YEAR_MS = 365 * 24 * 3600 * 1000


def now_ms() -> EpochMs:
    return EpochMs(int(time() * 1000))


@dataclass
class Seen:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Odd:
    """An answer no honest server gives; ``pause_s`` passes before each of its bytes."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    pause_s: float = 0.0


@dataclass
class Province:
    """Keys, documents, content; ``url`` once it serves."""

    root: Signer = field(default_factory=Signer.generate)
    worker: Signer = field(default_factory=Signer.generate)
    broker_port: int = 1
    url: str = ""
    rev: int = 0
    documents: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    device_key: str | None = None
    claim: str = CLAIM
    cut_after: dict[str, int] = field(default_factory=dict)
    """Path -> the connection breaks after that many bytes, once."""
    odd: dict[str, Odd] = field(default_factory=dict)
    """Path -> what is answered there instead of the truth."""
    proofs_at_ms: EpochMs | None = None
    """The controller's clock, when not the real one."""

    def trust(self, *, rev: int = 1) -> bytes:
        key = TrustedKey(
            kid=self.worker.kid,
            public_key=self.worker.public_key,
            may_sign=("desired", "alerts", "command"),
            units=("*",),
            not_after_ms=EpochMs(now_ms() + YEAR_MS),
        )
        return compose("trust", TrustList(keys=(key,)), aud="all", epoch=1, rev=rev, now_ms=now_ms(), signer=self.root)

    def signed(self, kind: Kind, body: Struct, aud: str = DEVICE, *, lives_ms: int | None = None) -> bytes:
        """The next revision of a document."""
        self.rev += 1
        now = now_ms()
        expires = EpochMs(now + lives_ms) if lives_ms else None
        return compose(
            kind, body, aud=aud, epoch=1, rev=self.rev, now_ms=now, signer=self.worker, expires_at_ms=expires
        )

    def blob(self, data: bytes, media_type: str = "application/octet-stream") -> Blob:
        """Content that can be fetched from now on."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.media[f"/media/{sha256}"] = data
        return Blob(sha256=sha256, size_bytes=len(data), media_type=media_type, url=f"/media/{sha256}")

    def requests(self, method: str, path: str) -> list[Seen]:
        return [one for one in self.seen if (one.method, one.path) == (method, path)]

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        check_possession(request)
        self.device_key = request.public_key
        return EnrolAnswer(
            device_id=DEVICE,
            unit_name="Phường Bình Phước",
            root_public_key=self.root.public_key,
            trust=self.trust().decode(),
            broker=BrokerLogin(
                host=LOOPBACK, port=self.broker_port, tls=False, ca_pem=None, username=DEVICE, password="x" * 20
            ),
        )

    @contextmanager
    def serving(self) -> Iterator[Province]:
        server = ThreadingHTTPServer((LOOPBACK, 0), _handler_of(self))
        server.daemon_threads = True
        self.url = f"http://{LOOPBACK}:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _handler_of(province: Province) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            """Quiet."""

        def do_POST(self) -> None:
            request = msgspec.json.decode(self._noted(), type=EnrolRequest)
            if request.claim != province.claim:
                self._answer(403, b'{"detail": "claim used"}')
                return
            self._answer(200, msgspec.json.encode(province.enrol(request)))

        def do_PUT(self) -> None:
            body = self._noted()
            self._answer(204 if self._proved(body) else 401, b"")

        def do_GET(self) -> None:
            self._noted()
            if self.path in province.odd:
                self._odd(province.odd[self.path])
            elif not self._proved(b""):
                self._answer(401, b"")
            elif self.path in province.media:
                self._media(province.media[self.path])
            else:
                self._document(province.documents.get(self.path))

        def _odd(self, odd: Odd) -> None:
            self.send_response_only(odd.status)
            for name, value in {"Content-Length": str(len(odd.body)), **odd.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for at in range(len(odd.body)) if odd.pause_s else ():
                    self.wfile.write(odd.body[at : at + 1])
                    sleep(odd.pause_s)
                self.wfile.write(b"" if odd.pause_s else odd.body)
            except OSError:
                self.close_connection = True

        def _document(self, token: bytes | None) -> None:
            if token is None:
                self._answer(404, b"")
                return
            etag = f'"{hashlib.sha256(token).hexdigest()}"'
            fresh = self.headers.get("If-None-Match") != etag
            self._answer(200 if fresh else 304, token if fresh else b"", {"ETag": etag})

        def _media(self, data: bytes) -> None:
            wanted = self.headers.get("Range")
            first = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
            headers = {"Content-Range": f"bytes {first}-{len(data) - 1}/{len(data)}"} if wanted else {}
            self._answer(206 if wanted else 200, data[first:], headers)

        def _noted(self) -> bytes:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            province.seen.append(Seen(self.command, self.path, dict(self.headers), body))
            return body

        def _proved(self, body: bytes) -> bool:
            assert province.device_key is not None
            try:
                device, token = claimed_device(self.headers.get("Authorization", ""))
                at_ms = province.proofs_at_ms or now_ms()
                check_proof(token, province.device_key, DeviceId(device), self.command, self.path, body, at_ms)
            except (NotAllowed, InvalidInput):
                return False
            return True

        def date_time_string(self, timestamp: float | None = None) -> str:
            at_s = province.proofs_at_ms / 1000 if province.proofs_at_ms else timestamp
            return super().date_time_string(at_s)

        def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            cut = province.cut_after.pop(self.path, None)
            self.wfile.write(body if cut is None else body[:cut])
            if cut is not None:
                self.close_connection = True

    return Handler
