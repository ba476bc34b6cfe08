"""What the speaker tells of a station reaches the heartbeat and the log."""

from __future__ import annotations

from agent.player.ports import Flawed, Mended
from agent.run.witness_stand import WitnessStand
from protocol.ids import EpochMs
from protocol.programme_types import PlayItem
from tests.agent.run.parts import Parts
from tests.protocol.makers import audio


def test_a_lost_station_is_named_until_it_is_back(parts: Parts) -> None:
    stand = WitnessStand(parts.journal, lambda: None)
    relayed = PlayItem(audio("dai", 60_000), "sang", None, EpochMs(0))
    stand.heard(Flawed("sound", relayed, EpochMs(1), "station-lost", "http://r: gone", lasts=True))
    assert parts.journal.faults.present() == ("sound-station-lost",)
    stand.heard(Mended("sound", relayed, EpochMs(9), "station-lost", "station-back", "http://r"))
    assert parts.journal.faults.present() == ()
    assert parts.faults() == ["sound-station-lost", "sound-station-back"]
