"""Stands in for SentencePiece as far as Rao calls it: a word is a piece."""

from __future__ import annotations

from pathlib import Path


class SentencePieceProcessor:
    def __init__(self, model_file: str) -> None:
        assert Path(model_file).is_file()

    def encode(self, text: str, out_type: type = int) -> list[str]:
        assert out_type is str
        return [f"▁{word}" for word in text.split()]

    def decode(self, pieces: list[str]) -> str:
        return "".join(pieces).replace("▁", " ").strip()
