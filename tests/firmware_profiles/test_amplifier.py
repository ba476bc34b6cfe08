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
