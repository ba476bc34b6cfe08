"""Stands in for CTranslate2 as far as Rao calls it (4.x: ``Translator``, ``translate_batch``): turns pieces around.

It refuses what the real one would: unknown arguments, sources without their language and end, prefixes of other forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Result:
    hypotheses: list[list[str]]


class Translator:
    def __init__(self, model_path: str, device: str = "cpu", *, intra_threads: int = 0) -> None:
        self.mood = (Path(model_path) / "model.bin").read_text("utf-8")
        assert device == "cpu"
        assert intra_threads >= 1
        if self.mood == "broken":
            raise RuntimeError("unsupported model version")

    def translate_batch(
        self,
        source: list[list[str]],
        target_prefix: list[list[str] | None] | None = None,
        *,
        beam_size: int = 2,
        max_decoding_length: int = 256,
    ) -> list[Result]:
        assert beam_size >= 1
        assert max_decoding_length >= 1
        [[language, *pieces, end]], [[target]] = source, target_prefix
        assert (language[3], end) == ("_", "</s>")
        if self.mood == "hungry":
            bytearray(64 * 1024**3)
        if self.mood == "empty":
            return [Result([[target]])]
        if self.mood == "raving":
            pieces = pieces * 1_000
        return [Result([[target, *reversed(pieces)]])]
