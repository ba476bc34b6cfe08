from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from controller.feeds.headlines import bulletin_of
from controller.feeds.parse import TITLE_LETTERS, Headline, Headlines, parse, plain
from media.bulletin import Block
from media.text import missing_glyphs
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from tests.controller.feeds.site import ATOM, RSS

ZONE = "Asia/Ho_Chi_Minh"
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<rss version="2.0"><channel><item><title>&e;&e;&e;</title></item></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>Tin &a;</title></item></channel></rss>"""


def titles(body: str, most: int = 10) -> list[str]:
    return [one.title for one in parse(body.encode(), "application/xml", most).headlines]


def test_rss_is_read_the_newest_first_without_markup() -> None:
    read = parse(RSS.encode(), "application/rss+xml", 10)
    assert read.title == "Báo Đồng Nai"
    assert [one.title for one in read.headlines] == [
        "Khai mạc lễ hội Đồng Xòi",
        "Hồ Phước Hòa xả lũ",
        "Giá tiêu tăng & cà phê giảm",
    ]
    assert read.headlines[0].at_ms == 1_795_395_600_000


def test_atom_is_read_with_who_says_so() -> None:
    read = parse(ATOM.encode(), "", 10)
    assert read.headlines == (
        Headline("Tiêm chủng thứ Bảy", EpochMs(1_795_309_200_000), "Sở Y tế"),
        Headline("Phun thuốc diệt muỗi", EpochMs(1_795_222_800_000)),
    )


def test_only_the_newest_are_taken_and_none_twice() -> None:
    assert titles(RSS, most=1) == ["Khai mạc lễ hội Đồng Xòi"]
    assert len(titles(RSS.replace("</channel>", RSS[RSS.index("<item>") :]))) == 3


@pytest.mark.parametrize("cut", [300, 500, 700])
def test_what_can_be_read_of_broken_xml_is(cut: int) -> None:
    broken = RSS[:cut] + " & <" + RSS[cut:]
    assert "Khai mạc lễ hội Đồng Xòi" in titles(broken)


@pytest.mark.parametrize(
    "body",
    ["", "Không phải RSS", "<html><body>Trang chủ</body></html>", "/etc/passwd", "http://127.0.0.1/", "\x00\x01"],
)
def test_what_has_no_headlines_is_refused(body: str) -> None:
    with pytest.raises(InvalidInput, match="RSS or Atom"):
        parse(body.encode(), "text/html", 5)


def test_entities_neither_multiply_nor_read_files() -> None:
    for body in (BOMB, OUTSIDE):
        try:
            found = titles(body)
        except InvalidInput:
            continue
        assert all(len(title) <= TITLE_LETTERS and "root:" not in title for title in found)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Gi&aacute; x&#259;ng", "Giá xăng"),
        ("Gi&amp;aacute; xăng", "Giá xăng"),
        ("&lt;b&gt;Lũ&lt;/b&gt; về", "Lũ về"),
        ("Nước < 2 m và > 1 m", "Nước < 2 m và > 1 m"),
        ("Tin\x00 \x1b[31mđỏ\u202e\n mới", "Tin [31mđỏ mới"),
        ("Ho\u0300a bi\u0300nh", "Hòa bình"),
        (None, ""),
    ],
)
def test_a_title_is_made_plain(given_text: object, shown: str) -> None:
    assert plain(given_text) == shown


@given(text=st.text(max_size=400))
def test_no_title_is_endless_or_carries_what_steers_terminals(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= TITLE_LETTERS
    assert not any(unicodedata.category(letter) == "Cc" for letter in shown)


def test_headlines_are_lines_with_when_and_who() -> None:
    read = Headlines("Báo", (Headline("Xả lũ", EpochMs(1_795_389_300_000), "Sở Y tế"), Headline("Lễ hội")))
    bulletin = bulletin_of(read, "Tin tỉnh", ZONE)
    assert bulletin.title == "Tin tỉnh"
    assert bulletin.blocks == (Block("bullet", "Xả lũ (Sở Y tế, 06:15 23/11)"), Block("bullet", "Lễ hội"))
    assert bulletin_of(read, "", ZONE).title == "Báo"


@given(title=st.text(max_size=60))
@example(title="\x1b\x1b\u093a")
@example(title="\U0001f600\u0301x")
@example(title="\u0d4a\x1b\u0301 \u09c7\x1b\u09be")
def test_letters_no_board_has_are_left_out(title: str) -> None:
    bulletin = bulletin_of(Headlines("Tin", (Headline(f"Lễ hội {title}"),)), "", ZONE)
    [block] = bulletin.blocks
    assert block.text.startswith("Lễ hội")
    assert missing_glyphs(block.text) == ()
