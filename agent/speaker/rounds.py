"""One round of an alert as sound: the attention tone, then the texts in the board's languages, drills marked as drills.

The texts are decoded, or the first phrase of each synthesised, while the tone sounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import chain, islice
from pathlib import Path

from agent.player.ports import BlobPaths
from agent.speaker.ahead import AHEAD_FRAMES
from agent.speaker.own_voice import OwnVoice
from agent.speaker.samples import BLOCK_FRAMES
from media.sound import Samples, attention_tone, silence
from media.speech.scripts import DRILL, alert_script
from protocol.alert import Alert, AlertText
from protocol.alert_texts import primary_subtag, texts_in_order
from protocol.errors import InvalidMedia, RaoError

PAUSE_MS = 500
PICTURE_FIRST_BLOCKS = AHEAD_FRAMES // BLOCK_FRAMES + 1
"""The texts are prepared once the tone is asked for again, half a second of it heard: until then the processor belongs
to the picture of the alert. Four seconds of tone leave time enough.
"""


def alert_round(alert: Alert, languages: Sequence[str], blobs: BlobPaths, voice: OwnVoice) -> Iterator[Samples]:
    """One full round in blocks. Raises at its end what the voice raised, when it broke off or not one text was said."""
    speaking = _Speaking(alert.status == "Exercise", blobs, voice)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="alert-speech") as pool:
        tone = blocks_of(_tone())
        yield from islice(tone, PICTURE_FIRST_BLOCKS)
        spoken = [pool.submit(speaking.begun, text) for text in texts_in_order(alert, languages)]
        yield from tone
        yield from _one_after_another(spoken)


@cache
def _tone() -> Samples:
    """Made once: four seconds of it take a processor as long as a frame of the alert."""
    return attention_tone()


def blocks_of(samples: Samples) -> Iterator[Samples]:
    """``samples`` cut into blocks of 20 ms."""
    for start in range(0, len(samples), BLOCK_FRAMES):
        yield samples[start : start + BLOCK_FRAMES]


class _Speaking:
    """Texts to sound for one alert. In a drill the device says so itself, whatever the text or the recording says."""

    def __init__(self, drill: bool, blobs: BlobPaths, voice: OwnVoice) -> None:
        self._drill = drill
        self._blobs = blobs
        self._voice = voice

    def begun(self, text: AlertText) -> Iterator[Samples]:
        """``text`` as sound, the first of it made already."""
        sound = self._sound(text)
        return chain([next(sound)], sound)

    def _sound(self, text: AlertText) -> Iterator[Samples]:
        """The speech prepared for it when that is here and whole, else the device's own voice."""
        path = self._blobs.path_of(text.speech.blob.sha256) if text.speech else None
        try:
            return self._marked(_decoded(path), text) if path else self._own(text)
        except InvalidMedia:
            return self._own(text)

    def _marked(self, prepared: Samples, text: AlertText) -> Iterator[Samples]:
        if not self._drill:
            return iter([prepared])
        language = primary_subtag(text.language)
        spoken = language if language in DRILL else "vi"
        return chain(self._voice.say(DRILL[spoken], spoken), [prepared])

    def _own(self, text: AlertText) -> Iterator[Samples]:
        return self._voice.say(alert_script(text, self._drill), text.language)


def _decoded(path: Path) -> Samples:
    """See :mod:`agent.speaker.sounds` for why it is imported here."""
    from media.sound.decode import decode_all

    return decode_all(path)


def _one_after_another(spoken: Sequence[Future[Iterator[Samples]]]) -> Iterator[Samples]:
    unsaid: list[RaoError] = []
    broken: list[RaoError] = []
    for future in spoken:
        try:
            sound = future.result()
        except RaoError as error:
            unsaid.append(error)
            continue
        yield silence(PAUSE_MS)
        try:
            for phrase in sound:
                yield from blocks_of(phrase)
        except RaoError as error:
            broken.append(error)
    if broken or len(unsaid) == len(spoken):
        raise [*broken, *unsaid][0]
