"""Material made by code, so that the project can be shown and tested without anyone's pictures."""

from media.specimen.card import card, make_card, make_turned_card
from media.specimen.clip import make_clip
from media.specimen.photo import make_photo

__all__ = ["card", "make_card", "make_clip", "make_photo", "make_turned_card"]
