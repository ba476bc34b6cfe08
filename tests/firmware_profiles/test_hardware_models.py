"""The shipped models load, and a wrong file says which key is wrong."""

import pytest

from firmware_profiles import CecPower, NoPower, Power, RelayPower, ScreenProfile, load, names, read_profile
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


def screen_with(more: str) -> ScreenProfile:
    screen = read_profile(SCREEN + more.encode(), "a-board").screen
    assert screen
    return screen


def test_the_models_are_shipped() -> None:
    assert names() == (
        "bulletin-1080p",
        "bulletin-1080p-portrait",
        "led-p10-320x160",
        "led-p5-640x384",
        "speaker-cluster",
    )


@pytest.mark.parametrize("name", names())
def test_every_shipped_model_loads_under_its_own_name(name: str) -> None:
    profile = load(name)
    assert profile.name == name
    assert profile.title_vi != profile.title_en
    assert profile.screen or profile.sound


def test_the_led_screen_says_its_geometry() -> None:
    assert load("led-p5-640x384").geometry == (640, 384, 5.0, 12.0, True)


def test_a_turned_board_is_upright() -> None:
    assert load("bulletin-1080p-portrait").geometry == (1080, 1920, 0.634, 3.5, False)


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


def test_the_picture_stands_between_the_frames_sides() -> None:
    screen = screen_with("bezel_px = {left = 10, top = 4, right = 30, bottom = 6}\n")
    assert screen.lit == (10, 4, 1880, 1070)
    assert screen.shown[:2] == (1880, 1070)


def test_the_picture_keeps_clear_of_cutouts_and_is_turned_after_that() -> None:
    cutout = "[[screen.cutouts]]\nx_px = 0\ny_px = 980\nwidth_px = 300\nheight_px = 100\n"
    screen = screen_with("bezel_px = {right = 20}\nrotation_deg = 90\n" + cutout)
    assert screen.lit == (0, 0, 1900, 980)
    assert screen.shown[:2] == (980, 1900)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("bezel_px = {left = 1000, right = 900}\n", "bezel_px leaves less than 64x64"),
        ("bezel_px = {left = -1}\n", "bezel_px.left"),
        ("bezel_px = {middle = 1}\n", "middle"),
        ("cutouts = [{x_px = 0, y_px = 0, width_px = 1920, height_px = 1040}]\n", "cutouts leaves less than 64x64"),
        ("cutouts = [{x_px = 1900, y_px = 0, width_px = 21, height_px = 1}]\n", "cutouts[0] reaches beyond"),
        ("cutouts = [{x_px = 0, y_px = 1079, width_px = 1, height_px = 2}]\n", "cutouts[0] reaches beyond"),
        ("power = {driver = 'cec', device = 'cec0'}\n", "power.device"),
        ("power = {driver = 'gpio'}\n", "pin"),
        ("power = {driver = 'magic'}\n", "magic"),
    ],
)
def test_a_panel_without_room_or_with_a_wrong_switch_is_refused_and_the_key_is_named(more: str, named: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        screen_with(more)
    assert named in refused.value.told_in("en")


@pytest.mark.parametrize(
    ("more", "power"),
    [
        ("", NoPower()),
        ("power = {driver = 'none'}\n", NoPower()),
        ("power = {driver = 'cec'}\n", CecPower(device="/dev/cec0")),
        ("power = {driver = 'cec', device = '/dev/cec1'}\n", CecPower(device="/dev/cec1")),
        ("power = {driver = 'gpio', pin = 17, active_high = false}\n", RelayPower(pin=17, active_high=False)),
    ],
)
def test_the_switch_of_the_panel_is_read(more: str, power: Power) -> None:
    assert screen_with(more).power == power
