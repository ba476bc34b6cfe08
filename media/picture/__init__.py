"""Still pictures: foreign files opened safely, fitted to a board, encoded for the way."""

from media.picture.encoding import encode_jpeg, encode_png, encode_webp
from media.picture.fitting import fit
from media.picture.opening import open_picture

__all__ = ["encode_jpeg", "encode_png", "encode_webp", "fit", "open_picture"]
