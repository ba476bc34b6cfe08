"""Which face is on the screen and what takes its place when. Driven by one thread: scenes in, the clock stepped on."""

from __future__ import annotations

from collections.abc import Callable

from agent.player.ports import ScreenScene, Witness
from agent.screen.artist import Artist
from agent.screen.casting import Casting
from agent.screen.clock import Moment
from agent.screen.faces import AlertFace, Face, SafeFace
from agent.screen.frame_log import FrameLog
from agent.screen.preparer import Broken, Preparer
from agent.screen.surround import Surround
from agent.screen.telling import Telling
from agent.screen.window import Window
from protocol.programme_types import ShowAlert, ShowItem, ShowSafe

KEEP_LAST_MS = 30_000
"""How long the last good picture stands in for one that is broken; then the safe screen is more honest."""
SAFE = ShowSafe()


class Stage:
    """The picture as a value of time."""

    def __init__(
        self,
        window: Window,
        artist: Artist,
        preparer: Preparer,
        witness: Witness,
        on_frame: Callable[[], None],
        fps: int,
    ) -> None:
        self.log = FrameLog()
        self._window = window
        self._preparer = preparer
        self._telling = Telling(witness, artist.size)
        self._casting = Casting(artist, on_frame, lambda: self._scene)
        self._surround = Surround(artist, window, fps)
        self._scene: ScreenScene | None = None
        self._face: Face | None = None
        self._broken_since_ms: int | None = None
        self._redraw = False

    def take(self, scene: ScreenScene) -> None:
        """Show ``scene`` from the next step on."""
        self._scene = scene
        self._preparer.want([show for show in (scene.show, scene.upcoming) if isinstance(show, ShowItem)])
        if self._window.set_brightness(scene.brightness_percent):
            self._surround.remake()
            self._redraw = True

    def step(self, now: Moment) -> int | None:
        """Bring the picture to ``now``; answers how many milliseconds nothing will change by itself."""
        entering = self._entering(now)
        if entering is not None:
            self._enter(entering, now)
        elif self._redraw and self._face is not None:
            self._face.draw(self._window, now)
        self._redraw = False
        turned = self._face is not None and self._face.step(self._window, now)
        self._step_surround(now)
        self._window.flip()
        if entering is not None or turned:
            self._tell_shown(now)
        self._tell_trouble(now)
        return self._wait_ms(now)

    def leave(self, now: Moment) -> None:
        """The screen is given back: let go of what the present face holds, and tell that it left."""
        if self._face is not None:
            self._face.leave()
            self._telling.ended(now)

    def _entering(self, now: Moment) -> Face | None:
        """The face to take the place of the present one, if one is due and ready."""
        show = self._scene.show if self._scene else SAFE
        if self._face is not None and self._face.of == show:
            return None
        if isinstance(show, ShowItem):
            return self._item(show, now)
        self._broken_since_ms = None
        if isinstance(show, ShowAlert) and self._scene is not None:
            return self._casting.alert(show, self._scene, now)
        return None if isinstance(self._face, SafeFace) else self._casting.safe()

    def _item(self, show: ShowItem, now: Moment) -> Face | None:
        made = self._preparer.result(show)
        if made is None:
            return None if self._may_stay() else self._casting.safe()
        if isinstance(made, Broken):
            self._telling.failed(show, made.error, now)
            return self._instead(now)
        self._broken_since_ms = None
        return self._casting.item(show, made, now)

    def _instead(self, now: Moment) -> Face | None:
        if self._broken_since_ms is None:
            self._broken_since_ms = now.steady_ms
        lasting = now.steady_ms - self._broken_since_ms
        return None if self._may_stay() and lasting < KEEP_LAST_MS else self._safe_once()

    def _safe_once(self) -> Face | None:
        return None if isinstance(self._face, SafeFace) else self._casting.safe()

    def _may_stay(self) -> bool:
        """An alert that is over must not stand in for anything."""
        return self._face is not None and not isinstance(self._face, AlertFace)

    def _enter(self, face: Face, now: Moment) -> None:
        if self._face is not None:
            self._face.leave()
        face.draw(self._window, now)
        self._surround.forget()
        self._face = face
        self._telling.began(face.of, now)

    def _step_surround(self, now: Moment) -> None:
        if self._face is not None and self._face.framed and self._scene is not None:
            self._surround.step(self._scene, now)

    def _tell_shown(self, now: Moment) -> None:
        if self._face is not None:
            entry = self.log.add(self._face.of, now.wall_ms, self._face.page, self._window.rgb())
            self._telling.shown(self._face.of, entry, now)

    def _tell_trouble(self, now: Moment) -> None:
        trouble = self._face.trouble() if self._face else None
        if trouble is not None and self._face is not None:
            self._telling.failed(self._face.of, trouble, now)

    def _wait_ms(self, now: Moment) -> int | None:
        waits = [self._face.wait_ms(now) if self._face else None]
        if self._face is not None and self._face.framed and self._scene is not None:
            waits.append(self._surround.wait_ms(now))
        return min((wait for wait in waits if wait is not None), default=None)
