"""Pictures of an X server's screen, taken by a program that is not ours."""

from __future__ import annotations

import shutil
import subprocess

from PIL import Image

FFMPEG = shutil.which("ffmpeg")
DESKTOP = (1920, 1080)


def photograph(display: str) -> Image.Image:
    """All of the screen as it is now."""
    assert FFMPEG
    source = ("-f", "x11grab", "-draw_mouse", "0", "-video_size", "x".join(map(str, DESKTOP)), "-i", display)
    sink = ("-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
    done = subprocess.run([FFMPEG, "-v", "error", *source, *sink], check=True, capture_output=True)
    return Image.frombytes("RGB", DESKTOP, done.stdout)


def noise(width: int, height: int) -> Image.Image:
    """A picture no two pixels of which are likely to be taken for one another."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in "RGB"])
