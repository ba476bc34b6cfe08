"""The window against Pillow: what lies on the panel, what is said to be shown, and what stays dark."""

from __future__ import annotations

import hashlib
import threading
import tracemalloc
from collections.abc import Callable, Iterator

import pygame
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from agent.screen.window import Window
from firmware_profiles import Bezel, Cutout, ScreenProfile, load
from media.text import Box

ROTATIONS = (0, 90, 180, 270)
BAR = Cutout(x_px=0, y_px=90, width_px=640, height_px=20)
FRAMES = {
    "bare": (Bezel(), ()),
    "framed": (Bezel(left=8, top=4, right=16, bottom=2), ()),
    "barred": (Bezel(left=3), (BAR,)),
}


def screen(rotation: int = 0, frame: str = "bare") -> ScreenProfile:
    profile = load("led-p5-640x384").screen
    assert profile
    bezel, cutouts = FRAMES[frame]
    return replace(profile, rotation_deg=rotation, bezel_px=bezel, cutouts=cutouts)


Opened = Callable[[ScreenProfile], Window]


@pytest.fixture
def opened() -> Iterator[Opened]:
    windows: list[Window] = []

    def open_for(profile: ScreenProfile) -> Window:
        windows.append(Window(profile, headless=True))
        return windows[-1]

    yield open_for
    for window in windows:
        window.close()


@pytest.fixture
def window(opened: Opened) -> Window:
    return opened(screen())


def noise(width: int, height: int) -> Image.Image:
    channels = [Image.effect_noise((width, height), 80) for _ in "RGB"]
    return Image.merge("RGB", channels)


def plain(window: Window, colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", (window.turn.width, window.turn.height), colour)


def panel() -> Image.Image:
    """What the panel's own pixels are."""
    surface = pygame.display.get_surface()
    assert surface
    return Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))


def hung(image: Image.Image, profile: ScreenProfile) -> Image.Image:
    """The panel with ``image`` in its lit part, by Pillow alone."""
    whole = Image.new("RGB", (profile.width_px, profile.height_px))
    whole.paste(image.rotate(-profile.rotation_deg, expand=True), profile.lit[:2])
    return whole


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("rotation", ROTATIONS)
def test_the_picture_hangs_turned_in_the_lit_part_and_the_rest_is_dark(
    opened: Opened, rotation: int, frame: str
) -> None:
    profile = screen(rotation, frame)
    window, shown = opened(profile), noise(*profile.shown[:2])
    window.put(window.ready(shown), 0, 0)
    window.flip()
    assert panel().tobytes() == hung(shown, profile).tobytes()
    assert window.picture().tobytes() == shown.tobytes()
    assert window.copy()() == window.copy()() == hashlib.sha256(shown.tobytes()).hexdigest()


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_nothing_is_drawn_behind_the_frame(opened: Opened, rotation: int) -> None:
    profile = screen(rotation, "framed")
    window = opened(profile)
    huge = Image.new("RGB", (700, 700), (255, 255, 255))
    window.put(window.ready(huge), -20, -20)
    window.put_part(window.ready(huge), Box(0, 0, 700, 700), 30, 30)
    window.set_brightness(50)
    window.put(window.ready(huge), -20, -20)
    white = plain(window, (127, 127, 127))
    assert ImageChops.difference(panel(), hung(white, profile)).getextrema() == ((0, 1),) * 3


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_a_part_of_a_picture_lands_where_it_belongs(opened: Opened, rotation: int) -> None:
    window, strip = opened(screen(rotation, "framed")), noise(300, 40)
    window.put(window.ready(plain(window, (9, 9, 9))), 0, 0)
    window.put_part(window.ready(strip), Box(100, 0, 150, 40), 20, 300)
    frame = window.picture()
    assert frame.crop((20, 300, 170, 340)).tobytes() == strip.crop((100, 0, 250, 40)).tobytes()
    assert frame.getpixel((19, 299)) == frame.getpixel((170, 340)) == (9, 9, 9)


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_a_clips_pixels_are_opaque_and_keep_their_colours(opened: Opened, rotation: int) -> None:
    window, frame = opened(screen(rotation)), noise(80, 40)
    nothing = bytes(byte if place % 4 != 3 else 0 for place, byte in enumerate(frame.tobytes("raw", "BGRX")))
    window.put(window.ready_bgr0(nothing, 80, 40), 4, 6)
    assert window.picture().crop((4, 6, 84, 46)).tobytes() == frame.tobytes()


