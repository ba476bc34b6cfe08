"""Clips: looked into and made ready in confined child processes, then shown frame by frame."""

from media.video.facts import VideoFacts
from media.video.flash_meter import MOST_FLASHES_PER_S
from media.video.flashes import flashes
from media.video.frames import frames, picture_at
from media.video.probe import probe
from media.video.transcode import transcode

__all__ = ["MOST_FLASHES_PER_S", "VideoFacts", "flashes", "frames", "picture_at", "probe", "transcode"]
