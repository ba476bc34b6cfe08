"""A bulletin: what an officer wrote, as blocks, and as pages laid out for one size of board."""

from media.bulletin.clean import clean
from media.bulletin.model import (
    Block,
    Bulletin,
    Card,
    Cards,
    Code,
    Content,
    Line,
    Page,
    PagedBulletin,
    QrCode,
    Rule,
    Table,
    Tile,
)
from media.bulletin.pages_file import decode_pages, encode_pages
from media.bulletin.reader import read_bulletin
from media.bulletin.sheet import read_table

__all__ = [
    "Block",
    "Bulletin",
    "Card",
    "Cards",
    "Code",
    "Content",
    "Line",
    "Page",
    "PagedBulletin",
    "QrCode",
    "Rule",
    "Table",
    "Tile",
    "clean",
    "decode_pages",
    "encode_pages",
    "read_bulletin",
    "read_table",
]
