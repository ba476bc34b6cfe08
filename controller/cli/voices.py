"""``rao controller voices``: which voices of the settings speak, before an alert needs them."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from controller.cli.options import config_option
from controller.cli.telling import tell_table
from controller.settings import Settings, load_settings
from protocol.errors import Unavailable
from protocol.words import Words, terminal_language

if TYPE_CHECKING:
    from media.speech.voice import Voice

SAMPLE = "Đây là giọng đọc thử của hệ thống thông tin cơ sở."
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False, writable=True)
HEADS = (Words("Giọng", "Voice"), Words("Sau", "After"), Words("Kết quả", "Result"))


@click.command(epilog="Example: rao controller voices --out /tmp/voices --text 'Nước đang lên, bà con rời vùng trũng.'")
@config_option
@click.option("--text", default=SAMPLE, help="What to say.")
@click.option("--language", default="vi", show_default=True, help="The language of the text.")
@click.option("--out", type=FOLDER, help="Keep what each said in this folder.")
def voices(config: Path | None, text: str, language: str, out: Path | None) -> None:
    """Let each voice of the settings say a text, the best first, and tell how soon or why not."""
    from controller.library.speech import voices_of

    settings = load_settings(config)
    tried = [_try(voice, settings, text, language, out) for voice in voices_of(settings)]
    tell_table(HEADS, [row for row, _ in tried])
    if not any(spoke for _, spoke in tried):
        raise Unavailable(
            Words("Không giọng nào đọc được.", "No voice speaks."),
            Words("Sửa mục [speech] theo kết quả trên.", "Correct [speech] by what is told above."),
        )


def _try(voice: Voice, settings: Settings, text: str, language: str, out: Path | None) -> tuple[list[str], bool]:
    """The row of one voice, and whether it spoke."""
    from media.speech.speaking import speak

    began = time.monotonic()
    try:
        spoken = speak(text, language, voices=[voice], manner=settings.speech.manner)
    except Unavailable as error:
        return [voice.name, "-", error.problem.spoken_in(terminal_language(os.environ))], False
    took = f"{time.monotonic() - began:.1f} s"
    if out is not None:
        from media.sound import write_wav

        write_wav(spoken.samples, out / f"{voice.name}.wav")
    return [voice.name, took, spoken.voice], True
