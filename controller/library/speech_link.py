"""The way from the controller to speech services on the internet."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from media.speech.http_voice_answer import Answer, Request, ServiceFailed

MOST_BYTES = 8 * 1024**2
"""Half a minute of WAV in base64."""
HEADERS = {"User-Agent": "Rao (bulletin boards)", "Accept-Encoding": "identity"}


def ask(request: Request, limit_s: float) -> Answer:
    """What a service answers; redirects are answers like others. Raises :class:`ServiceFailed`.

    ``limit_s`` is for each wait; the limit on the whole is :func:`media.speech.time_limit.within`.
    """
    headers = {**HEADERS, **request.headers}
    try:
        with (
            httpx.Client(timeout=limit_s, follow_redirects=False) as client,
            client.stream(request.method, request.url, headers=headers, content=request.body or None) as response,
        ):
            return Answer(response.status_code, b"".join(_bounded(response)))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServiceFailed(str(error) or type(error).__name__) from None


def _bounded(response: httpx.Response) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_raw():
        if (size := size + len(chunk)) > MOST_BYTES:
            raise ServiceFailed(f"more than {MOST_BYTES // 1024**2} MiB")
        yield chunk
