from __future__ import annotations

import pytest

from agent.screen.artist import Artist
from firmware_profiles import load
from protocol.errors import InvalidMedia, NotFound
from protocol.manifest import AudioItem
from protocol.programme_types import ShowItem
from tests.agent.screen.material import MORNING_MS, Blobs, bulletin, item, picture, picture_of

LED = load("led-p5-640x384")


@pytest.fixture
def artist(blobs: Blobs) -> Artist:
    assert LED.geometry
    return Artist(LED.geometry, blobs)


def test_every_page_of_a_bulletin_is_as_large_as_the_main_box_and_another(artist: Artist, blobs: Blobs) -> None:
    paged = bulletin(blobs, LED)
    pages = [artist.main_of(item(paged, page=page)) for page in range(len(paged.pages[0].durations_ms))]
    assert {page.size for page in pages} == {artist.look.main.size}
    assert len({page.tobytes() for page in pages}) == len(pages) > 2


def test_a_page_that_is_not_in_the_file_is_refused(artist: Artist, blobs: Blobs) -> None:
    with pytest.raises(InvalidMedia, match="no page 100"):
        artist.main_of(item(bulletin(blobs, LED), page=99))


def test_equal_content_has_one_name_and_other_pages_have_others(artist: Artist, blobs: Blobs) -> None:
    paged, red = bulletin(blobs, LED), picture(blobs, LED, (200, 0, 0))
    names = [artist.content_of(show) for show in (item(paged), item(paged, 5), item(paged, page=1), item(red))]
    assert names[0] == names[1]
    assert len(set(names)) == 3


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0" + bytes(100), b"GIF89a"])
def test_a_broken_picture_is_refused(artist: Artist, blobs: Blobs, data: bytes) -> None:
    with pytest.raises(InvalidMedia):
        artist.main_of(item(picture_of(blobs, LED, data or b"\0", "hong")))


def test_a_sound_cannot_be_shown(artist: Artist, blobs: Blobs) -> None:
    sound = AudioItem(id="nhac", title="Nhạc", duration_ms=1_000, blob=blobs.keep(b"...", "audio/ogg"))
    with pytest.raises(NotFound, match="was not prepared"):
        artist.main_of(ShowItem(sound, "sang", 0, MORNING_MS))


def test_the_strip_of_several_tickers_holds_them_all(artist: Artist) -> None:
    one, two = artist.strip(("Một",)), artist.strip(("Một " * 30, "Hai " * 30))
    assert one and two and two.width > one.width
    assert artist.strip(()) is None
