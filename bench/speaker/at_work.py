"""What a loudspeaker costs that plays, and one that is silent."""

from __future__ import annotations

from functools import partial

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board
from bench.screen.pace import PACE
from bench.screen.tree import Use
from bench.screen.turns import in_turns
from bench.speaker.cluster import SILENT, agent, cluster, is_to_play
from bench.speaker.floors import bare_callback, pygame_mixer
from bench.speaker.material import file_of, item, music, playing
from tests.servers.pulse import Pulse, pulse_server

SINK = "loa"
MUSIC_MS = 120_000
CORE = "% of a core"
MB_PER_MIB = 1.048576
ABOUT = (
    "`rao agent run` on the model of a cluster of loudspeakers, told by a real Mosquitto, its PortAudio playing to a "
    "null sink, while an MP3 plays and while nothing does. *Bare callback*: PortAudio and numpy play the "
    "same from memory, decoded. *pygame.mixer* plays the same file. CPU and memory are the whole tree of processes, "
    "read from outside; PulseAudio's own work is in neither. RSS of the agent, one process, is what its PSS would be "
    f"with nothing else on the machine. Medians of {PACE.turns} turns of {PACE.watched_s:g} s."
)


def measure() -> Section:
    """CPU and memory."""
    with pulse_server(SINK) as pulse, cluster() as here:
        playing_use, bare, mixer = _at_music(pulse, here)
        is_to_play(here, playing())
        (idle,) = in_turns(partial(agent, pulse, SINK, here, SILENT))
    return Section("The loudspeaker: at work and at rest", ABOUT, _rows(playing_use, bare, mixer, idle))


def _at_music(pulse: Pulse, here: Board) -> tuple[Use, Use, Use]:
    wav, mp3 = (file_of(music(MUSIC_MS), form, here.folder) for form in ("wav", "mp3"))
    is_to_play(here, playing(item(here.province.blob, "nhac", mp3, MUSIC_MS)))
    ours, bare, mixer = in_turns(
        partial(agent, pulse, SINK, here),
        partial(bare_callback, pulse, SINK, wav),
        partial(pygame_mixer, pulse, SINK, mp3),
    )
    return ours, bare, mixer


def _rows(ours: Use, bare: Use, mixer: Use, idle: Use) -> list[Row]:
    return [
        Row("an MP3: CPU; bare callback", ours.cpu_percent, CORE, bare.cpu_percent, Goal(3)),
        Row("an MP3: CPU; pygame.mixer", ours.cpu_percent, CORE, mixer.cpu_percent),
        Row("an MP3: RSS; pygame.mixer", MB_PER_MIB * ours.rss_mib, "MB", MB_PER_MIB * mixer.rss_mib, Goal(70)),
        Row("an MP3: PSS; pygame.mixer", MB_PER_MIB * ours.pss_mib, "MB", MB_PER_MIB * mixer.pss_mib),
        Row("silent: CPU", idle.cpu_percent, CORE, goal=Goal(0.3)),
        Row("silent: RSS", MB_PER_MIB * idle.rss_mib, "MB", goal=Goal(70)),
        Row("silent: PSS", MB_PER_MIB * idle.pss_mib, "MB"),
    ]
