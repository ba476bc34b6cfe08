"""A morning in the hills of Bình Phước, drawn by rule: sky, sun, clouds, ranges in haze, terraces with water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from media.specimen.noise import Field, field, ridge

SEED = 20_250_701
_SUN = (0.66, 0.33)
"""Where, as shares of width and height."""
_SUN_RADIUS = 0.042
_ZENITH, _MIDDLE, _HORIZON = (58, 96, 148), (206, 178, 172), (255, 204, 138)
_SUNLIGHT = (255, 236, 190)
_HAZE = (214, 184, 176)
_NEAR = (22, 52, 40)


@dataclass(frozen=True, slots=True)
class Layer:
    """Something at one distance: an RGBA picture wider than the view, and how far it glides in the whole clip."""

    picture: Image.Image
    glide_px: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The view, farthest first."""

    sky: Image.Image
    layers: tuple[Layer, ...]

    def seen(self, moved: float) -> Image.Image:
        """The view after ``moved`` (0 to 1) of the glide, as RGB."""
        view = self.sky.copy()
        for layer in self.layers:
            left = round(moved * layer.glide_px)
            part = layer.picture.crop((left, 0, left + view.width, view.height))
            view.paste(part, (0, 0), part)
        return view


def scene(width_px: int, height_px: int) -> Scene:
    """The whole scene for a view of this size."""
    rng = np.random.default_rng(SEED)
    distances = (0.0, 0.28, 0.55, 0.8)
    ranges = [_hills(rng, width_px, height_px, distance) for distance in distances]
    layers = (_clouds(rng, width_px, height_px), *ranges, _terraces(rng, width_px, height_px))
    return Scene(_sky(width_px, height_px), layers)


def _sky(width_px: int, height_px: int) -> Image.Image:
    down = np.linspace(0, 1, height_px, dtype=np.float32)[:, None]
    stops = np.array([_ZENITH, _MIDDLE, _HORIZON, _HORIZON], dtype=np.float32)
    column = np.stack([np.interp(down[:, 0], (0, 0.34, 0.52, 1), stops[:, band]) for band in range(3)], axis=-1)
    sky = np.repeat(column[:, None, :], width_px, axis=1).astype(np.float32)
    away = _away_from_sun(width_px, height_px)
    glow: Field = np.exp(-((away / 0.22) ** 1.2)) * 0.85
    disc: Field = np.clip((_SUN_RADIUS - away) * 250, 0, 1)
    return _picture(_mixed(sky, _SUNLIGHT, np.maximum(glow, disc)))


def _away_from_sun(width_px: int, height_px: int) -> Field:
    """Distance from the sun in heights of the view."""
    y, x = np.mgrid[0:height_px, 0:width_px].astype(np.float32)
    away: Field = np.hypot((x - _SUN[0] * width_px) / height_px, y / height_px - _SUN[1])
    return away


def _clouds(rng: np.random.Generator, width_px: int, height_px: int) -> Layer:
    glide_px = width_px // 10
    wide = width_px + glide_px
    density = field(rng, wide, height_px, (5, 9), 5)
    down = np.linspace(0, 1, height_px, dtype=np.float32)[:, None]
    veil = np.clip((density - 0.50) * 3.2, 0, 0.75) * np.clip(1.15 - down * 2.2, 0, 1)
    colour = _mixed(np.full((height_px, wide, 3), _HORIZON, np.float32), (255, 246, 236), 1 - down)
    return Layer(_picture(colour, veil), glide_px)


def _hills(rng: np.random.Generator, width_px: int, height_px: int, nearness: float) -> Layer:
    """One range; the nearer, the lower in the view, the rougher and the darker."""
    glide_px = round(width_px * (0.02 + 0.10 * nearness))
    wide = width_px + glide_px
    crest = height_px * (0.40 + 0.24 * nearness + (0.62 - 0.30 * nearness) * (0.5 - ridge(rng, wide, 3 + 3 * nearness)))
    crest -= ridge(rng, wide, 90, 3) * height_px * 0.022 * nearness
    depth = np.arange(height_px, dtype=np.float32)[:, None] - crest
    body = _mixed(np.full((height_px, wide, 3), _HAZE, np.float32), _NEAR, np.float32(0.18 + 0.72 * nearness))
    leaves = (field(rng, wide, height_px, (70, 60), 3) - 0.5) * 46 * nearness
    mist = np.clip(depth / (height_px * 0.20), 0, 1).astype(np.float32) * np.float32(0.7 - 0.35 * nearness)
    body = _mixed(body + leaves[..., None], _HAZE, mist)
    return Layer(_picture(body, np.clip(depth, 0, 1)), glide_px)


def _terraces(rng: np.random.Generator, width_px: int, height_px: int) -> Layer:
    """Rice steps along the slope's contours: a lit rim, then water that holds the sky, then young green."""
    glide_px = round(width_px * 0.16)
    wide = width_px + glide_px
    y, x = np.mgrid[0:height_px, 0:wide].astype(np.float32)
    slope = field(rng, wide, height_px, (3.2, 2.2), 3)
    edge = height_px * (0.73 + 0.09 * (ridge(rng, wide, 3) - 0.5))
    depth = np.clip((y - edge) / height_px, 0, 1)
    step = np.sqrt(depth) * 13 + slope * 5.5
    within = step % 1
    flooded = (np.floor(step) * 7 % 5) < 3
    grass = (field(rng, wide, height_px, (160, 120), 2) - 0.5)[..., None] * 50
    green = np.array((92, 116, 52), np.float32) - depth[..., None] * 70 + grass
    shine = np.clip(1 - np.abs(x / wide - _SUN[0]) * 1.7, 0.15, 1)
    water = _mixed(np.full((height_px, wide, 3), (120, 134, 150), np.float32), (255, 214, 158), shine)
    colour = np.where(flooded[..., None], _mixed(water, (60, 74, 60), np.clip(within - 0.55, 0, 1) * 1.4), green)
    colour = _mixed(colour, (34, 46, 26), np.clip(1 - within * 9, 0, 1) * 0.85)
    return Layer(_picture(colour, np.clip(y - edge, 0, 1)), glide_px)


def _mixed(colours: Field, other: tuple[int, int, int], share: Field | np.float32) -> Field:
    """``colours`` with a share (0 to 1, a field or one number) of another colour."""
    weight = np.asarray(share, dtype=np.float32)[..., None]
    mixed: Field = colours * (1 - weight) + np.array(other, dtype=np.float32) * weight
    return mixed


def _picture(colours: Field, cover: Field | None = None) -> Image.Image:
    """RGB, or with ``cover`` (0 to 1) RGBA."""
    bands = np.clip(colours, 0, 255)
    if cover is not None:
        bands = np.concatenate([bands, np.clip(cover, 0, 1)[..., None] * 255], axis=-1)
    return Image.fromarray(bands.astype(np.uint8))
