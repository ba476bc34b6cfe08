"""Links of markdown. Nobody can click on a board: a link is its words, and where it can be, a QR code beside them.

The rule: a link alone on its line is a QR code with its words under it. In running text links are only their words, but
when all the running text has one single link, its QR code stands at the end. Pictures are their alternative text.
"""

from __future__ import annotations

import re

from media.bulletin.model import QrCode

MOST_CHARACTERS_IN_A_CODE = 300
"""A longer address makes a code too fine to scan from where people stand; it stays words."""

_ADDRESS = r"https?://(?:[^\s()<>\[\]\"]|\([^\s()<>]*\))+"
_TITLE = r"(?:\s+\"[^\"\n]{0,300}\")?"
_IMAGE = re.compile(rf"!\[([^\[\]\n]{{0,300}})\]\([^\s()]{{0,2000}}{_TITLE}\)")
_LINK = re.compile(rf"\[([^\[\]\n]{{0,300}})\]\(({_ADDRESS}){_TITLE}\)")
_BARE = re.compile(rf"<?({_ADDRESS})>?")
_ALONE = re.compile(rf"(?:[-*•–+]\s+)?[*_]{{0,3}}(?:{_LINK.pattern}|{_BARE.pattern})[*_]{{0,3}}[.,;]?\s*")
_AFTER_AN_ADDRESS = ".,;:!?…*_"


def without_images(text: str) -> str:
    """``text`` with each picture as its alternative text."""
    return _IMAGE.sub(r"\1", text)


def without_links(text: str) -> str:
    """``text`` with each link as its words."""
    return _LINK.sub(r"\1", text)


def code_alone(line: str) -> QrCode | None:
    """The QR code that ``line`` is: a link, or an address, and nothing else."""
    found = _ALONE.fullmatch(line)
    if found is None:
        return None
    return _code(found[2] or found[3], found[1] or "")


def only_code(text: str) -> QrCode | None:
    """The QR code of the one address that ``text`` has; None when it has none or several."""
    named = {address: words for words, address in reversed(_LINK.findall(text))}
    bare = {address.rstrip(_AFTER_AN_ADDRESS): "" for address in _BARE.findall(without_links(text))}
    addresses = bare | named
    return _code(*addresses.popitem()) if len(addresses) == 1 else None


def _code(address: str, words: str) -> QrCode | None:
    address = address.rstrip(_AFTER_AN_ADDRESS)
    return QrCode(address, words.strip("*_ ")) if len(address) <= MOST_CHARACTERS_IN_A_CODE else None
