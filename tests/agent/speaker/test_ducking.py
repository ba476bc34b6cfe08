"""An announcement over music by the whole speaker in real time, measured in its recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Event, Finished, Rendering, SoundScene
from agent.speaker.player import SpeakerPlayer
from firmware_profiles import Profile, SoundProfile
from media.sound import RATE_HZ, count_of
from protocol.programme_types import PlayItem
from protocol.timers import DUCK_DB, DUCK_DOWN_S, DUCK_UP_S
from tests.agent.speaker.material import Blobs, Hum, audio, sine
from tests.agent.speaker.test_interrupts import envelope, ramp_s
from tests.agent.speaker.test_levels import now_ms
from tests.agent.speaker.test_recording import read
from tests.servers.waiting import wait_for

MUSIC_HZ, SPEECH_HZ = 440.0, 2_000.0


def test_in_the_recording_the_music_goes_down_by_15_db_and_up_again_and_never_stops(tmp_path: Path) -> None:
    profile = Profile(name="a-horn", title_vi="Loa", title_en="Horn", sound=SoundProfile())
    blobs, events, path = Blobs(tmp_path), list[Event](), tmp_path / "sound.wav"
    player = SpeakerPlayer(profile, blobs, events.append, now_ms, recording=path, own_voice=Hum())

    def recorded(milliseconds: int) -> None:
        until = len(read(path)) + count_of(milliseconds)
        wait_for(lambda: len(read(path)) >= until, f"{milliseconds} ms more")

    def begun(play: PlayItem) -> bool:
        return any(isinstance(one, Rendering) and one.of == play for one in events)

    player.start()
    music = audio(blobs, sine(MUSIC_HZ, 60_000, 0.4), now_ms(), "music")
    player.present(SoundScene(now_ms(), music, 100, 100))
    wait_for(lambda: begun(music), "the music")
    recorded(600)
    said = audio(blobs, sine(SPEECH_HZ, 2_000, 0.3), now_ms(), "said")
    player.present(SoundScene(now_ms(), said, 100, 100, upcoming=music, under=music))
    wait_for(lambda: begun(said), "the announcement")
    wait_for(lambda: now_ms() >= said.began_at_ms + 2_000, "its planned end")
    player.present(SoundScene(now_ms(), music, 100, 100))
    wait_for(lambda: any(isinstance(one, Finished) for one in events), "its last sample")
    recorded(2_000)
    player.stop()
    heard = read(path)
    begin = int(np.argmax(np.abs(heard) > 0.2))
    levels = envelope(heard[begin + RATE_HZ // 10 :], MUSIC_HZ)[:-12]
    lowest = int(np.argmin(levels))
    assert 20 * np.log10(levels.min() / 0.4) == pytest.approx(-DUCK_DB, abs=0.5)
    assert ramp_s(levels[:lowest]) == pytest.approx(DUCK_DOWN_S, abs=0.06)
    assert ramp_s(levels[lowest:]) == pytest.approx(DUCK_UP_S, abs=0.06)
    assert np.median(levels[-6:]) == pytest.approx(0.4, rel=0.02)
    ends = [(one.of, one.lasted_ms, one.cut_by) for one in events if isinstance(one, Finished)]
    assert ends[0] == (said, pytest.approx(2_000, abs=30), "")
    assert [one[0] for one in ends] == [said, music], "the music is one showing from begin to end"
