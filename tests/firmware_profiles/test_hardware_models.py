"""The shipped models load, and a wrong file says which key is wrong."""

import pytest

from firmware_profiles import load, names, read_profile
from protocol.errors import InvalidInput, NotFound

SCREEN = b"""
name = "a-board"
title_vi = "Bang"
title_en = "Board"
[screen]
width_px = 1920
height_px = 1080
pixel_pitch_mm = 0.6
viewing_distance_m = 4
"""


def test_the_three_models_of_the_demo_are_shipped() -> None:
    assert names() == ("bulletin-1080p", "led-p5-640x384", "speaker-cluster")


@pytest.mark.parametrize("name", names())
def test_every_shipped_model_loads_under_its_own_name(name: str) -> None:
    profile = load(name)
    assert profile.name == name
    assert profile.title_vi != profile.title_en
    assert profile.screen or profile.sound


def test_the_led_screen_says_its_geometry() -> None:
    assert load("led-p5-640x384").geometry == (640, 384, 5.0, 12.0)


def test_a_loudspeaker_cluster_has_sound_only() -> None:
    profile = load("speaker-cluster")
    assert profile.geometry is None
    assert profile.sound is not None
    assert profile.sound.amplifier_warm_up_ms == 800


@pytest.mark.parametrize(("rotation", "size"), [(0, (1920, 1080)), (90, (1080, 1920)), (270, (1080, 1920))])
def test_rotation_turns_what_is_shown(rotation: int, size: tuple[int, int]) -> None:
    profile = read_profile(SCREEN + f"rotation_deg = {rotation}\n".encode(), "a-board")
    assert profile.geometry is not None
    assert profile.geometry[:2] == size


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"rotation_deg = 45\n", "rotation_deg"),
        (b"fps = 0\n", "fps"),
        (b"brightness = 3\n", "brightness"),
        (b"fps = 'fast'\n", "fps"),
        (b"fps = = 3\n", "line"),
        (b"\xff", "utf-8"),
    ],
)
def test_a_wrong_file_is_refused_and_the_key_is_named(line: bytes, named: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_profile(SCREEN + line, "a-board")
    assert named in refused.value.told_in("en")
    assert "a-board" in refused.value.told_in("vi")


def test_a_model_with_neither_screen_nor_sound_is_refused() -> None:
    with pytest.raises(InvalidInput, match="screen"):
        read_profile(SCREEN.split(b"[screen]")[0], "a-board")


def test_an_unknown_model_is_refused_with_the_list_of_known_ones() -> None:
    with pytest.raises(NotFound, match="led-p5-640x384"):
        load("../pyproject")
