"""Material made by code, so that the project can be shown and tested without anyone's pictures."""

from media.specimen.clip import make_clip
from media.specimen.photo import make_photo

__all__ = ["make_clip", "make_photo"]
