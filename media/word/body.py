"""The body of a Word document as blocks, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart

from media.bulletin import Block, Content, QrCode, clean
from media.bulletin.links import code_alone, only_code, without_links
from media.bulletin.reader import MOST_CHARACTERS
from media.word.numbering import Numbering, numbering_of
from media.word.refusals import too_long
from media.word.runs import LINE, Found, is_bold, words_in
from media.word.styles import Look, Styles
from media.word.tables import blocks_of
from media.word.xml import Element, at, children, named, names

_PARAGRAPH, _TABLE = named("w:p"), named("w:tbl")
_AROUND = names("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
_ELSEWHERE = named("w:altChunk")
_LONGEST_HEADLINE = 200
_DEEPEST_HEADING = 6
_DEEPEST_BULLET = 1


def read_body(part: DocumentPart) -> tuple[list[Content], int]:
    """What the document says, and how much a text can't hold of it; raises InvalidMedia when it is too long."""
    reader = _Reader(part)
    blocks = [*reader.blocks(part.element.body)]
    linked = [line for line in reader.lines if code_alone(line) is None]
    code = only_code("\n".join(linked))
    return [*blocks, *([code] if code else [])], reader.found.left_out


class _Reader:
    """Goes through a document once: lists count on, what is found on the way is kept."""

    def __init__(self, part: DocumentPart) -> None:
        self._styles = Styles(_root(part, RELATIONSHIP_TYPE.STYLES))
        self._numbering: Numbering = numbering_of(_root(part, RELATIONSHIP_TYPE.NUMBERING))
        self.found = Found(lambda name: _address(part, name))
        self.lines: list[str] = []
        """With links as markdown has them."""
        self._letters = 0
        self._unended = ""
        """The words of a paragraph whose end was deleted: the next goes on with them."""

    def blocks(self, parent: Element) -> Iterator[Content]:
        for child in children(parent):
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == _TABLE:
                yield from blocks_of(child, self._cell)
                yield from self._boxes()
            elif child.tag in _AROUND:
                yield from self.blocks(child)
            elif child.tag == _ELSEWHERE:
                self.found.left_out += 1

    def _paragraph(self, paragraph: Element) -> Iterator[Content]:
        said = self._unended + words_in(paragraph, self.found)
        self._unended = ""
        if at(paragraph, "w:pPr", "w:rPr", "w:del") is not None:
            self._unended = said
            return
        lines = [line for line in map(clean, said.split(LINE)) if line]
        if lines:
            yield from self._written(lines, self._styles.look_of(paragraph), paragraph)
        yield from self._boxes()

    def _written(self, lines: list[str], look: Look, paragraph: Element) -> Iterator[Content]:
        self._counted(lines)
        label, depth = self._label(look)
        text = clean(" ".join(filter(None, (label, *lines))))
        if look.outline is not None:
            yield Block("heading", without_links(text), min(look.outline + 1, _DEEPEST_HEADING))
        elif depth is not None:
            yield Block("bullet", without_links(" ".join(lines)), min(depth, _DEEPEST_BULLET))
        elif not label and _is_headline(text, look, paragraph):
            yield Block("heading", without_links(text), 1)
        else:
            yield from map(_plain, (f"{label} {lines[0]}" if label else lines[0], *lines[1:]))

    def _label(self, look: Look) -> tuple[str, int | None]:
        """The number before a paragraph; or, of one with a mark instead, its depth."""
        if look.list_id is None:
            return "", None
        depth = self._numbering.depth_of(look.list_id, look.style) if look.depth is None else look.depth
        level = self._numbering.level(look.list_id, depth)
        if level is not None and level.format == "bullet":
            return "", depth
        return self._numbering.count(look.list_id, depth), None

    def _cell(self, cell: Element) -> str:
        """All words of a cell, of tables within it too."""
        said = [block.text.replace(LINE, "; ") for block in chain(self.blocks(cell), self._boxes())]
        return clean(" ".join(said))

    def _boxes(self) -> Iterator[Content]:
        boxes, self.found.boxes = self.found.boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def _counted(self, lines: list[str]) -> None:
        self.lines += lines
        self._letters += sum(map(len, lines))
        if self._letters > MOST_CHARACTERS:
            raise too_long(MOST_CHARACTERS)


def _plain(line: str) -> Block | QrCode:
    return code_alone(line) or Block("paragraph", without_links(line))


def _is_headline(text: str, look: Look, paragraph: Element) -> bool:
    """A title as Decree 30/2020/NĐ-CP, annex I, has it: bold, in the middle."""
    return look.is_centred and len(text) <= _LONGEST_HEADLINE and is_bold(paragraph, look.is_bold)


def _root(part: DocumentPart, kind: str) -> Element | None:
    """The part that is related so, as XML; None where there is none."""
    related = (rel.target_part for rel in part.rels.values() if rel.reltype == kind and not rel.is_external)
    return next((one.element for one in related if isinstance(one, XmlPart)), None)


def _address(part: DocumentPart, name: str) -> str | None:
    relation = part.rels.get(name)
    return relation.target_ref if relation is not None and relation.is_external else None
