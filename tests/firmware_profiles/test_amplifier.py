"""How a model's amplifier is switched, as its file says it."""

from __future__ import annotations

import pytest

from firmware_profiles import Amplifier, AmplifierRelay, SelfSwitched, SoundProfile, read_profile
from protocol.errors import InvalidInput

SOUND = 'name = "a-horn"\ntitle_vi = "Loa"\ntitle_en = "Horn"\n[sound]\namplifier_warm_up_ms = 500\n'


def sound_with(amplifier: str) -> SoundProfile:
    sound = read_profile((SOUND + amplifier).encode(), "a-horn").sound
    assert sound
    return sound


@pytest.mark.parametrize(
    ("lines", "amplifier"),
    [
        ("", SelfSwitched(hold_s=10)),
        ("[sound.amplifier]\ndriver = 'none'\nhold_s = 2.5\n", SelfSwitched(hold_s=2.5)),
        ("[sound.amplifier]\ndriver = 'gpio'\npin = 27\n", AmplifierRelay(pin=27, active_high=True, hold_s=10)),
        (
            "[sound.amplifier]\ndriver = 'gpio'\npin = 5\nactive_high = false\nhold_s = 30\n",
            AmplifierRelay(pin=5, active_high=False, hold_s=30),
        ),
    ],
)
def test_the_switch_of_the_amplifier_is_read(lines: str, amplifier: Amplifier) -> None:
    assert sound_with(lines).amplifier == amplifier


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("driver = 'gpio'", "pin"),
        ("driver = 'gpio'\npin = 64", "pin"),
        ("driver = 'magic'", "magic"),
        ("driver = 'none'\npin = 4", "pin"),
        ("driver = 'none'\nhold_s = 0", "hold_s"),
        ("driver = 'none'\nhold_s = 601", "hold_s"),
    ],
)
def test_a_wrong_switch_is_refused_and_the_key_is_named(line: str, named: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        sound_with(f"[sound.amplifier]\n{line}\n")
    assert named in refused.value.told_in("en")


def test_an_output_named_twice_is_refused() -> None:
    assert sound_with("outputs = ['nha', 'san']\n").outputs == ("nha", "san")
    with pytest.raises(InvalidInput, match="outputs"):
        sound_with("outputs = ['nha', 'nha']\n")


def test_inputs_have_names_and_the_first_is_the_default() -> None:
    sound = sound_with("[sound.inputs]\nphong-thu = 'hw:CARD=Mixer'\nnha-van-hoa = 'hw:CARD=Hall'\n")
    assert sound.input_names == ("phong-thu", "nha-van-hoa", "default")
    assert [sound.input_device(name) for name in sound.input_names] == [
        "hw:CARD=Mixer",
        "hw:CARD=Hall",
        "hw:CARD=Mixer",
    ]
    assert sound.input_device("san-chung") is None
    assert (sound_with("").input_names, sound_with("").input_device("default")) == ((), None)
    named = sound_with("[sound.inputs]\nphong-thu = 'a'\ndefault = 'b'\n")
    assert (named.input_names, named.input_device("default")) == (("phong-thu", "default"), "b")


@pytest.mark.parametrize("inputs", ["'Phòng thu' = 'hw:0'", "phong-thu = ''", "phong-thu = 3"])
def test_what_is_no_input_is_refused(inputs: str) -> None:
    with pytest.raises(InvalidInput, match="inputs"):
        sound_with(f"[sound.inputs]\n{inputs}\n")
