"""How soon an alert's own words are there when nobody recorded them: espeak-ng on the device."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

from agent.speaker.own_voice import EspeakVoice
from agent.speaker.rounds import alert_round
from agent.speaker.samples import BLOCK_FRAMES
from bench.measuring import Goal, Row, Section
from bench.screen.content import emergency
from media.sound import ATTENTION_MS, count_of
from media.speech.scripts import alert_script
from protocol.alert import Alert, AlertText

PROGRAM = "espeak-ng"
TEXTS, WORDS = 20, 60
TOLD = (
    "Mưa 150 mm từ nửa đêm, nước suối dâng nhanh. Di chuyển ngay người và tài sản ở các nhà ven suối lên nơi cao. "
    "Không đi qua ngầm, tràn. Ai ở vùng thấp thì đến nhà văn hóa thôn hoặc trường tiểu học, mang theo nước uống, "
    "thuốc và đèn pin. Trưởng thôn báo số người về Ban Chỉ huy xã trước 5 giờ sáng, rồi chờ lệnh tiếp theo của xã."
)
HEADER_BYTES, PIECE_BYTES = 44, 4_096
TONE_BLOCKS = -(-count_of(ATTENTION_MS) // BLOCK_FRAMES)
ABOUT = (
    f"{TEXTS} alerts of {WORDS} words, no two the same. From when the round of an alert is asked for, in the process "
    "that says it, to the first block in which the device's own voice sounds; the four seconds of tone before it are "
    "made but not waited for. Floor: the program espeak-ng with the same text, from its start to its first sound."
)


class _NothingHere:
    """A device without recordings."""

    def path_of(self, sha256: str) -> Path | None:
        """Never."""
        return None


def measure() -> Section:
    """Median and slowest; a first one, which imports what it needs, apart."""
    first_ms = _ready_ms(_warning(0))
    ours = [_ready_ms(_warning(number)) for number in range(1, TEXTS + 1)]
    floor = [_program_ms(_warning(number)) for number in range(1, TEXTS + 1)] if shutil.which(PROGRAM) else []
    median_ms, slowest_ms = (median(floor), max(floor)) if floor else (None, None)
    rows = [
        Row(f"{WORDS} words to the first syllable: median; espeak-ng", median(ours), "ms", median_ms),
        Row(f"{WORDS} words to the first syllable: slowest; espeak-ng", max(ours), "ms", slowest_ms, Goal(300)),
        Row(f"{WORDS} words to the first syllable: the process's first", first_ms, "ms"),
    ]
    return Section("The loudspeaker: an alert's own words", ABOUT, rows)


def _ready_ms(alert: Alert) -> float:
    began_s = time.perf_counter()
    for number, block in enumerate(alert_round(alert, ("vi",), _NothingHere(), EspeakVoice())):
        if number >= TONE_BLOCKS and block.any():
            return 1000 * (time.perf_counter() - began_s)
    raise AssertionError("nothing was said")


def _program_ms(alert: Alert) -> float:
    began_s, text = time.perf_counter(), alert_script(alert.texts[0], drill=False)
    with subprocess.Popen([PROGRAM, "-v", "vi", "--stdout", text], stdout=subprocess.PIPE) as program:
        if program.stdout is None:
            raise AssertionError(PROGRAM)
        program.stdout.read(HEADER_BYTES)
        while (piece := program.stdout.read(PIECE_BYTES)) and not any(piece):
            pass
        taken_ms = 1000 * (time.perf_counter() - began_s)
        program.kill()
    return taken_ms


def _warning(number: int) -> Alert:
    """``WORDS`` words in all that is said of it."""
    headline = f"Cảnh báo lũ quét khẩn cấp số {number} trên suối Rạt."
    said = f"{headline} {TOLD}".split()[:WORDS]
    text = AlertText(language="vi", headline=headline, instruction=" ".join(said[len(headline.split()) :]))
    return emergency(number, text)
