"""Two clusters of loudspeakers with the same programme: how far apart what they say is heard."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

import numpy as np

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board
from bench.screen.pace import PACE, QUICK
from bench.speaker.cluster import ITEM, SILENT, agent, cluster, is_to_play
from bench.speaker.ear import Ear, Heard, ear
from bench.speaker.levels import likeness, place_of
from bench.speaker.material import file_of, gap_to_begin_soon, item, noise, playing
from media.sound import RATE_HZ, Samples, count_of
from tests.agent.province import now_ms
from tests.servers.pulse import Pulse, pulse_server

SINKS = ("loa-dong", "loa-tay")
STARTS, BURST_MS, GAP_MS = 10, 2_000, 1_000
TOGETHER_S = 60 if PACE == QUICK else 600
LOOKS = 7
START_IN_MS = 15_000
KNOWN = slice(count_of(500), count_of(1_500))
"""The part of a burst that is looked for: a beginning may have been faded in."""
PIECE_S, APART_S, ALIKE = 0.03, 0.5, 0.8
ABOUT = (
    "Two of `rao agent run`, each with a broker and a null sink of its own, both enrolled, with the same programme: "
    f"noise of {BURST_MS / 1000:g} s that begins each {(BURST_MS + GAP_MS) / 1000:g} s by the wall clock, {STARTS} "
    f"times; then one item (MP3) of which {TOGETHER_S} s are heard, compared {LOOKS} times. Found by cross-correlation "
    "in the recordings of both monitors, each dated to about 5 ms. Null sinks count by the system's clock: how far two "
    "sound cards drift apart is not in it."
)


def measure() -> Section:
    """Milliseconds between the two."""
    with pulse_server(*SINKS) as pulse, ExitStack() as stack:
        ears = [stack.enter_context(ear(pulse, sink)) for sink in SINKS]
        both = [stack.enter_context(cluster()) for _ in SINKS]
        begun = _starts(pulse, both, ears)
        drifted_ms = _long(pulse, both, ears)
    apart_ms = [1000 * abs(one - other) for (one, _), (other, _) in begun]
    late_ms = [1000 * (at_s - due_s) for pair in begun for at_s, due_s in pair]
    rows = [
        Row(f"same start, apart at most, of {STARTS}", max(apart_ms), "ms", goal=Goal(20)),
        Row("same start, apart, median", median(apart_ms), "ms"),
        Row("heard after the moment set, median", median(late_ms), "ms"),
        Row("heard after the moment set, spread of all", max(late_ms) - min(late_ms), "ms"),
        Row(f"one item for {TOGETHER_S} s, apart at most", max(drifted_ms), "ms", goal=Goal(20)),
        Row(f"one item for {TOGETHER_S} s, apart at its end", drifted_ms[-1], "ms", goal=Goal(20)),
    ]
    return Section("The loudspeaker: two at once", ABOUT, rows)


def _starts(pulse: Pulse, both: Sequence[Board], ears: Sequence[Ear]) -> list[list[tuple[float, float]]]:
    """For each start and loudspeaker: when the burst was heard, and when it was due."""
    burst, round_s = noise(BURST_MS), (BURST_MS + GAP_MS) / 1000
    for here in both:
        file = file_of(burst, "wav", here.folder)
        is_to_play(here, playing(item(here.province.blob, "on", file, BURST_MS), gap_ms=GAP_MS))
    with ExitStack() as stack:
        _run(stack, pulse, both, ITEM)
        first_s = (time.time() // round_s + 2) * round_s
        dues_s = [_steady_s(first_s + number * round_s) for number in range(STARTS)]
        return [[(_heard_s(one, burst, due_s), due_s) for one in ears] for due_s in dues_s]


def _heard_s(hearing: Ear, burst: Samples, due_s: float) -> float:
    """The moment of the burst's first sample, by its middle."""
    heard = _waited(hearing, due_s - APART_S, due_s + BURST_MS / 1000 + APART_S)
    at = _found(burst[KNOWN], heard)
    return heard.begin_s + (at - KNOWN.start) / RATE_HZ


def _long(pulse: Pulse, both: Sequence[Board], ears: Sequence[Ear]) -> list[float]:
    duration_ms = 1000 * TOGETHER_S + START_IN_MS
    file = file_of(noise(duration_ms), "mp3", both[0].folder)
    due_ms = now_ms() + START_IN_MS
    gap_ms = gap_to_begin_soon(duration_ms, due_ms)
    for here in both:
        is_to_play(here, playing(item(here.province.blob, "dai", file, duration_ms), gap_ms=gap_ms))
    with ExitStack() as stack:
        _run(stack, pulse, both, SILENT)
        begin_s = _steady_s((due_ms + -due_ms % (duration_ms + gap_ms)) / 1000)
        looks_s = np.linspace(begin_s + APART_S + PIECE_S + 2, begin_s + TOGETHER_S, LOOKS)
        return [_apart_ms(ears, at_s) for at_s in looks_s]


def _apart_ms(ears: Sequence[Ear], at_s: float) -> float:
    piece = _waited(ears[0], at_s, at_s + PIECE_S)
    around = _waited(ears[1], at_s - APART_S, at_s + PIECE_S + APART_S)
    at = _found(piece.samples, around)
    return 1000 * abs(around.begin_s + at / RATE_HZ - piece.begin_s)


def _run(stack: ExitStack, pulse: Pulse, both: Sequence[Board], plays: str) -> None:
    for sink, here in zip(SINKS, both, strict=True):
        stack.enter_context(agent(pulse, sink, here, plays))


def _waited(hearing: Ear, begin_s: float, end_s: float) -> Heard:
    time.sleep(max(0.0, end_s - time.monotonic()))
    return hearing.between(begin_s, end_s)


def _found(piece: Samples, heard: Heard) -> int:
    at = place_of(piece, heard.samples)
    if likeness(piece, heard.samples[at : at + len(piece)]) < ALIKE:
        raise AssertionError("what should be heard at both is not the same")
    return at


def _steady_s(wall_s: float) -> float:
    """The monotonic second of a moment of the wall clock."""
    return wall_s - (time.time() - time.monotonic())
