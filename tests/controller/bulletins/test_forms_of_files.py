"""Files of every form, published and read back as items."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from controller.bulletins import boards as boards_module
from controller.bulletins.boards import geometry_of, name_in
from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files, render_missing
from controller.bulletins.models import Content
from controller.bulletins.view import picture as preview
from controller.bulletins.view import shown_on
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from media.board import Look
from media.bulletin import decode_pages
from media.picture import open_picture
from media.specimen import make_clip
from media.video import probe
from protocol.errors import InvalidInput, InvalidMedia
from protocol.ids import Sha256
from protocol.manifest import Blob, BulletinItem, DocumentItem, Item, PageSet, PictureItem, VideoItem
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import NORTH, SOUTH, person, stand
from tests.media.document.papers import A4, SLIDE, write_pdf

OPTIONS = Options(first_date=TODAY, spoken=False)
LED = geometry_of("led-p5-640x384")
WHOLE = (640, 384)
APPROVER = person("approver")
CSV = "Thôn,Ngày,Giờ\nBù Đăng,25/12,07:30\nĐồng Xoài,26/12,08:00\n"
MARKDOWN = """# Lịch thu gom rác

| Thôn | Ngày |
| --- | --- |
| Bù Đăng | thứ Ba |

Xem [trang của xã](https://example.org/rac).
"""


def put(workshop: Workshop, data: bytes, name: str, folder: Path, options: Options = OPTIONS) -> Content:
    path = folder / "upload"
    path.write_bytes(data)
    return publish_files(workshop, APPROVER, [Upload(path, name)], NORTH, options)[0]


def item(workshop: Workshop, content: Content) -> Item:
    with session_scope(workshop.engine, writes=False) as session:
        return item_of(session, content, LED)


def pages(workshop: Workshop, page_set: PageSet) -> str:
    decoded = decode_pages(workshop.store.path_of(Sha256(page_set.blob.sha256)).read_bytes())
    return " ".join(line.text for page in decoded.pages for line in page.lines)


def picture_of(workshop: Workshop, blob: Blob) -> Image.Image:
    return open_picture(workshop.store.path_of(Sha256(blob.sha256)))


def heic() -> bytes:
    pillow_heif = pytest.importorskip("pillow_heif")
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (320, 240), (200, 120, 40))).save(out)
    return out.getvalue()


def test_a_document_is_shown_page_by_page(boards: Workshop, tmp_path: Path) -> None:
    paper = write_pdf(tmp_path / "paper", [A4, SLIDE, A4])
    content = put(boards, paper.read_bytes(), "Kế hoạch.pdf", tmp_path, replace(OPTIONS, picture_ms=15_000))
    shown = item(boards, content)
    assert isinstance(shown, DocumentItem)
    assert (shown.title, shown.page_ms, shown.full_screen) == ("Kế hoạch", 15_000, False)
    [pictures] = shown.pages
    main = Look.of(LED).main
    sizes = [picture_of(boards, blob).size for blob in pictures.blobs]
    assert len(sizes) == 3
    assert all(width <= main.width_px and height <= main.height_px for width, height in sizes)
    assert sizes[0][1] == main.height_px
    assert sizes[1][0] > sizes[0][0]


@pytest.mark.parametrize("with_boards", [True, False])
def test_a_broken_document_is_refused_whether_there_are_boards_or_not(
    workshop: Workshop, tmp_path: Path, with_boards: bool
) -> None:
    if with_boards:
        with session_scope(workshop.engine) as session:
            stand(session, "led", NORTH, "led-p5-640x384")
    with pytest.raises(InvalidMedia):
        put(workshop, b"%PDF-1.7\nnothing more", "hong.pdf", tmp_path)


def test_a_document_of_no_board_yet_is_rendered_when_one_comes(workshop: Workshop, tmp_path: Path) -> None:
    content = put(workshop, write_pdf(tmp_path / "paper").read_bytes(), "Kế hoạch.pdf", tmp_path)
    with session_scope(workshop.engine) as session:
        stand(session, "led", NORTH, "led-p5-640x384")
    assert render_missing(workshop) == 1
    shown = item(workshop, content)
    assert isinstance(shown, DocumentItem)
    assert len(shown.pages[0].blobs) == 1


def test_a_phones_picture_is_a_picture(boards: Workshop, tmp_path: Path) -> None:
    content = put(boards, heic(), "IMG_0001.HEIC", tmp_path)
    shown = item(boards, content)
    assert isinstance(shown, PictureItem)
    assert shown.renditions[0].blob.media_type == "image/webp"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (CSV.encode(), "Lịch tiêm.csv"),
        (CSV.replace(",", ";").encode("utf-16"), "Lịch tiêm.CSV"),
        (CSV.replace(",", "\t").encode(), "Lịch tiêm.txt"),
    ],
)
def test_a_sheet_is_a_bulletin_with_a_table(boards: Workshop, tmp_path: Path, data: bytes, name: str) -> None:
    content = put(boards, data, name, tmp_path)
    shown = item(boards, content)
    assert isinstance(shown, BulletinItem)
    assert (content.form, content.title) == ("table", "Lịch tiêm")
    text = pages(boards, shown.pages[0])
    assert "Bù Đăng" in text
    assert "08:00" in text


def test_a_sheet_that_is_none_is_refused_with_its_row(boards: Workshop, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="3"):
        put(boards, b"a,b\n1,2\n1,2,3\n", "bang.csv", tmp_path)


def test_commas_alone_make_no_table(boards: Workshop, tmp_path: Path) -> None:
    assert put(boards, CSV.encode(), "thong-bao.txt", tmp_path).form == "text"


def test_markdown_carries_tables_and_links(boards: Workshop, tmp_path: Path) -> None:
    shown = item(boards, put(boards, MARKDOWN.encode(), "rac.md", tmp_path))
    assert isinstance(shown, BulletinItem)
    text = pages(boards, shown.pages[0])
    assert "|" not in text
    assert "thứ Ba" in text
    assert "trang của xã" in text


def test_a_bulletin_is_laid_out_for_every_zone_there_is(
    boards: Workshop, text: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = (240, 300)
    monkeypatch.setattr(boards_module, "rooms_in_use", lambda _session, _geometry: (side,))
    [content] = publish_files(boards, APPROVER, [text], NORTH, replace(OPTIONS, full_screen=True))
    shown = item(boards, content)
    assert isinstance(shown, BulletinItem)
    assert {one.room_px for one in shown.pages} == {None, WHOLE, side}
    assert len({one.blob.sha256 for one in shown.pages}) == 3
    assert all("Mang theo sổ tiêm chủng." in pages(boards, one) for one in shown.pages)


def test_a_new_layout_makes_its_pages_and_pictures_stay(
    boards: Workshop, text: Upload, picture: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    [content, _] = publish_files(boards, APPROVER, [text, picture], NORTH, OPTIONS)
    monkeypatch.setattr(boards_module, "rooms_in_use", lambda _session, _geometry: ((240, 300), (400, 300)))
    assert render_missing(boards) == 2
    assert render_missing(boards) == 0
    shown = item(boards, content)
    assert isinstance(shown, BulletinItem)
    assert [one.room_px for one in shown.pages] == [None, (240, 300), (400, 300)]


def test_a_picture_shown_full_screen_fills_it(boards: Workshop, picture: Upload) -> None:
    [content] = publish_files(boards, APPROVER, [picture], NORTH, replace(OPTIONS, full_screen=True))
    shown = item(boards, content)
    assert isinstance(shown, PictureItem)
    assert shown.full_screen
    [rendition] = shown.renditions
    assert picture_of(boards, rendition.blob).height == LED.height_px
    [back] = publish_files(boards, APPROVER, [picture], NORTH, OPTIONS)
    assert back.id == content.id
    shown = item(boards, back)
    assert isinstance(shown, PictureItem)
    [rendition] = shown.renditions
    assert picture_of(boards, rendition.blob).height < LED.height_px


def test_a_clip_shown_full_screen_fills_it(boards: Workshop, tmp_path: Path) -> None:
    clip = tmp_path / "clip"
    make_clip(clip, duration_ms=1_000, width_px=320, height_px=180)
    options = replace(OPTIONS, full_screen=True)
    [content] = publish_files(boards, APPROVER, [Upload(clip, "clip.mp4")], NORTH, options)
    shown = item(boards, content)
    assert isinstance(shown, VideoItem)
    assert shown.full_screen
    facts = probe(boards.store.path_of(Sha256(shown.renditions[0].blob.sha256)))
    assert (facts.width_px, facts.height_px) == WHOLE


def test_boards_of_one_size_and_another_distance_keep_apart(boards: Workshop, text: Upload) -> None:
    near = replace(LED, viewing_distance_m=LED.viewing_distance_m / 2)
    night = replace(LED, read_at_night=not LED.read_at_night)
    names = {name_in(one, room) for one in (LED, near, night) for room in (None, (240, 300))}
    assert len(names) == 6
    [content] = publish_files(boards, APPROVER, [text], NORTH, OPTIONS, ahead_of=[near, night])
    shown = item(boards, content)
    assert isinstance(shown, BulletinItem)
    assert len(shown.pages) == 1


@pytest.mark.parametrize("full_screen", [True, False])
def test_the_panel_sees_every_page_as_boards_do(boards: Workshop, tmp_path: Path, full_screen: bool) -> None:
    with session_scope(boards.engine) as session:
        stand(session, "board", SOUTH, "bulletin-1080p")
    paper = write_pdf(tmp_path / "paper", [A4, SLIDE])
    content = put(boards, paper.read_bytes(), "p.pdf", tmp_path, replace(OPTIONS, full_screen=full_screen))
    with session_scope(boards.engine, writes=False) as session:
        shown = shown_on(session, content)
        assert [(one.geometry.width_px, one.pages) for one in shown] == [(1920, 2), (640, 2)]
        drawn = preview(session, boards.store, content, shown[1].name, 1, wall_ms(), "Asia/Ho_Chi_Minh")
    assert open_picture(drawn).size == WHOLE
