"""One door for foreign media, and it lets in files only."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.container import FORMATS, OPTIONS, open_container
from media.sound import attention_tone, write_wav
from protocol.errors import InvalidMedia


def test_playlists_and_devices_are_not_among_the_formats() -> None:
    listed = set(OPTIONS["format_whitelist"].split(","))
    assert set(FORMATS) <= listed
    assert not listed & {"hls", "applehttp", "concat", "dash", "sdp", "lavfi", "image2", "v4l2", "rtsp", "tty"}
    assert OPTIONS["protocol_whitelist"] == "file"


def test_a_file_and_its_bytes_open_alike(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    write_wav(attention_tone(100), path)
    for source in (path, path.read_bytes()):
        with open_container(source) as container:
            assert len(container.streams.audio) == 1


def test_a_playlist_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    write_wav(attention_tone(100), path)
    playlist = tmp_path / "list.bin"
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{path}\n#EXT-X-ENDLIST\n")
    with pytest.raises(InvalidMedia), open_container(playlist):
        raise AssertionError("followed")


def test_the_refusal_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia) as refused, open_container(tmp_path / "none.mp4"):
        raise AssertionError("opened")
    assert "MP4" in refused.value.told_in("vi")
    assert "export it again" in refused.value.told_in("en")
    assert str(tmp_path) not in str(refused.value)
