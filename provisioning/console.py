"""What the person sees while something takes time: steps on lines of their own, progress on one changing line."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

from protocol.words import Language, Words, terminal_language


@dataclass(slots=True)
class Console:
    """Writes to ``stream`` in ``language``. On a terminal progress overwrites itself, elsewhere each is a line."""

    stream: TextIO
    language: Language
    in_place: bool
    _open_line: bool = False
    _shown: str = ""

    @classmethod
    def here(cls) -> Console:
        """The console of this process."""
        return cls(sys.stdout, terminal_language(os.environ), sys.stdout.isatty())

    def say(self, words: Words) -> None:
        """One finished line."""
        self.close_line()
        self.stream.write(words.spoken_in(self.language) + "\n")
        self.stream.flush()

    def progress(self, text: str) -> None:
        """How far the current step is; the same again is not repeated."""
        if text == self._shown:
            return
        self._shown = text
        if not self.in_place:
            self.stream.write(f"    {text}\n")
        else:
            width = shutil.get_terminal_size().columns - 1
            self.stream.write(f"\r\x1b[K    {text}"[: width + 4])
            self._open_line = True
        self.stream.flush()

    def close_line(self) -> None:
        """Wipe the changing line, so that what follows starts at the left."""
        if self._open_line:
            self.stream.write("\r\x1b[K")
            self._open_line = False
