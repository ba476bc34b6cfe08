"""NLLB-200 by CTranslate2 (https://opennmt.net/CTranslate2), in a child process that ends with its gigabytes.

Both packages it needs (``ctranslate2``, ``sentencepiece``) are optional and imported by the child alone. The model is
Meta's, under CC-BY-NC-4.0; it knows 200 languages, and of those spoken here besides Vietnamese only Khmer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from media.confined import ChildLimits, Errand, Refused, answers_of
from media.speech.languages import primary_of
from media.translation.nllb_answers import Job, Translated
from media.translation.nllb_settings import Nllb
from media.translation.translator import NotTranslated
from protocol.errors import InvalidMedia
from protocol.words import Words

CODES = {
    "en": "eng_Latn",
    "km": "khm_Khmr",
    "lo": "lao_Laoo",
    "th": "tha_Thai",
    "vi": "vie_Latn",
    "zh": "zho_Hans",
}
"""FLORES-200's names of those anybody may want here. It has no S'tiêng, M'nông, Tày, Nùng or Cham."""
LIMITS = ChildLimits(memory_bytes=12 * 1024**3, cpu_s=1_200, written_bytes=0, wall_s=600.0)
LICENCE = Words(
    "Mô hình NLLB-200 của Meta, giấy phép CC-BY-NC-4.0: không dùng cho mục đích thương mại.",
    "Meta's model NLLB-200, licence CC-BY-NC-4.0: not for commercial use.",
)
_answers: msgspec.json.Decoder[Translated | Refused] = msgspec.json.Decoder(Translated | Refused)


class NllbTranslator:
    """The model in one folder."""

    name = "nllb-200"
    licence = LICENCE

    def __init__(self, model: Nllb, limits: ChildLimits = LIMITS) -> None:
        self._model, self._limits = model, limits

    def translates(self, source: str, target: str) -> bool:
        """Those of :data:`CODES`."""
        return primary_of(source) in CODES and primary_of(target) in CODES

    def translate(self, lines: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """All lines in one child; raises :class:`NotTranslated` where package or model is missing or it fails."""
        job = Job(
            folder=str(self._model.folder),
            threads=self._model.threads,
            source=CODES[primary_of(source)],
            target=CODES[primary_of(target)],
            lines=tuple(lines),
        )
        with tempfile.NamedTemporaryFile() as file:
            file.write(msgspec.json.encode(job))
            file.flush()
            try:
                return self._told(Path(file.name))
            except InvalidMedia as error:
                raise NotTranslated(error.problem, error.remedy) from None

    def _told(self, job: Path) -> tuple[str, ...]:
        for answer in answers_of(Errand("media.translation.nllb_child", [str(job)], self._limits, _broken), _answers):
            if isinstance(answer, Translated):
                return answer.lines
        raise _broken("it said nothing")


def _broken(reason: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"Máy dịch NLLB hỏng giữa chừng ({reason}).", f"NLLB broke off ({reason})."),
        Words(
            "Kiểm tra bộ nhớ máy chủ (mô hình 600M cần khoảng 3 GB) và thư mục mô hình.",
            "Check the machine's memory (the 600M model takes about 3 GB) and the folder of the model.",
        ),
    )
