"""The listener for real: what it refuses, and that whatever happens to it is told."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av
import numpy as np
import pytest

from agent.speaker.relay.listener import ChildListener, News
from media.sound import RATE_HZ, Samples, write_wav
from media.sound.frames import frames_of
from tests.agent.speaker.material import amplitude_at, sine
from tests.servers.waiting import wait_for


class Quietly(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quietly, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def told_by(url: str) -> tuple[Samples, str]:
    """All that is heard at ``url``, and why it ended."""
    listener, told = ChildListener(url), list[News]()
    listener.tune()

    def has_ended() -> bool:
        told.extend(listener.news(0.02))
        return any(isinstance(one, str) for one in told)

    wait_for(has_ended, "the end")
    listener.dismiss()
    heard = [one for one in told if not isinstance(one, str)]
    return np.concatenate([np.zeros(0, np.float32), *heard]), str(told[-1])


def encoded(path: Path, format_name: str, codec: str) -> None:
    with av.open(str(path), "w", format=format_name) as container:
        stream = container.add_stream(codec, rate=RATE_HZ, layout="mono")
        for frame in frames_of(sine(440, 1_000)):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def playlist(path: Path, address: str) -> None:
    head = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n"
    path.write_text(f"{head}#EXTINF:1.0,\n{address}\n#EXT-X-ENDLIST\n", "utf-8")


def test_a_playlist_of_files_is_heard(site: str, tmp_path: Path) -> None:
    encoded(tmp_path / "one.ts", "mpegts", "aac")
    playlist(tmp_path / "radio.m3u8", "one.ts")
    heard, _ = told_by(f"{site}/radio.m3u8")
    assert amplitude_at(heard[: RATE_HZ // 2], 440) > 0.3


@pytest.mark.parametrize("name", ["radio.m3u8", "radio.bin"])
def test_a_playlist_leads_to_no_file_of_the_device(site: str, tmp_path: Path, name: str) -> None:
    encoded(tmp_path / "one.ts", "mpegts", "aac")
    playlist(tmp_path / name, f"file://{tmp_path}/one.ts")
    heard, _ = told_by(f"{site}/{name}")
    assert len(heard) == 0


def test_a_file_of_the_device_is_no_station(tmp_path: Path) -> None:
    encoded(tmp_path / "one.mp3", "mp3", "libmp3lame")
    heard, _ = told_by(str(tmp_path / "one.mp3"))
    assert len(heard) == 0


def test_what_is_neither_mp3_nor_aac_nor_opus_is_not_decoded(site: str, tmp_path: Path) -> None:
    write_wav(sine(440, 500), tmp_path / "one.wav")
    encoded(tmp_path / "one.ogg", "ogg", "flac")
    assert len(told_by(f"{site}/one.wav")[0]) == 0
    assert len(told_by(f"{site}/one.ogg")[0]) == 0


def test_what_is_not_there_is_told(site: str) -> None:
    assert "404" in told_by(f"{site}/none.mp3")[1]


def test_a_listener_that_died_is_told_and_another_is_sent(site: str, tmp_path: Path) -> None:
    encoded(tmp_path / "one.mp3", "mp3", "libmp3lame")
    listener = ChildListener(f"{site}/one.mp3")
    listener.tune()
    os.kill(listener.pid or 0, signal.SIGKILL)
    assert wait_for(lambda: list(listener.news(0.02)), "the end") == ["the listener ended with -9"]
    listener.tune()
    assert isinstance(wait_for(lambda: list(listener.news(0.02)), "sound")[0], np.ndarray)
    listener.dismiss()
