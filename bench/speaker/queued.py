"""What is heard between two items that follow each other without a gap."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from bench.measuring import Goal, Row, Section
from bench.screen.pace import PACE, QUICK
from bench.speaker.cluster import agent, cluster, is_to_play
from bench.speaker.ear import Ear, ear
from bench.speaker.material import Form, Keep, file_of, item, playing, sweep
from bench.speaker.seam import Seam, place_in, seam
from media.sound import RATE_HZ, Samples
from protocol.manifest import AudioItem
from tests.servers.pulse import pulse_server
from tests.servers.waiting import wait_for

SINK = "loa"
FORMS: Sequence[Form] = get_args(Form)
HALF_MS = 2_000
ROUND_S = 2 * len(FORMS) * HALF_MS / 1000
ROUNDS = 3 if PACE == QUICK else 15
BEFORE_S, AFTER_S = 1.5, 2.7
LATE_S = 1.0
"""A loudspeaker's sound may come as much as that later than by the clock."""
STEP_S, IN_STEP_WITHIN_S = 1.0, 120.0
ABOUT = (
    f"A tone that rises for {2 * HALF_MS / 1000:g} s, cut in the middle, its halves two items of a playlist without a "
    f"gap: as WAV, MP3 and Opus, {ROUNDS} times each, `rao agent run` playing by PortAudio to a null sink, recorded "
    "from its monitor. *Not the tone's*: samples within 0.3 s of the seam that differ from the unbroken tone, laid "
    "where the first half was heard, by more than a tenth of its amplitude; what MP3 and Opus "
    "do to a tone is left out. *Silence*: how long it is 20 dB too quiet. "
    "*Out of step*: how much later or earlier the second half comes than it would in the unbroken tone."
)


def measure() -> Section:
    """The worst of each."""
    with pulse_server(SINK) as pulse, cluster() as here, ear(pulse, SINK) as hearing:
        is_to_play(here, playing(*_items(here.province.blob, here.folder)))
        with agent(pulse, SINK, here):
            whole = sweep(2 * HALF_MS)
            wait_for(lambda: _is_in_step(hearing, whole), "the loudspeaker keeps step", IN_STEP_WITHIN_S)
            seams = _seams(hearing, whole)
    return Section(
        "The loudspeaker: one item after another", ABOUT, [row for form in FORMS for row in _rows(form, seams[form])]
    )


def _rows(form: Form, seams: Sequence[Seam]) -> Iterator[Row]:
    exact = form == "wav"
    if exact:
        yield Row(f"{form}: not the tone's, at most", max(one.wrong for one in seams), "samples", goal=Goal(0))
    yield Row(f"{form}: silence, at most", max(one.silent_ms for one in seams), "ms", goal=Goal(0 if exact else 10))
    yield Row(f"{form}: out of step, at most", max(abs(one.late) for one in seams), "samples", goal=Goal(0))


def _items(keep: Keep, folder: Path) -> Iterator[AudioItem]:
    whole = sweep(2 * HALF_MS)
    for form in FORMS:
        for place, half in enumerate((whole[: len(whole) // 2], whole[len(whole) // 2 :])):
            yield item(keep, f"{form}-{place}", file_of(half, form, folder), HALF_MS)


def _is_in_step(hearing: Ear, whole: Samples) -> bool:
    """Whether what was heard last is where the clock has it, at its own speed: what began late has caught up."""
    heard = hearing.last(STEP_S)
    place = place_in(heard.samples, whole)
    if place is None:
        return False
    due_s = (heard.begin_s + _wall_ahead_s()) % (2 * HALF_MS / 1000)
    return 0 <= due_s - place / RATE_HZ <= LATE_S


def _seams(hearing: Ear, whole: Samples) -> dict[Form, list[Seam]]:
    """Rounds are counted since the epoch; the one under way is not looked at."""
    seams: dict[Form, list[Seam]] = {form: [] for form in FORMS}
    first_s = (time.time() // ROUND_S + 1) * ROUND_S
    for number in range(ROUNDS):
        for place, form in enumerate(FORMS):
            seam_s = first_s + number * ROUND_S + (2 * place + 1) * HALF_MS / 1000
            seams[form].append(seam(_around(hearing, seam_s), whole))
    return seams


def _around(hearing: Ear, wall_s: float) -> Samples:
    at_s = wall_s - _wall_ahead_s()
    return hearing.between(at_s - BEFORE_S, at_s + AFTER_S).samples


def _wall_ahead_s() -> float:
    """By how much the wall clock is ahead of the monotonic one."""
    return time.time() - time.monotonic()
