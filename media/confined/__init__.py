"""Work on foreign files in child processes that can do no harm: what breaks a decoder breaks only its child."""

from media.confined.answers import Block, Picture, Refused, tell, tell_block, tell_picture
from media.confined.child import Errand, answers_of, blocks_of, pictures_of
from media.confined.limits import ChildLimits, confine

__all__ = [
    "Block",
    "ChildLimits",
    "Errand",
    "Picture",
    "Refused",
    "answers_of",
    "blocks_of",
    "confine",
    "pictures_of",
    "tell",
    "tell_block",
    "tell_picture",
]
