"""An OpenID provider: a process of its own with keys of its own, which can be told to misbehave.

Run as ``python -m tests.servers.openid PORT``. It signs in whoever types a name, and asks of its client what the
standards do: the secret by HTTP, the redirect address, the verifier of PKCE, each code once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from joserfc import jwk, jwt

from tests.servers.child import serving
from tests.servers.ports import LOOPBACK, accepts, free_port

CLIENT, SECRET = "rao", "bí mật/+ của rao"
FORM = (
    "<!doctype html><html lang=vi><meta charset=utf-8><title>Cổng chung</title><h1>Cổng chung</h1>"
    "<form method=post><label>Tên <input name=user></label><button>Cho vào</button></form>"
)


@dataclass(frozen=True)
class OpenId:
    """The provider that runs, as tests see it."""

    issuer: str

    def behave(self, **how: Any) -> None:
        """From now on: ``claims`` over the usual ones (None leaves one out), ``alg``, ``hangs``, ``status`` of tokens,
        ``iss`` in answers, ``calls_itself``; whatever is not named is as it should be.
        """
        httpx.post(f"{self.issuer}/behave", json=how).raise_for_status()

    def rotate(self) -> None:
        """Signs with a new key; the old one is gone from the set."""
        httpx.post(f"{self.issuer}/rotate").raise_for_status()

    def asked(self) -> dict[str, int]:
        """How often each address was asked."""
        told: dict[str, int] = httpx.get(f"{self.issuer}/asked").json()
        return told

    def let_in(self, address: str, user: str) -> str:
        """Somebody signs in there: the address with which their browser comes back."""
        answer = httpx.post(address, data={"user": user})
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])


@contextmanager
def running_openid(folder: Path) -> Iterator[OpenId]:
    """A provider while the block runs."""
    port = free_port()
    argv = [sys.executable, "-m", "tests.servers.openid", str(port)]
    with serving(argv, folder / "openid.log", lambda: accepts(port)):
        yield OpenId(f"http://{LOOPBACK}:{port}")


@dataclass
class _State:
    issuer: str
    keys: list[Any] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    how: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def renew_keys(self) -> None:
        rsa = jwk.RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})
        ed = jwk.OKPKey.generate_key("Ed25519", {"kid": secrets.token_hex(4), "use": "sig"})
        self.keys = [rsa, ed]

    def metadata(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        return {
            "issuer": self.how.get("calls_itself", self.issuer),
            **{name: f"{self.issuer}/{path}" for name, path in names.items()},
            "response_types_supported": ["code"],
            "authorization_response_iss_parameter_supported": True,
        }

    def code_for(self, query: dict[str, str], user: str) -> str:
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**query, "user": user}
        return code

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        held = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            held is None
            or held["code_challenge"] != _base64url(digest)
            or held["redirect_uri"] != form.get("redirect_uri")
        ):
            return 400, {"error": "invalid_grant"}
        return self.how.get("status", 200), {"token_type": "Bearer", "access_token": "x", "id_token": self.signed(held)}

    def signed(self, held: dict[str, str]) -> str:
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "sub": f"id-of-{held['user']}",
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": held["nonce"],
            "preferred_username": held["user"],
            "email": f"{held['user']}@example.org",
        }
        claims = {name: value for name, value in {**usual, **self.how.get("claims", {})}.items() if value is not None}
        alg = self.how.get("alg", "RS256")
        if alg in ("none", "HS256"):
            return _unsound(alg, claims, self.keys[0])
        key = self.keys[1] if alg == "Ed25519" else self.keys[0]
        return jwt.encode({"alg": alg, "kid": key.kid}, claims, key, algorithms=[alg])


class _Handler(BaseHTTPRequestHandler):
    state: _State

    def do_GET(self) -> None:
        path = self._noted()
        if path == "/.well-known/openid-configuration":
            self._json(200, self.state.metadata())
        elif path == "/jwks":
            self._json(200, {"keys": [key.as_dict(private=False) for key in self.state.keys]})
        elif path == "/asked":
            self._json(200, self.state.asked)
        elif path == "/authorize":
            self._send(200, FORM.encode(), "text/html; charset=utf-8")
        else:
            self._json(404, {})

    def do_POST(self) -> None:
        path = self._noted()
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if path == "/behave":
            self.state.how = json.loads(body)
            self._json(200, {})
        elif path == "/rotate":
            self.state.renew_keys()
            self._json(200, {})
        elif path == "/token":
            form = _flat(body.decode())
            self._json(*(self.state.token(form) if self._is_client() else (401, {"error": "invalid_client"})))
        elif path == "/authorize":
            self._let_in(_flat(body.decode())["user"])
        else:
            self._json(404, {})

    def _let_in(self, user: str) -> None:
        query = _flat(urlsplit(self.path).query)
        assert query["code_challenge_method"] == "S256"
        back = {"state": query["state"], "iss": self.state.how.get("iss", self.state.issuer)}
        with self.state.lock:
            back |= {"code": self.state.code_for(query, user)} if user != "nobody" else {"error": "access_denied"}
        self.send_response(303)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_client(self) -> bool:
        """RFC 6749 2.3.1: both are form-encoded before they are joined."""
        given = urlencode({"": CLIENT})[1:] + ":" + urlencode({"": SECRET}).replace("+", "%20")[1:]
        return self.headers.get("authorization") == "Basic " + base64.b64encode(given.encode()).decode()

    def _noted(self) -> str:
        path = urlsplit(self.path).path
        with self.state.lock:
            self.state.asked[path] = self.state.asked.get(path, 0) + 1
        if path in self.state.how.get("hangs", ()):
            threading.Event().wait(60)
        return path

    def _json(self, status: int, told: Any) -> None:
        self._send(status, json.dumps(told).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _unsound(alg: str, claims: dict[str, Any], key: Any) -> str:
    """What no library makes: without a signature, or with the public key as if it were a secret of both."""
    head = ".".join(_base64url(json.dumps(part).encode()) for part in ({"alg": alg, "kid": key.kid}, claims))
    digest = hmac.digest(key.as_pem(private=False), head.encode(), "sha256") if alg == "HS256" else b""
    return f"{head}.{_base64url(digest)}"


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _flat(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}


def _main(port: int) -> None:
    _Handler.state = _State(f"http://{LOOPBACK}:{port}")
    _Handler.state.renew_keys()
    ThreadingHTTPServer((LOOPBACK, port), _Handler).serve_forever()


if __name__ == "__main__":
    _main(int(sys.argv[1]))
