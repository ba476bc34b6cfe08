"""Vietnamese is written in the templates; English a gettext catalogue, compiled in memory at start."""

from __future__ import annotations

import io
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request

from protocol.words import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
LANGUAGE_COOKIE = "rao_language"
CATALOGUES = Path(__file__).parent / "locale"


def translations(language: Language) -> NullTranslations:
    """The catalogue of a language; of Vietnamese there is none, its words are the message ids."""
    path = CATALOGUES / language / "rao.po"
    if language == "vi":
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def language_of_request(request: Request, default: Language) -> Language:
    """What the person chose; else ``default`` unless the browser asks for other languages of ours only."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    for language in LANGUAGES:
        if language == chosen:
            return language
    asked = [part.strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")]
    ours = [language for language in LANGUAGES if language in asked]
    return ours[0] if ours and default not in ours else default
