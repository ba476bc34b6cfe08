"""Clips as other programs make them, and worse ones, by Debian's ffmpeg."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

SECONDS = 1
FRAMES_PER_S = 25
PICTURES = f"testsrc2=s=160x90:r={FRAMES_PER_S}:d={SECONDS}"
SOUND = f"sine=f=440:r=48000:d={SECONDS}"
H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p"
X265 = "-c:v libx265 -preset ultrafast -x265-params log-level=none"
VP9 = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"
AV1 = "-c:v libsvtav1 -preset 12"

SILENT = f"-f lavfi -i {PICTURES}"
SOUNDING = f"{SILENT} -f lavfi -i {SOUND}"

ORDINARY = {
    "h264 aac.mp4": f"{SOUNDING} {H264} -c:a aac",
    "h264 silent.mp4": f"{SILENT} {H264}",
    "h264 in pieces.mp4": f"{SOUNDING} {H264} -c:a aac -movflags frag_keyframe+empty_moov",
    "h264 opus.mkv": f"{SOUNDING} {H264} -c:a libopus",
    "hevc aac.mp4": f"{SOUNDING} {X265} -tag:v hvc1 -c:a aac",
    "hevc silent.mkv": f"{SILENT} {X265}",
    "vp9 opus.webm": f"{SOUNDING} {VP9} -c:a libopus",
    "vp9 silent.mkv": f"{SILENT} {VP9}",
    "vp8 vorbis.webm": f"{SOUNDING} -c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis",
    "av1 opus.webm": f"{SOUNDING} {AV1} -c:a libopus",
    "av1 aac.mp4": f"{SOUNDING} {AV1} -c:a aac",
    "theora vorbis.ogv": f"{SOUNDING} -c:v libtheora -c:a libvorbis",
    "mpeg2 mp2.mpg": f"{SOUNDING} -c:v mpeg2video -c:a mp2",
    "mpeg4 mp3.avi": f"{SOUNDING} -c:v mpeg4 -c:a libmp3lame",
    "flv1 mp3.flv": f"{SOUNDING} -c:v flv -ar 44100 -c:a libmp3lame",
    "mjpeg.avi": f"{SILENT} -c:v mjpeg -pix_fmt yuvj420p",
    "mjpeg.mp4": f"{SILENT} -c:v mjpeg -pix_fmt yuvj420p",
    "prores.mov": f"{SILENT} -c:v prores_ks",
}
"""Name and how it is made: one second of 25 frames a second."""

ODD = {
    "ten bit.mp4": f"{SILENT} -c:v libx264 -preset ultrafast -pix_fmt yuv420p10le",
    "ten bit hevc.mp4": f"{SILENT} {X265} -pix_fmt yuv420p10le",
    "full range.mp4": f"{SILENT} -vf scale=out_range=full -c:v libx264 -preset ultrafast -pix_fmt yuvj420p",
    "bt709.mp4": f"{SILENT} -vf scale=out_color_matrix=bt709 -colorspace bt709 {H264}",
    "odd 444.mp4": f"{SILENT} -vf scale=641:383 -c:v libx264 -preset ultrafast -pix_fmt yuv444p",
    "odd 420.webm": f"{SILENT} -vf scale=641:383,format=yuv420p {VP9}",
    "anamorphic.mp4": f"{SILENT} -vf setsar=4/3 {H264}",
    "slender pixels.mp4": f"{SILENT} -vf setsar=1/4 {H264}",
    "240 a second.mp4": f"-f lavfi -i testsrc2=s=160x90:r=240:d=1 {H264}",
    "one a second.mp4": f"-f lavfi -i testsrc2=s=160x90:r=1:d=3 {H264}",
    "one frame.mp4": f"{SILENT} -frames:v 1 {H264}",
    "uneven.mkv": f"{SILENT} -vf setpts='if(lt(N,10),N/25,0.4+(N-10)/5)/TB' -vsync vfr {H264}",
    "thinned.mp4": f"{SILENT} -vf select='not(mod(n,3))+lt(n,10)' -vsync vfr {H264}",
    "long sound.mp4": f"{SILENT} -f lavfi -i sine=d=3 {H264} -c:a aac",
    "short sound.mp4": f"{SILENT} -f lavfi -i sine=d=0.2 {H264} -c:a aac",
    "six channels.mp4": f"{SILENT} -f lavfi -i aevalsrc=0|0|0|0|0|0:d=1 {H264} -c:a aac",
    "a day late.ts": f"{SILENT} {H264} -output_ts_offset 86400",
    "eleven days late.mkv": f"{SILENT} {H264} -output_ts_offset 1000000",
    "before its time.mp4": f"{SILENT} {H264} -output_ts_offset -0.2 -avoid_negative_ts disabled",
    "without index.mkv": f"{SILENT} {H264} -f matroska -live 1",
    "no keyframes.mkv": f"{SILENT} {H264} -x264-params keyint=300:intra-refresh=1",
    "16k wide.mp4": f"-f lavfi -i testsrc2=s=16384x32:r=5:d=1 {H264}",
    "8k tall.avi": "-f lavfi -i testsrc2=s=32x8192:r=5:d=1 -c:v mjpeg -pix_fmt yuvj420p",
}


def made(path: Path, how: str) -> Path:
    """The clip, or the test is skipped."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("Debian package ffmpeg is not installed")
    command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *how.split(), str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return path


def with_count(content: bytes, box: bytes, at: int, count: int) -> bytes:
    """An MP4 whose first ``box`` claims another number ``at`` bytes behind its name."""
    first = content.index(box) + 4 + at
    return content[:first] + struct.pack(">I", count) + content[first + 4 :]