def test_brightness_dims_what_is_put_and_not_what_is_ready(window: Window) -> None:
    ready = window.ready(plain(window, (200, 100, 0)))
    assert window.set_brightness(50)
    assert not window.set_brightness(50)
    for _ in range(3):
        window.put(ready, 0, 0)
        window.put_part(ready, Box(0, 0, 100, 100), 50, 50)
    dimmed = window.picture()
    window.set_brightness(100)
    window.put(ready, 0, 0)
    assert dimmed.getpixel((10, 10)) == dimmed.getpixel((60, 60)) == (100, 50, 0)
    assert window.picture().getpixel((10, 10)) == (200, 100, 0)


@pytest.mark.parametrize(("share", "red"), [(0.0, 0), (0.25, 50), (0.5, 100), (1.0, 200)])
def test_one_picture_fades_into_another(window: Window, share: float, red: int) -> None:
    under, over = window.ready(plain(window, (0, 80, 0))), window.ready(plain(window, (200, 80, 0)))
    window.put_mixed(under, over, share, 0, 0)
    mixed = window.picture().getpixel((5, 5))
    window.put(over, 0, 0)
    assert isinstance(mixed, tuple)
    assert mixed[0] == pytest.approx(red, abs=2)
    assert mixed[1] == pytest.approx(80, abs=1)
    assert window.picture().getpixel((5, 5)) == (200, 80, 0)


def test_all_of_the_panel_goes_dark_at_once_and_shows_again_what_is_put(opened: Opened) -> None:
    profile = screen(90, "framed")
    window = opened(profile)
    white = window.ready(plain(window, (255, 255, 255)))
    window.put(white, 0, 0)
    window.flip()
    redraws = window.redraws
    window.blank()
    dark, drawn = panel(), window.redraws - redraws
    window.put(white, 0, 0)
    assert (dark.getbbox(), drawn) == (None, 1)
    assert panel().tobytes() == hung(plain(window, (255, 255, 255)), profile).tobytes()


def test_nothing_put_is_nothing_drawn(window: Window) -> None:
    window.flip()
    lost = window.attend()
    assert (window.redraws, lost) == (0, False)


def test_an_uncovered_window_is_shown_again_and_one_made_anew_asks_for_its_picture(window: Window) -> None:
    window.put(window.ready(plain(window, (1, 2, 3))), 0, 0)
    window.flip()
    pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
    uncovered, redraws = window.attend(), window.redraws
    pygame.event.post(pygame.event.Event(pygame.WINDOWSIZECHANGED))
    assert (uncovered, redraws, window.attend()) == (False, 2, True)


def test_a_picture_is_hashed_elsewhere_while_it_is_drawn_from(opened: Opened) -> None:
    window = opened(screen(90))
    shown = noise(384, 640)
    ready = window.ready(shown)
    hasher, hashes = window.hash_of(ready), set[str]()
    others = threading.Thread(target=lambda: hashes.update(hasher() for _ in range(100)))
    others.start()
    while others.is_alive():
        window.put(ready, 0, 0)
    assert hashes == {hashlib.sha256(shown.tobytes()).hexdigest()}


def test_the_hash_of_a_copy_is_that_of_its_moment(window: Window) -> None:
    first, second = noise(640, 384), noise(640, 384)
    window.put(window.ready(first), 0, 0)
    hasher = window.copy()
    window.put(window.ready(second), 0, 0)
    assert hasher() == hashlib.sha256(first.tobytes()).hexdigest()
    assert window.copy()() == hashlib.sha256(second.tobytes()).hexdigest()


@pytest.mark.parametrize("rotation", [0, 90])
def test_no_second_copy_of_a_full_hd_picture_is_made(opened: Opened, rotation: int) -> None:
    profile = load("bulletin-1080p").screen
    assert profile
    window = opened(replace(profile, rotation_deg=rotation))
    image = plain(window, (7, 8, 9))
    tracemalloc.start()
    window.put(window.ready(image), 0, 0)
    window.copy()()
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 2_000_000


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_painting_band_by_band_is_putting_all_at_once(rotation: int) -> None:
    window = Window(screen(rotation), headless=True)
    noise = Image.effect_noise(window.picture().size, 90).convert("RGB")
    window.put(window.ready(noise), 0, 0)
    window.flip()
    at_once = window.picture().tobytes()
    window.blank()
    window.paint(noise, 0, 0)
    window.flip()
    assert window.picture().tobytes() == at_once
    window.close()
