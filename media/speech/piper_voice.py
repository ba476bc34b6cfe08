"""Piper's voices: natural, on this machine, without the internet; where the province installs it."""

from __future__ import annotations

import json
import logging
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from media.sound import Samples
from media.sound.decode import decode_all
from media.speech.breathing import in_one_breath_each
from media.speech.languages import RecordingNeeded, primary_of
from media.speech.manner import PLAIN, Manner
from media.speech.phrases import Phrase, phrases
from media.speech.piper_program import PiperFailed, say_lines
from media.speech.piper_settings import Piper
from media.speech.voice import NotAvailable, Spoken
from protocol.errors import InvalidMedia
from protocol.words import Words

_log = logging.getLogger(__name__)


class PiperVoice:
    """One voice file. Raises :class:`NotAvailable` where the program or the file does not do what it should."""

    name = "piper"

    def __init__(self, piper: Piper) -> None:
        self._piper = piper

    def speaks(self, language: str) -> bool:
        """The language its voice was trained on, by the file beside it; none where there is no such file."""
        return bool(self._language) and language == self._language

    def speak(self, text: str, language: str, manner: Manner = PLAIN) -> Spoken:
        """All of ``text``; a voice has one pitch and one region, its own."""
        if not self.speaks(language):
            raise RecordingNeeded(language, [self.name])
        said = phrases(text)
        try:
            sounds = self._sounds(said, manner)
        except (PiperFailed, OSError) as error:
            raise _failed(str(error)) from error
        except InvalidMedia as error:
            raise _failed(error.problem.en) from error
        who = f"{self.name} {self._piper.voice.name.removesuffix('.onnx')}"
        return Spoken(in_one_breath_each(said, sounds), who, frozenset({"speed"}))

    def _sounds(self, said: tuple[Phrase, ...], manner: Manner) -> list[Samples]:
        with tempfile.TemporaryDirectory(prefix="piper-") as folder:
            files = say_lines(self._piper, [phrase.text for phrase in said], 1 / manner.speed, Path(folder))
            return [decode_all(file) for file in files]

    @cached_property
    def _language(self) -> str:
        language = language_of(self._piper.voice)
        if not language:
            _log.warning("Piper is left out: %s.json names no language", self._piper.voice)
        return language


def language_of(voice: Path) -> str:
    """The language (BCP 47) of a voice file by its ``.onnx.json``; empty where that does not say."""
    try:
        told: Any = json.loads(voice.with_name(f"{voice.name}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    for section, key in (("language", "code"), ("espeak", "voice")):
        found = told.get(section) if isinstance(told, dict) else None
        if isinstance(found, dict) and isinstance(code := found.get(key), str):
            return primary_of(code.replace("_", "-"))
    return ""


def _failed(reason: str) -> NotAvailable:
    return NotAvailable(
        Words(f"Giọng đọc Piper không chạy được ({reason}).", f"The voice Piper does not work ({reason})."),
        Words(
            "Cài Piper riêng và ghi đúng lệnh, tệp giọng trong [speech.piper].",
            "Install Piper apart, and name its command and voice file in [speech.piper].",
        ),
    )
