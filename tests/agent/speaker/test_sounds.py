from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.speaker.ahead import Ahead
from agent.speaker.own_voice import EspeakVoice
from agent.speaker.sounds import opener_of
from media.sound import RATE_HZ, Samples, joined, rms_dbfs
from media.speech.voice import NotAvailable
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.manifest import BulletinItem, PictureItem, Rendition, VideoItem
from protocol.programme_types import PlayItem
from tests.agent.speaker.material import MORNING_MS, Blobs, Hum, amplitude_at, scene, sine, speech


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


def heard(play: PlayItem, blobs: Blobs, at_ms: int = MORNING_MS) -> Samples:
    return np.concatenate(list(opener_of(play, scene(play, at_ms), blobs, Hum())(Ahead())))


def test_of_a_bulletin_the_speech_that_the_programme_chose_is_said(blobs: Blobs) -> None:
    both = (speech(blobs, sine(300, 500)), speech(blobs, sine(900, 500), "en"))
    content = BulletinItem(id="ban-tin", title="Bản tin", speech=both)
    samples = heard(PlayItem(content, "sang", both[1], MORNING_MS), blobs)
    assert amplitude_at(samples, 900) > 0.4 and amplitude_at(samples, 300) < 0.01


def test_of_a_clip_the_rendition_that_is_here_sounds(blobs: Blobs) -> None:
    here = blobs.keep(sine(300, 500))
    gone = blobs.keep(sine(900, 500))
    (blobs.folder / gone.sha256).unlink()
    renditions = tuple(Rendition(width_px=640, height_px=384, blob=blob) for blob in (gone, here))
    clip = VideoItem(id="clip", title="Clip", duration_ms=500, has_sound=True, renditions=renditions)
    assert amplitude_at(heard(PlayItem(clip, "sang", None, MORNING_MS), blobs), 300) > 0.4


def test_it_starts_where_it_would_be_and_never_before_its_beginning(blobs: Blobs) -> None:
    said = speech(blobs, sine(300, 2_000))
    content = BulletinItem(id="ban-tin", title="Bản tin", speech=(said,))
    play = PlayItem(content, "sang", said, MORNING_MS)
    assert len(heard(play, blobs, MORNING_MS + 1_500)) == pytest.approx(RATE_HZ // 2, abs=RATE_HZ // 100)
    assert len(heard(play, blobs, MORNING_MS - 1_500)) == 2 * RATE_HZ


def test_what_has_no_sound_is_missing(blobs: Blobs) -> None:
    content = PictureItem(id="anh", title="Ảnh", duration_ms=1_000, renditions=())
    with pytest.raises(NotFound, match="is not here"):
        heard(PlayItem(content, "sang", None, EpochMs(MORNING_MS)), blobs)


def test_the_devices_own_voice_speaks_vietnamese_and_refuses_what_it_cannot_speak() -> None:
    said = joined(EspeakVoice().say("Nước suối lên nhanh.", "vi-VN"))
    assert len(said) > RATE_HZ // 2 and rms_dbfs(said) > -35
    with pytest.raises(NotAvailable):
        EspeakVoice().say("x", "km")
