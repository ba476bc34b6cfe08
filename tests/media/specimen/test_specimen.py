"""The made material looks and sounds like what people bring, and is the same on every run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from media.sound import duration_of, rms_dbfs
from media.sound.decode import decode_all
from media.sound.loudness import loudness
from media.specimen import make_clip, make_photo
from media.specimen.melody import melody
from media.specimen.scene import scene
from media.video import frames, probe


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photo") / "photo.jpg"
    make_photo(path, 640, 360)
    return path


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    make_clip(path, duration_ms=2_000, width_px=320, height_px=180)
    return path


def test_the_photo_has_the_colours_and_the_grain_of_a_photo(photo: Path) -> None:
    with Image.open(photo) as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
        assert (image.format, image.size) == ("JPEG", (640, 360))
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 20_000
    sky, field = pixels[10:40].mean(axis=(0, 1)), pixels[-30:].mean(axis=(0, 1))
    assert sky[2] > sky[0]
    assert field[1] > field[2]
    assert pixels.std() > 30


def test_the_sun_is_the_brightest_thing(photo: Path) -> None:
    with Image.open(photo) as image:
        grey = np.asarray(image.convert("L").resize((64, 36)))
    row, column = np.unravel_index(int(grey.argmax()), grey.shape)
    assert (column / 64, row / 36) == pytest.approx((0.66, 0.33), abs=0.08)


def test_the_photo_is_the_same_on_every_run(photo: Path, tmp_path: Path) -> None:
    make_photo(tmp_path / "again.jpg", 640, 360)
    assert (tmp_path / "again.jpg").read_bytes() == photo.read_bytes()


def test_the_scene_glides(photo: Path) -> None:
    view = scene(160, 90)
    assert view.seen(0.0).tobytes() != view.seen(0.5).tobytes()
    assert view.seen(0.5).tobytes() == view.seen(0.5).tobytes()


def test_the_clip_is_a_clip_with_motion_and_sound(clip: Path) -> None:
    facts = probe(clip)
    assert (facts.duration_ms, facts.width_px, facts.height_px, facts.has_sound) == (2_000, 320, 180, True)
    assert len({pixels for _, pixels in frames(clip)}) == 50
    assert duration_of(decode_all(clip)) == pytest.approx(2_000, abs=60)
    assert -40 < rms_dbfs(decode_all(clip)) < -10


def test_the_clip_is_the_same_on_every_run(clip: Path, tmp_path: Path) -> None:
    make_clip(tmp_path / "again.mp4", duration_ms=2_000, width_px=320, height_px=180)
    assert (tmp_path / "again.mp4").read_bytes() == clip.read_bytes()


def test_the_melody_is_pleasant_to_meters() -> None:
    tune = melody(8_000)
    measured = loudness(tune)
    assert duration_of(tune) == 8_000
    assert -30 < measured.integrated_lufs < -14
    assert measured.true_peak_db < -1
    assert rms_dbfs(tune[:480]) < -40
