"""The running controller's HTTP API, as commands use it: answers as JSON values, refusals as the errors they were."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx

from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound, RaoError, Unavailable
from protocol.words import Words, terminal_language

PATIENCE_S = 30.0
RENDERING_S = 15 * 60.0
"""A long clip is transcoded while the request waits."""
ERRORS: Mapping[int, type[RaoError]] = {
    401: NotAllowed,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    422: InvalidInput,
}
Files = Sequence[tuple[str, tuple[str, Any]]]


class Api:
    """A client of the controller at ``url`` for the holder of ``token``."""

    def __init__(self, url: str, token: str, transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": terminal_language(os.environ)}
        timeout = httpx.Timeout(PATIENCE_S, read=RENDERING_S)
        # A proxy of the environment is for the internet, not for one's own controller.
        self._client = httpx.Client(
            base_url=url, headers=headers, timeout=timeout, transport=transport, trust_env=False
        )

    def get(self, path: str, **query: str) -> Any:
        """The JSON at ``path``; raises the :class:`RaoError` the controller answered with."""
        return self._asked("GET", path, params=query)

    def get_all(self, path: str) -> list[Any]:
        """All pages of the list at ``path``."""
        return [one for page in self.get_pages(path) for one in page]

    def get_pages(self, path: str) -> Iterator[Any]:
        """The JSON at ``path``, and at each next page that an answer names."""
        while path:
            answer = self._answer("GET", path)
            yield answer.json()
            path = answer.links.get("next", {}).get("url", "")

    def post(self, path: str, json: Any = None) -> Any:
        """What the controller answers to ``json``."""
        return self._asked("POST", path, json=json)

    def put(self, path: str, json: Any) -> Any:
        """What the controller answers when ``json`` takes the place of what was at ``path``."""
        return self._asked("PUT", path, json=json)

    def delete(self, path: str) -> Any:
        """What the controller answers when what is at ``path`` is taken out."""
        return self._asked("DELETE", path)

    def send(self, path: str, fields: Mapping[str, str | list[str]], files: Files) -> Any:
        """What the controller answers to a form with files."""
        return self._asked("POST", path, data=fields, files=files)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _asked(self, method: str, path: str, **what: Any) -> Any:
        return self._answer(method, path, **what).json()

    def _answer(self, method: str, path: str, **what: Any) -> httpx.Response:
        try:
            answer = self._client.request(method, path, **what)
        except (httpx.HTTPError, httpx.InvalidURL) as failed:
            raise _unreachable(str(self._client.base_url), failed) from failed
        if not answer.is_success:
            raise _refusal(answer)
        return answer


def _refusal(answer: httpx.Response) -> RaoError:
    """The error behind an answer; its words came in the terminal's language already."""
    kind = ERRORS.get(answer.status_code, Unavailable)
    try:
        told = answer.json()
        problem, remedy = str(told["problem"]), str(told["remedy"])
    except (ValueError, KeyError, TypeError):
        return _odd(answer)
    return kind(Words(problem, problem), Words(remedy, remedy))


def _odd(answer: httpx.Response) -> RaoError:
    status, url = answer.status_code, answer.url
    return Unavailable(
        Words(f"Máy chủ trả lời {status} ở {url}.", f"The server answered {status} at {url}."),
        Words("Kiểm tra --url có đúng là bộ điều khiển Rao không.", "Check that --url is a Rao controller."),
    )


def _unreachable(url: str, failed: Exception) -> Unavailable:
    return Unavailable(
        Words(f"Không kết nối được bộ điều khiển ở {url} ({failed}).", f"No controller answers at {url} ({failed})."),
        Words(
            "Kiểm tra nó đang chạy (rao controller run) và --url đúng.",
            "Check that it runs (rao controller run) and that --url is right.",
        ),
    )
