"""A bulletin: what an officer wrote, as blocks, and as pages laid out for one size of board."""

from media.bulletin.clean import clean
from media.bulletin.model import Block, Bulletin, Line, Page, PagedBulletin
from media.bulletin.pages_file import decode_pages, encode_pages
from media.bulletin.reader import read_bulletin

__all__ = [
    "Block",
    "Bulletin",
    "Line",
    "Page",
    "PagedBulletin",
    "clean",
    "decode_pages",
    "encode_pages",
    "read_bulletin",
]
