"""Run as a program by :mod:`media.translation.nllb`: loads the model, translates, ends."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from media.confined import Refused, confine, tell
from media.translation.nllb_answers import Job, Translated
from protocol.words import Words

PIECES = "sentencepiece.bpe.model"
MODEL = "model.bin"
END = "</s>"
BEAM = 4
MOST_PIECES = 400
"""Of a line's translation: a model that raves would go on for ever."""


def main(limits: str, job: Path) -> None:
    """Tell the lines, or why there are none."""
    confine(limits)
    asked = msgspec.json.decode(job.read_bytes(), type=Job)
    folder = Path(asked.folder)
    missing = [name for name in (MODEL, PIECES) if not (folder / name).is_file()]
    if missing:
        tell(_no_model(folder, missing[0]))
        return
    try:
        ctranslate2, sentencepiece = map(importlib.import_module, ("ctranslate2", "sentencepiece"))
    except ImportError as error:
        tell(_no_package(error.name or "ctranslate2"))
        return
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
    model = ctranslate2.Translator(str(folder), device="cpu", intra_threads=asked.threads)
    tell(Translated(tuple(_translated(asked, pieces, model))))


def _translated(job: Job, pieces: Any, model: Any) -> Iterator[str]:
    """A line of the model's is its source's language, its pieces and an end; the answer begins with its language."""
    for line in job.lines:
        given = [job.source, *pieces.encode(line, out_type=str), END]
        [found] = model.translate_batch(
            [given], target_prefix=[[job.target]], beam_size=BEAM, max_decoding_length=MOST_PIECES
        )
        yield pieces.decode([piece for piece in found.hypotheses[0] if piece not in (job.target, END)])


def _no_model(folder: Path, name: str) -> Refused:
    return Refused(
        Words(f"Thư mục mô hình dịch {folder} không có {name}.", f"The folder of the model, {folder}, has no {name}."),
        Words(
            "Chép mô hình NLLB-200 đã đổi sang CTranslate2 vào đó; Rao không tải gì về.",
            "Put NLLB-200 as converted for CTranslate2 there; Rao downloads nothing.",
        ),
    )


def _no_package(name: str) -> Refused:
    return Refused(
        Words(f"Máy chủ chưa cài gói {name}.", f"The package {name} is not installed."),
        Words("Cài: pip install ctranslate2 sentencepiece", "Install: pip install ctranslate2 sentencepiece"),
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
