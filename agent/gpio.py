"""What hangs on a relay that is moved by a pin: a panel, an amplifier. Imported by boards that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protocol.errors import Unavailable
from protocol.words import Words

if TYPE_CHECKING:
    from gpiozero import OutputDevice


class Relay:
    """A relay on ``pin``, by the chip's own number (BCM)."""

    name = "gpio"

    def __init__(self, pin: int, *, active_high: bool) -> None:
        self._pin = pin
        self._active_high = active_high
        self._device: OutputDevice | None = None

    def turn(self, *, on: bool) -> None:
        """Set the pin. It becomes an output that begins as it shall be: a panel does not blink."""
        try:
            from gpiozero import GPIOZeroError  # only boards with a relay have it installed
        except ImportError as error:
            raise _not_installed() from error
        try:
            self._set(on=on)
        except (GPIOZeroError, OSError) as error:
            raise _not_switched(self._pin, str(error)) from error

    def close(self) -> None:
        """Give the pin back."""
        if self._device is not None:
            self._device.close()

    def _set(self, *, on: bool) -> None:
        if self._device is None:
            from gpiozero import OutputDevice

            self._device = OutputDevice(self._pin, active_high=self._active_high, initial_value=on)
        elif on:
            self._device.on()
        else:
            self._device.off()


def _not_installed() -> Unavailable:
    return Unavailable(
        Words("Không điều khiển được rơ-le: chưa cài gpiozero.", "Relays can't be switched: no gpiozero."),
        Words(
            "Cài lại với phần “pi”: pip install 'rao[agent,pi]'.",
            "Install with the extra: pip install 'rao[agent,pi]'.",
        ),
    )


def _not_switched(pin: int, reason: str) -> Unavailable:
    return Unavailable(
        Words(
            f"Không tắt, bật được rơ-le ở chân GPIO {pin} ({reason}).",
            f"The relay on GPIO pin {pin} can't be switched ({reason}).",
        ),
        Words(
            "Kiểm tra số chân trong mẫu thiết bị và quyền dùng /dev/gpiochip0 (nhóm gpio).",
            "Check the pin in the hardware model and access to /dev/gpiochip0 (group gpio).",
        ),
    )
