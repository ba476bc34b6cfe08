"""The shape of a hardware model. Each field is a key of the same name in the TOML file."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from firmware_profiles.amplifier import Amplifier, SelfSwitched
from firmware_profiles.area import Area, largest_free
from firmware_profiles.power import NoPower, Power
from protocol.manifest import InputName

DEFAULT_INPUT = "default"
LEAST_SHOWN_PX = 64
"""Neither side of the picture may be under this."""

Pixels = Annotated[int, Meta(ge=64, le=8192)]
Hidden = Annotated[int, Meta(ge=0, le=4096)]
Percent = Annotated[int, Meta(ge=0, le=100)]
DeviceName = Annotated[str, Meta(min_length=1, max_length=200)]
ProfileName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{2,63}$")]


class Shown(NamedTuple):
    """The picture as people see it (after rotation); the fields of ``media.text.Geometry``, in its order."""

    width_px: int
    height_px: int
    pixel_pitch_mm: float
    viewing_distance_m: float
    read_at_night: bool


class Bezel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many pixels the frame hides at each side of the panel, in the panel's own orientation."""

    left: Hidden = 0
    top: Hidden = 0
    right: Hidden = 0
    bottom: Hidden = 0


class Cutout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rectangle of the panel without LEDs or behind a bar, in pixels from the panel's own upper left corner."""

    x_px: Annotated[int, Meta(ge=0, le=8192)]
    y_px: Annotated[int, Meta(ge=0, le=8192)]
    width_px: Annotated[int, Meta(ge=1, le=8192)]
    height_px: Annotated[int, Meta(ge=1, le=8192)]

    @property
    def area(self) -> Area:
        """The same as a plain rectangle."""
        return Area(self.x_px, self.y_px, self.width_px, self.height_px)


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
    bezel_px: Bezel = Bezel()
    cutouts: Annotated[tuple[Cutout, ...], Meta(max_length=32)] = ()
    read_at_night: bool = False
    """True for LED screens out of doors: letters that shine in the dark must be larger."""
    power: Power = NoPower()
    """What switches the panel when the programme says that the screen is off."""

    def __post_init__(self) -> None:
        """Refuse what leaves no room for a picture; the message names the key."""
        for number, cutout in enumerate(self.cutouts):
            if cutout.area.right_px > self.width_px or cutout.area.bottom_px > self.height_px:
                raise ValueError(f"cutouts[{number}] reaches beyond the panel of {self.width_px}x{self.height_px}")
        for key, holes in (("bezel_px", ()), ("cutouts", self._holes)):
            if largest_free(self._framed, holes, LEAST_SHOWN_PX) is None:
                raise ValueError(f"{key} leaves less than {LEAST_SHOWN_PX}x{LEAST_SHOWN_PX} pixels of the panel")

    @property
    def lit(self) -> Area:
        """Where on the panel the picture stands: its largest rectangle free of frame and cut-outs. The rest is dark."""
        return largest_free(self._framed, self._holes, LEAST_SHOWN_PX) or self._framed

    @property
    def shown(self) -> Shown:
        """The picture: what is lit of the panel, after rotation."""
        upright = self.rotation_deg in (0, 180)
        _, _, width, height = self.lit
        size = (width, height) if upright else (height, width)
        return Shown(*size, self.pixel_pitch_mm, self.viewing_distance_m, self.read_at_night)

    @property
    def _framed(self) -> Area:
        bezel = self.bezel_px
        width, height = self.width_px - bezel.left - bezel.right, self.height_px - bezel.top - bezel.bottom
        return Area(bezel.left, bezel.top, width, height)

    @property
    def _holes(self) -> tuple[Area, ...]:
        return tuple(cutout.area for cutout in self.cutouts)


class SoundProfile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The amplifier and what hangs on it."""

    outputs: Annotated[tuple[str, ...], Meta(min_length=1)] = ("default",)
    """Names of sound devices, or a part of them; ``default`` is the system's own. All play the same."""
    inputs: Annotated[dict[InputName, DeviceName], Meta(max_length=8)] = {}
    """What programmes call a sound input, and the name of its sound device, or a part of it."""
    max_volume_percent: Percent = 100
    """A desired volume above this is played at this."""
    amplifier_warm_up_ms: Annotated[int, Meta(ge=0, le=10_000)] = 0
    """Silence sent first, so that an amplifier that sleeps does not swallow the first word."""
    amplifier: Amplifier = SelfSwitched()
    """What gives the amplifier its power."""
    voice: str = "espeak-ng vi"
    """The device's own voice, for what has no speech made beforehand."""

    def __post_init__(self) -> None:
        """Refuse an output that is named twice: it could be opened once only."""
        if len(set(self.outputs)) < len(self.outputs):
            raise ValueError(f"outputs names a device twice: {', '.join(self.outputs)}")

    @property
    def input_names(self) -> tuple[str, ...]:
        """What programmes may call its inputs; with any there is ``default``, which is the first unless it is named."""
        return tuple(dict.fromkeys((*self.inputs, DEFAULT_INPUT))) if self.inputs else ()

    def input_device(self, name: str) -> str | None:
        """The sound device of an input; None for one that it does not have."""
        first = next(iter(self.inputs.values()), None)
        return self.inputs.get(name, first if name == DEFAULT_INPUT else None)


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
