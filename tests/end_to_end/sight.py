"""Telling which picture a board shows."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

SMALL = (320, 192)
ALIKE = 6.0
"""Mean difference of two pictures, of 255, under which an eye calls them the same."""


def snapshot(page: Page, device_id: str) -> Image.Image:
    """The latest picture the panel has of a device."""
    address = page.url.split("/", 3)
    answer = page.request.get(f"{address[0]}//{address[2]}/devices/{device_id}/snapshot")
    assert answer.ok, answer.status
    return Image.open(io.BytesIO(answer.body())).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean absolute difference, 0 to 255, both scaled to one small size."""
    return float(np.abs(_small(one) - _small(other)).mean())


def _small(image: Image.Image) -> NDArray[np.float64]:
    return np.asarray(image.resize(SMALL, Image.Resampling.BOX), dtype=np.float64)


def part_of(frame: Image.Image, box: tuple[float, float, float, float], width_px: int) -> Image.Image:
    """The part of a scaled-down ``frame`` that is ``box`` (left, top, right, bottom) of the board's own pixels."""
    scale = frame.width / width_px
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return frame.crop((left, top, right, bottom))
