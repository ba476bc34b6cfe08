"""An item is louder or softer than the volume of its board, under the ceiling of the profile; an alert is not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.player.ports import SoundScene
from agent.speaker.gain import decibels_of_percent, item_gain_db
from agent.speaker.sounding import Making
from agent.speaker.sounds import opener_of
from firmware_profiles import SoundProfile
from media.sound import rms_dbfs
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.manifest import AudioItem, BulletinItem, Item, Rendition, StreamItem, VideoItem
from protocol.programme_types import PlayAlert, PlayItem
from tests.agent.speaker.material import MORNING_MS, Blobs, Hum, Pole, alert, audio, scene, sine, speech
from tests.protocol.makers import picture

SINE_DBFS = -9.03
"""Of a sine of half the full amplitude."""


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


def kinds(blobs: Blobs, gain_db: float) -> dict[str, PlayItem]:
    """An item of each kind that sounds, all with the same 2 s of tone."""
    tone = sine(440, 2_000)
    blob, said = blobs.keep(tone), speech(blobs, tone)
    rendition = Rendition(width_px=640, height_px=384, blob=blob)
    items: dict[str, Item] = {
        "audio": AudioItem(id="a", title="a", duration_ms=2_000, blob=blob, gain_db=gain_db),
        "bulletin": BulletinItem(id="b", title="b", speech=(said,), gain_db=gain_db),
        "video": VideoItem(
            id="v", title="v", duration_ms=2_000, has_sound=True, renditions=(rendition,), gain_db=gain_db
        ),
    }
    return {
        name: PlayItem(item, "slot", said if name == "bulletin" else None, MORNING_MS) for name, item in items.items()
    }


def pole(blobs: Blobs, ceiling_percent: int = 100) -> Pole:
    profile = SoundProfile(max_volume_percent=ceiling_percent)
    return Pole(lambda play, new: opener_of(play, new, blobs, Hum()), profile)


def level_dbfs(blobs: Blobs, play: PlayItem | PlayAlert, volume: int, ceiling_percent: int = 100) -> float:
    heard = pole(blobs, ceiling_percent)
    heard.take(scene(play, volume=volume))
    heard.hear(200)
    return rms_dbfs(heard.hear(1_000))


@pytest.mark.parametrize("kind", ["audio", "bulletin", "video"])
@pytest.mark.parametrize(("gain_db", "volume"), [(-30.0, 100), (-6.0, 100), (-6.0, 50), (0.0, 50), (6.0, 50)])
def test_it_is_added_to_the_volume_in_force(blobs: Blobs, kind: str, gain_db: float, volume: int) -> None:
    expected_dbfs = SINE_DBFS + decibels_of_percent(volume) + gain_db
    assert level_dbfs(blobs, kinds(blobs, gain_db)[kind], volume) == pytest.approx(expected_dbfs, abs=0.1)


@pytest.mark.parametrize("ceiling_percent", [100, 80, 50])
def test_it_never_lifts_an_item_over_the_ceiling_of_the_profile(blobs: Blobs, ceiling_percent: int) -> None:
    loudest_dbfs = SINE_DBFS + decibels_of_percent(ceiling_percent)
    for volume in (ceiling_percent, 100):
        found = level_dbfs(blobs, kinds(blobs, 6.0)["audio"], volume, ceiling_percent)
        assert found == pytest.approx(loudest_dbfs, abs=0.1)


def test_a_volume_of_nothing_stays_silence(blobs: Blobs) -> None:
    silent = pole(blobs)
    silent.take(scene(kinds(blobs, 6.0)["audio"], volume=0))
    assert not silent.hear(500).any()


def test_what_follows_has_its_own_gain_from_its_first_sample(blobs: Blobs) -> None:
    first = audio(blobs, sine(440, 1_000), name="first")
    plain = audio(blobs, sine(440, 1_000), MORNING_MS + 1_000, name="second")
    softer = PlayItem(msgspec.structs.replace(plain.item, gain_db=-12.0), plain.slot_id, None, plain.began_at_ms)
    both = pole(blobs)
    both.take(scene(first, upcoming=softer))
    both.hear(1_000)
    both.take(scene(softer, MORNING_MS + 1_000))
    assert rms_dbfs(both.hear(100)) == pytest.approx(SINE_DBFS - 12.0, abs=0.2)


@given(
    gain_db=st.floats(LIMITS.gain_db_least, LIMITS.gain_db_most),
    volume=st.integers(0, 100),
    emergency=st.integers(0, 100),
    ceiling=st.integers(0, 100),
)
def test_no_setting_drives_a_loudspeaker_over_its_ceiling(
    gain_db: float, volume: int, emergency: int, ceiling: int
) -> None:
    station = StreamItem(id="s", title="s", duration_ms=1, url="http://radio.example.vn/", gain_db=gain_db)
    made = Making(
        lambda play, new: lambda: iter(()),
        SoundProfile(max_volume_percent=ceiling),
        begun=lambda voice: None,
        ended=lambda voice: None,
        steady_s_of=lambda at_ms: at_ms / 1000,
    )
    wanted = SoundScene(EpochMs(0), None, volume, emergency)
    item_db = made.gain_db(PlayItem(station, "slot", None, EpochMs(0)), wanted)
    alert_db = made.gain_db(PlayAlert(alert(), 1, EpochMs(0)), wanted)
    assert max(item_db, alert_db) <= decibels_of_percent(ceiling)
    assert item_db == min(decibels_of_percent(volume) + gain_db, decibels_of_percent(ceiling))
    assert alert_db == min(decibels_of_percent(emergency), decibels_of_percent(ceiling))


def test_what_makes_no_sound_has_none() -> None:
    assert item_gain_db(picture("photo", 5_000)) == 0.0
