"""What a playlist names, as far as a trial needs it."""

from __future__ import annotations

import pytest

from controller.stations.playlist import is_playlist, named_in
from protocol.errors import InvalidInput

MEDIA = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.ts\n#EXTINF:4,\nb.ts\n#EXTINF:4,\nc.ts\n"


def test_the_newest_files_are_heard_in_playing_order() -> None:
    assert named_in(MEDIA) == (("b.ts", "c.ts"), False)


def test_what_begins_every_file_comes_first() -> None:
    begun = MEDIA.replace(b"#EXTINF", b'#EXT-X-MAP:BYTERANGE="9@0",URI="init.mp4"\n#EXTINF', 1)
    assert named_in(begun).urls == ("init.mp4", "b.ts", "c.ts")


def test_a_list_of_lists_names_lists() -> None:
    master = b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\nlow/list.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=9\nx\n"
    assert named_in(master) == (("low/list.m3u8", "x"), True)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"#EXTM3U\nhttp://radio.example/live\n", "http://radio.example/live"),
        (b"[playlist]\nFile1=http://radio.example/live\n", "a list"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n", "empty"),
        (MEDIA.replace(b"#EXTINF", b'#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF', 1), "encrypted"),
    ],
)
def test_what_loudspeakers_cannot_follow_is_told(data: bytes, why: str) -> None:
    assert is_playlist(data)
    with pytest.raises(InvalidInput) as refused:
        named_in(data)
    assert why in refused.value.problem.en + refused.value.remedy.en


def test_what_is_not_encrypted_may_say_so() -> None:
    assert named_in(MEDIA.replace(b"#EXTINF", b"#EXT-X-KEY:METHOD=NONE\n#EXTINF", 1)).urls == ("b.ts", "c.ts")


def test_sound_is_no_playlist() -> None:
    assert not is_playlist(b"\xff\xfb\x90\x00")
    assert not is_playlist(b"")
