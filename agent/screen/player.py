"""The screen port: a loop in the main thread that draws what changed and sleeps on an event when nothing does."""

from __future__ import annotations

import threading
import time

from PIL import Image

from agent.player.lip_sync import LipSync
from agent.player.ports import BlobPaths, ScreenScene, WallClock, Witness
from agent.screen.assembly import stage_on
from agent.screen.clock import Moment
from agent.screen.notary import Notary
from agent.screen.power import power_of
from agent.screen.stage import Stage
from agent.screen.telling import Telling
from agent.screen.window import Window
from firmware_profiles import Profile, ScreenProfile
from media.board import Look
from media.frame import Painter
from media.text import Geometry
from protocol.errors import InvalidInput
from protocol.programme_types import ShowOff
from protocol.words import Words

ATTEND_S = 5.0
"""A window system wants an answer now and then even when nothing moves."""
ATTEND_EVERY_MS = 200
"""And not at every frame when something does: each time is a question to the X server."""


class ScreenPlayer:
    """One screen. With ``headless`` the picture is drawn by SDL's dummy driver, seen by nobody but :meth:`picture`."""

    def __init__(
        self,
        profile: Profile,
        blobs: BlobPaths,
        witness: Witness,
        wall_clock: WallClock,
        *,
        headless: bool = False,
        lip_sync: LipSync | None = None,
    ) -> None:
        self._screen = _screen_of(profile)
        self._painter = Painter(Look.of(Geometry(*self._screen.shown)), blobs.path_of)
        self._witness = witness
        self._wall_clock = wall_clock
        self._headless = headless
        self._lip_sync = lip_sync or LipSync()
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._stopping = False
        self._incoming: ScreenScene | None = None
        self._attend_at_ms = 0
        self._window: Window | None = None

    @property
    def redraws(self) -> int:
        """How often something was drawn since the start."""
        return self._window.redraws if self._window else 0

    def present(self, scene: ScreenScene) -> None:
        """Show ``scene`` from now on; returns at once."""
        with self._lock:
            self._incoming = scene
        self._wake.set()

    def run(self) -> None:
        """Own the picture until :meth:`stop`; raises :class:`protocol.errors.Unavailable` without any screen."""
        window, notary = Window(self._screen, headless=self._headless), Notary()
        telling = Telling(self._witness, self._painter.size, notary.take_down)
        power = power_of(self._screen.power, lambda error: telling.failed(ShowOff(), error, self._now()))
        stage, preparer = stage_on(
            window, power, self._painter, telling, self._lip_sync, self._wake.set, self._screen.fps
        )
        notary.start()
        preparer.start()
        self._window = window
        try:
            while not self._stopping:
                self._turn(stage, window)
        finally:
            preparer.stop()
            stage.leave(self._now())
            power.close()
            notary.stop()
            with self._looking:
                self._window = None
                window.close()

    def stop(self) -> None:
        """Make :meth:`run` return soon; from any thread, and from a signal handler.

        The event is set by another thread, because the handler may have interrupted :meth:`run` inside the event.
        """
        self._stopping = True
        threading.Thread(target=self._wake.set, name="screen-stop").start()

    def picture(self) -> Image.Image | None:
        """A copy of the whole frame shown now; None before the first."""
        with self._looking:
            window = self._window
            return window.picture() if window and window.redraws else None

    def _turn(self, stage: Stage, window: Window) -> None:
        self._wake.clear()
        with self._lock:
            scene, self._incoming = self._incoming, None
        if scene is not None:
            stage.take(scene, self._now())
        now = self._now()
        if now.steady_ms >= self._attend_at_ms:
            self._attend_at_ms = now.steady_ms + ATTEND_EVERY_MS
            self._attend(window, stage)
        wait_ms = stage.step(now)
        self._wake.wait(ATTEND_S if wait_ms is None else min(ATTEND_S, wait_ms / 1000))

    def _attend(self, window: Window, stage: Stage) -> None:
        if window.attend():
            stage.put_again()

    def _now(self) -> Moment:
        return Moment(self._wall_clock(), time.monotonic_ns() // 1_000_000)


def _screen_of(profile: Profile) -> ScreenProfile:
    if profile.screen is not None:
        return profile.screen
    raise InvalidInput(
        Words(f"Mẫu thiết bị “{profile.name}” không có màn hình.", f"The model {profile.name!r} has no screen."),
        Words("Chọn mẫu có [screen].", "Choose a model with a [screen] section."),
    )
