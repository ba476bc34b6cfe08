"""``rao speech say``: a text as a sound file, to hear how it will sound."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words, terminal_language

if TYPE_CHECKING:
    from media.sound import Samples
    from media.sound.by_ending import Write
    from media.speech.manner import Accent, Manner
    from media.speech.voice import Spoken, Voice

ENGINES = ("espeak-ng", "gtts", "piper")
MOST_BYTES = 64 * 1024
EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(epilog="Example: rao speech say 'Mưa 100-150mm từ 17h30' -o rain.wav --region south --speed 0.9")
@click.argument("text")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=".wav, .ogg or .mp3.")
@click.option("--language", default="vi", show_default=True, help="The language of the text (vi, en, km, ...).")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Only this voice. Else this machine's own; the internet only for languages it lacks.",
)
@click.option("--speed", type=float, default=1.0, show_default=True, help="0.5 to 2.0 times the usual speed.")
@click.option("--pitch", type=float, default=1.0, show_default=True, help="0.5 to 2.0 times the usual pitch.")
@click.option("--region", type=click.Choice(["north", "central", "south"]), help="Whose Vietnamese.")
@click.option("--lexicon", type=EXISTING, help="The province's own words: CSV with the columns written, spoken.")
@click.option("--piper-voice", type=EXISTING, help="A voice file of Piper, which is tried first.")
@click.option("--piper-command", default="piper", show_default=True, help="Where that program is.")
def say(
    text: str,
    out: Path,
    language: str,
    engine: str | None,
    speed: float,
    pitch: float,
    region: Accent | None,
    lexicon: Path | None,
    piper_voice: Path | None,
    piper_command: str,
) -> None:
    """Say TEXT (- reads standard input) into a sound file, at the loudness of everything that is spoken."""
    from media.sound.by_ending import writer_for
    from media.speech.lexicon_file import read_lexicon
    from media.speech.manner import Manner
    from media.speech.speaking import speak
    from media.speech.spoken import NO_LEXICON

    manner, write = Manner(speed=speed, pitch=pitch, region=region), writer_for(out)
    voices = [*_piper(engine, piper_voice, piper_command), *_voices(engine)]
    words = read_lexicon(lexicon) if lexicon else NO_LEXICON
    spoken = speak(_given(text), language, voices=voices, manner=manner, lexicon=words)
    _write(spoken.samples, out, write)
    _tell(spoken, manner, out)


def _given(text: str) -> str:
    """The text itself, or what standard input holds; both as UTF-8 and of a bounded length."""
    given = (
        click.get_binary_stream("stdin").read(MOST_BYTES + 1) if text == "-" else text.encode(errors="surrogateescape")
    )
    if len(given) > MOST_BYTES:
        raise _too_long()
    try:
        return given.decode()
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error


def _voices(engine: str | None) -> list[Voice]:
    from media.speech.espeak import Espeak
    from media.speech.gtts_voice import Gtts

    voices: list[Voice] = [Espeak(), Gtts()]
    return [voice for voice in voices if engine in (None, voice.name)]


def _piper(engine: str | None, voice: Path | None, command: str) -> list[Voice]:
    from media.speech.piper_settings import Piper
    from media.speech.piper_voice import PiperVoice

    if engine == "piper" and voice is None:
        raise InvalidInput(
            Words("Piper cần một tệp giọng.", "Piper needs a voice file."),
            Words("Thêm --piper-voice TỆP.onnx.", "Add --piper-voice FILE.onnx."),
        )
    return [PiperVoice(Piper(voice=voice, command=(command,)))] if voice else []


def _write(samples: Samples, out: Path, write: Write) -> None:
    try:
        write(samples, out)
    except OSError as error:
        raise _not_written(out, error.strerror or str(error)) from error


def _tell(spoken: Spoken, manner: Manner, out: Path) -> None:
    """Where the sound is, who spoke, how long, and what of the manner this voice could not follow."""
    from media.sound import duration_of
    from media.speech.manner import TRAITS

    click.echo(f"{out}: {spoken.voice}, {duration_of(spoken.samples) / 1000:.1f} s")
    for wish in (TRAITS[trait] for trait in sorted(manner.wishes - spoken.followed)):
        told = Words(f"{spoken.voice} không chọn được {wish.vi}.", f"{spoken.voice} can't choose its {wish.en}.")
        click.echo(told.spoken_in(terminal_language(os.environ)), err=True)


def _too_long() -> InvalidInput:
    return InvalidInput(
        Words(f"Văn bản dài quá {MOST_BYTES} byte.", f"The text is longer than {MOST_BYTES} bytes."),
        Words("Chia văn bản thành nhiều phần rồi đọc từng phần.", "Cut it into parts and say each."),
    )


def _not_utf_8() -> InvalidInput:
    return InvalidInput(
        Words("Văn bản không phải là UTF-8.", "The text is not UTF-8."),
        Words("Lưu lại văn bản bằng bảng mã UTF-8 rồi thử lại.", "Save it as UTF-8 and try again."),
    )


def _not_written(out: Path, reason: str) -> Unavailable:
    return Unavailable(
        Words(f"Không ghi được tệp {out} ({reason}).", f"{out} can't be written ({reason})."),
        Words("Chọn thư mục khác hoặc giải phóng dung lượng.", "Choose another folder, or make room."),
    )
