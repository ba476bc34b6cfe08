"""The same clip in mpv with the same running text, in the two ways mpv can do that."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from bench.screen.content import RUNNING_TEXT, SPEED_PX_S
from bench.screen.xserver import HEIGHT_PX, WIDTH_PX, XServer
from media.fonts.catalogue import FILES
from tests.servers.child import Child, start

Overlay = Literal["subtitle", "filter"]
FLAGS = (
    *("--no-config", "--no-terminal", "--sub-auto=no", "--osc=no"),
    *("--fs", "--loop=inf", "--vo=x11", "--profile=sw-fast", "--ao=null"),
)
"""``x11`` is mpv's cheapest output without a GPU: ``sdl`` took three times as much here, ``gpu`` by llvmpipe more."""
STRIP_PX, LETTERS_PX = 80, 48
FONT = FILES / "BeVietnamPro-Bold.ttf"
"""For ``drawtext``. libass takes the sans-serif letters this machine has."""
FILTER = (
    "lavfi=[drawbox=y={y}:h={height}:color=navy:t=fill,"
    "drawtext=textfile={text}:x=w-{speed}*t:y={y}+16:fontsize={size}:fontcolor=white:fontfile={font}]"
)
SUBTITLE = r"""[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {screen}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, BorderStyle, Outline, Shadow, Alignment
Style: T,sans-serif,{size},&H00FFFFFF,1,1,0,0,7

[Events]
Format: Layer, Start, End, Style, Text
Dialogue: 0,0:00:00.00,0:01:40.00,T,{{\p1\c&H803000&\pos(0,{y})}}m 0 0 l {width} 0 {width} {height} 0 {height}
Dialogue: 1,0:00:00.00,0:01:40.00,T,{{\q2\move({width},{y},{end},{y},0,100000)}}{words}
"""


def installed() -> bool:
    """Whether mpv is here."""
    return shutil.which("mpv") is not None


@contextmanager
def mpv(clip: Path, overlay: Overlay, x: XServer) -> Iterator[Child]:
    """mpv with ``clip`` full screen, until the block ends."""
    argument = _subtitle(clip) if overlay == "subtitle" else _filter(clip)
    child = start(["mpv", *FLAGS, argument, clip], clip.with_suffix(".log"), x.environ)
    try:
        yield child
    finally:
        child.stop()


def _subtitle(clip: Path) -> str:
    """``\\move`` of an ASS subtitle: libass, which shapes any script, draws the text again for every frame."""
    path = clip.with_suffix(".ass")
    places = {"width": WIDTH_PX, "screen": HEIGHT_PX, "y": HEIGHT_PX - STRIP_PX, "height": STRIP_PX, "size": LETTERS_PX}
    path.write_text(SUBTITLE.format(**places, end=WIDTH_PX - 100 * SPEED_PX_S, words=RUNNING_TEXT), "utf-8")
    return f"--sub-file={path}"


def _filter(clip: Path) -> str:
    """FFmpeg's ``drawtext``, the cheapest: glyph beside glyph straight into the picture, without shaping."""
    path = clip.with_suffix(".txt")
    path.write_text(RUNNING_TEXT, "utf-8")
    y = HEIGHT_PX - STRIP_PX
    words = FILTER.format(y=y, height=STRIP_PX, text=path, speed=SPEED_PX_S, size=LETTERS_PX, font=FONT)
    return f"--vf={words}"
