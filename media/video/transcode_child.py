"""Run as a program by :mod:`media.video.transcode`: decodes, fits and encodes one clip."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame

from media.confined import Refused, confine, tell
from media.container import open_container
from media.sound.decode import decode
from media.sound.frames import frames_of_chunks
from media.sound.loudness import loudness_of
from media.sound.normalise import gain_to_target_db
from media.video.answers import Finished, Progress
from media.video.facts import MOST_DURATION_MS, start_s, video_of
from media.video.fitting import Fitting
from media.video.probe_child import examined
from media.video.writing import Writer
from protocol.errors import InvalidMedia

_PROGRESS_STEP = 0.02
MOST_GAIN_DB = 20.0
"""Beyond it, what a camera took for silence would be heard as noise."""


def transcoded(path: Path, out: Path, width_px: int, height_px: int) -> float:
    """Do all of it, after the look of :mod:`media.video.probe`; progress is told in steps.

    Returns the flashes in the worst second of what was written.
    """
    examined(path)
    with open_container(path) as container:
        stream = video_of(container)
        stream.thread_type = "AUTO"
        fitting = Fitting(stream, width_px // 2 * 2, height_px // 2 * 2, start_s(container))
        with Writer.open(out, fitting, gain_db=_gain_db(path, container)) as writer:
            for frame in _with_progress(container, _frames(container)):
                writer.write(frame)
        return writer.watch.worst_per_s


def _gain_db(path: Path, container: InputContainer) -> float | None:
    """What brings the clip's sound to the house loudness; None where it has no sound."""
    if not container.streams.audio:
        return None
    measured = loudness_of(frames_of_chunks(decode(path)))
    return min(gain_to_target_db(measured), MOST_GAIN_DB)


def _frames(container: InputContainer) -> Iterator[VideoFrame | AudioFrame]:
    """Pictures and sound as they lie in the file, up to the longest clip we take."""
    streams = [video_of(container), *container.streams.audio[:1]]
    for packet in container.demux(streams):
        for frame in _decoded(packet):
            if frame.time is not None and frame.time * 1000 > MOST_DURATION_MS + start_s(container) * 1000:
                return
            yield frame


def _decoded(packet: Packet) -> list[VideoFrame | AudioFrame]:  # type: ignore[type-arg]
    return [frame for frame in packet.decode() if isinstance(frame, VideoFrame | AudioFrame)]


def _with_progress(
    container: InputContainer, frames: Iterator[VideoFrame | AudioFrame]
) -> Iterator[VideoFrame | AudioFrame]:
    whole_s = (container.duration or 0) / 1_000_000
    told = 0.0
    for frame in frames:
        yield frame
        done = min(1.0, ((frame.time or 0.0) - start_s(container)) / whole_s) if whole_s else 0.0
        if done >= told + _PROGRESS_STEP:
            tell(Progress(told := done))


def main(limits: str, path: Path, out: Path, width_px: int, height_px: int) -> None:
    """Tell progress, then the end or the refusal."""
    confine(limits)
    try:
        tell(Finished(transcoded(path, out, width_px, height_px)))
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
