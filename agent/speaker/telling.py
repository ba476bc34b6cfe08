"""What the speaker tells the player: what left the loudspeaker, what was cut, what failed."""

from __future__ import annotations

from agent.player.ports import Failed, Finished, Flawed, Mended, Rendered, Rendering, WallClock, Witness
from agent.speaker.naming import code_of
from agent.speaker.relay.reception import Told
from agent.speaker.samples import milliseconds_of
from agent.speaker.sounding import Playing, Sounding
from agent.speaker.succession import is_recorded
from agent.speaker.voice import Voice
from media.sound import count_of
from protocol.errors import RaoError
from protocol.ids import DurationMs
from protocol.manifest import LineInItem, StreamItem
from protocol.programme_types import PlayAlert, PlayItem, Silence
from protocol.uplink import Evidence

OUTPUT_LOST = "output-lost"
STARVED = "starved"
SHORT_FRAMES = count_of(300)
"""What a recording lacks of the length that it should have; a truncated file decodes without a complaint."""


class Telling:
    """Events of one zone, from the samples that left it."""

    def __init__(self, witness: Witness, wall_clock: WallClock) -> None:
        self._witness = witness
        self._wall_clock = wall_clock

    def begun(self, sounding: Sounding) -> None:
        """Its first samples left. An item counts from here on."""
        now_ms = self._wall_clock()
        self._witness(Rendering("sound", sounding.play, now_ms))
        if isinstance(sounding.play, PlayItem):
            self._witness(Rendered("sound", sounding.play, now_ms, _evidence(sounding.voice)))

    def ended(self, sounding: Sounding) -> None:
        """Its last samples left, or nothing more comes of it. An alert's round counts from here on."""
        failure = sounding.feed.failure
        if failure is not None:
            self._witness(Failed("sound", sounding.play, self._wall_clock(), code_of(failure), str(failure)))
        elif isinstance(sounding.play, PlayAlert):
            self._witness(Rendered("sound", sounding.play, self._wall_clock(), _evidence(sounding.voice)))
        elif is_recorded(sounding.play) and sounding.left_frames > SHORT_FRAMES:
            detail = f"ended {milliseconds_of(sounding.left_frames)} ms before its time"
            self._witness(Flawed("sound", sounding.play, self._wall_clock(), "short", detail))
        self.finished(sounding, "")

    def finished(self, sounding: Sounding, cut_by: str) -> None:
        """It made room; nothing is told of what nobody heard."""
        if sounding.voice.heard:
            evidence, lasted = _evidence(sounding.voice), DurationMs(sounding.voice.meter.played_ms)
            self._witness(Finished("sound", sounding.play, self._wall_clock(), lasted, cut_by, evidence))

    def output_lost(self, of: Playing | Silence, detail: str) -> None:
        """The loudspeaker is gone."""
        self._witness(Failed("sound", of, self._wall_clock(), OUTPUT_LOST, detail))

    def output_starved(self, of: Playing | Silence) -> None:
        """The loudspeaker had to do without samples for a moment."""
        self._witness(Flawed("sound", of, self._wall_clock(), STARVED, ""))

    def received(self, of: PlayItem, told: Told) -> None:
        """The live source of ``of`` was lost, is back, or is not asked for any more. From any thread."""
        source, address = _source_of(of)
        now_ms, lost = self._wall_clock(), f"{source}-lost"
        if told.became == "lost":
            self._witness(Flawed("sound", of, now_ms, lost, f"{address}: {told.reason}", lasts=True))
        else:
            became = f"{source}-back" if told.became == "back" else ""
            self._witness(Mended("sound", of, now_ms, lost, became, address))

    def amplifier_failed(self, error: RaoError) -> None:
        """The amplifier may not have its power, or not lose it."""
        self._witness(Flawed("sound", Silence("idle"), self._wall_clock(), "amplifier", str(error)))


def _source_of(play: PlayItem) -> tuple[str, str]:
    """What is relayed, in one word, and where it comes from."""
    match play.item:
        case StreamItem(url=url):
            return "station", url
        case LineInItem(input=name):
            return "input", name
    raise AssertionError(play.item)


def _evidence(voice: Voice) -> Evidence:
    return Evidence(rms_dbfs=round(voice.meter.rms_dbfs, 1), played_ms=voice.meter.played_ms)
