"""Lines all in capitals, as screens show them: words, days and units become small again, abbreviations stay."""

from __future__ import annotations

import re
from functools import lru_cache

from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule
from media.speech.spoken.syllables import NUMERALS_THAT_ARE_WORDS, is_marked, is_numeral, is_syllable
from media.speech.spoken.tables.abbreviations import ABBREVIATIONS
from media.speech.spoken.tables.agencies import FIELDS
from media.speech.spoken.tables.documents import DOCUMENT_TYPES
from media.speech.spoken.tables.letters import SPELLED
from media.speech.spoken.tables.places import PLACES

_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGNED = re.compile(r"(?<!\w)(?:KT|TM|TL|TUQ|Q|T/M|T/L|K/T)[./]")
_FEWEST_MARKED = 2
_ONE_SMALL_IN = 4
"""Words in small letters are at most one in so many."""
_KEPT = ABBREVIATIONS.keys() | FIELDS.keys() | DOCUMENT_TYPES.keys() | SPELLED
_WORDS_ANYWAY = frozenset({"AI", "CO", "DO", "LA", "TE"})
"""Abbreviations elsewhere; among capitals rather the words *ai*, *do*, *la*..."""
_COUNTED_BY = re.compile(r"(?<!\w)(?i:chương|phần|mục|khóa|thứ|cấp|loại|hạng|vùng|kỳ|đại hội|phụ lục|khu vực|quý) $")
_LEADS = "NGÀY|THÁNG|NĂM|GIỜ|LÚC|TỪ|ĐẾN|TRƯỚC|HỒI|CẤP|QUÝ|KHÓA|KHOÁ|THỨ|LẦN THỨ|ĐIỀU|KHOẢN|CHƯƠNG"
"""Before numbers, in any line."""
_UNITS = "KM/H|M3/S|M2|M3|MM|CM|KM|KG|HA|TRĐ|TR|Đ|M"


@lru_cache(maxsize=16)
def _is_shouted(line: str) -> bool:
    """Signatures are not: their rules know titles by their capitals."""
    words = _WORD.findall(line)
    small = sum(not word.isupper() for word in words)
    marked = sum(word.isupper() and is_marked(word) for word in words)
    return marked >= _FEWEST_MARKED and small * _ONE_SMALL_IN <= len(words) and not _SIGNED.search(line)


def _small(match: re.Match[str]) -> str:
    return match.group().lower() if _is_shouted(match.string) else match.group()


def _word(match: re.Match[str]) -> str:
    word = match.group()
    if not _is_shouted(match.string):
        return word
    if is_numeral(word) and (word not in NUMERALS_THAT_ARE_WORDS or _COUNTED_BY.search(match.string, 0, match.start())):
        return word
    kept = word in _KEPT and word not in _WORDS_ANYWAY
    return word if kept or not all(map(is_syllable, word.split("-"))) else word.lower()


def _place(match: re.Match[str]) -> str:
    return f"{PLACES[match.group(1)]} " if _is_shouted(match.string) else match.group()


RULES: tuple[Rule, ...] = (
    rule(r"(?<=\d)[HG](?=\d\d(?!\d))|(?<=\d)H(?!\w)", lambda it: it.group().lower()),
    rule(rf"(?<!\w)(?:{_LEADS})(?=\s+[\dIVX])", lambda it: it.group().lower()),
    rule(rf"(?<=\d)\s?(?:{_UNITS})(?!\w)|(?<=/)(?:{_UNITS}|H)(?!\w)", _small),
    rule(rf"(?<!\w)({any_of(PLACES)})\.\s*(?=[{CAPITAL}])", _place),
    rule(rf"(?<![\w.&'’-])(?:[{CAPITAL}]{{2,}}(?:-[{CAPITAL}]{{2,}})*|[ỞỔÝÀ])(?![\w&'’]|\.\w|-[{CAPITAL}])", _word),
)
"""Before the words that rules look for."""
