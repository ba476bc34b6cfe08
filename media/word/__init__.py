"""Word documents (ECMA-376, .docx) as what they say: headings, paragraphs, lists and tables."""

from media.word.reading import WordDocument, read_word

__all__ = ["WordDocument", "read_word"]
