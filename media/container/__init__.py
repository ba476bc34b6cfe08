"""Opening foreign audio and video files safely: known formats only, local bytes only, one kind of error."""

from media.container.opening import FORMATS, OPTIONS, damaged, foreign_errors, open_container

__all__ = ["FORMATS", "OPTIONS", "damaged", "foreign_errors", "open_container"]
