"""Pictures compared as eyes do: what anyone would see is found, what nobody could see is let pass.

Golden pictures are kept small. ``RAO_GOLDEN=write pytest tests/media/board/test_golden.py`` draws them anew; look at
each before committing it.
"""

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

GOLDEN = Path(__file__).parent / "golden"
KEPT_PX = 320
"""The longer side of a golden picture."""
BLOCK_PX = 8
MOST_MEAN = 1.5
"""Of 255, over the whole picture: another version of the font engine shades edges a little otherwise."""
MOST_BLOCK = 14.0
"""Of 255, over one block: a letter more or less is three times that."""


def unlikeness(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean difference of the whole and of the worst block of two pictures of one size, in the worst colour."""
    difference = np.abs(np.asarray(one.convert("RGB"), float) - np.asarray(other.convert("RGB"), float))
    blocks = _blocks(np.asarray(one.convert("RGB"), float) - np.asarray(other.convert("RGB"), float))
    return float(difference.mean()), float(np.abs(blocks).max())


def are_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether nobody would see a difference; pictures of different sizes are not alike."""
    if one.size != other.size:
        return False
    mean, block = unlikeness(one, other)
    return mean <= MOST_MEAN and block <= MOST_BLOCK


def kept(picture: Image.Image) -> Image.Image:
    """``picture`` at the size at which it is kept."""
    scale = min(1.0, KEPT_PX / max(picture.size))
    return picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)


def assert_golden(picture: Image.Image, name: str, folder: Path = GOLDEN) -> None:
    """Compare ``picture`` with the golden one of that name, or keep it as such when asked to."""
    path, small = folder / f"{name}.webp", kept(picture)
    if os.environ.get("RAO_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        small.save(path, lossless=True, method=6)
    with Image.open(path) as golden:
        assert are_alike(small, golden), f"{name}: {unlikeness(small, golden)}; see {path}"


def _blocks(field: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The mean of each block, colours apart; a rest narrower than a block is left to the whole's mean."""
    down, across = (max(1, length // BLOCK_PX) for length in field.shape[:2])
    height, width = field.shape[0] // down, field.shape[1] // across
    whole = field[: down * height, : across * width]
    blocks: npt.NDArray[np.float64] = whole.reshape(down, height, across, width, 3).mean(axis=(1, 3))
    return blocks
