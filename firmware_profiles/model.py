"""The shape of a hardware model. Each field is a key of the same name in the TOML file."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

Pixels = Annotated[int, Meta(ge=64, le=8192)]
Percent = Annotated[int, Meta(ge=0, le=100)]
ProfileName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{2,63}$")]


class Shown(NamedTuple):
    """The picture as people see it (after rotation); the four numbers of ``media.text.Geometry``, in its order."""

    width_px: int
    height_px: int
    pixel_pitch_mm: float
    viewing_distance_m: float


class ScreenProfile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The panel. ``width_px`` and ``height_px`` are the panel's own; the picture is turned by ``rotation_deg``."""

    width_px: Pixels
    height_px: Pixels
    pixel_pitch_mm: Annotated[float, Meta(gt=0, le=50)]
    """From the middle of one pixel to the middle of the next."""
    viewing_distance_m: Annotated[float, Meta(gt=0, le=200)]
    """From where the farthest reader must still read it; the least size of letters follows from it."""
    rotation_deg: Literal[0, 90, 180, 270] = 0
    """Clockwise, from the panel's own top to the top of what is shown."""
    fps: Annotated[int, Meta(ge=1, le=60)] = 30
    """The most pictures a second that the ticker and clips are drawn at."""
    sdl_env: dict[str, str] = {}
    """Hints set in the environment before SDL starts, unless the environment already has them."""

    @property
    def shown(self) -> Shown:
        """The picture after rotation."""
        upright = self.rotation_deg in (0, 180)
        width, height = (self.width_px, self.height_px) if upright else (self.height_px, self.width_px)
        return Shown(width, height, self.pixel_pitch_mm, self.viewing_distance_m)


class SoundProfile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The amplifier and what hangs on it."""

    outputs: Annotated[tuple[str, ...], Meta(min_length=1)] = ("default",)
    """Names of sound devices, one a zone; ``default`` is the system's own."""
    max_volume_percent: Percent = 100
    """A desired volume above this is played at this."""
    amplifier_warm_up_ms: Annotated[int, Meta(ge=0, le=10_000)] = 0
    """Silence sent first, so that an amplifier that sleeps does not swallow the first word."""
    voice: str = "espeak-ng vi"
    """The device's own voice, for what has no speech made beforehand."""


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One hardware model."""

    name: ProfileName
    """The name of its file too."""
    title_vi: str
    title_en: str
    screen: ScreenProfile | None = None
    sound: SoundProfile | None = None

    @property
    def geometry(self) -> Shown | None:
        """The shown picture's numbers; None for a model without a screen."""
        return self.screen.shown if self.screen else None
