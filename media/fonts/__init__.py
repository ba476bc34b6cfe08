"""The fonts Rao brings along, so that every board and every test draws the same pixels.

Be Vietnam Pro for Vietnamese, Noto Sans for the letters it lacks (S'tiêng has ŏ, ŭ, ĭ), Noto Sans Khmer for Khmer.
All under the SIL Open Font License 1.1, whose texts stand beside them in ``files/``.
"""

from media.fonts.catalogue import FAMILIES, Family, family_for
from media.fonts.faces import Weight, face

__all__ = ["FAMILIES", "Family", "Weight", "face", "family_for"]
