"""Which face is on the screen and what takes its place when. Driven by one thread: scenes in, the clock stepped on."""

from __future__ import annotations

from agent.player.ports import ScreenScene
from agent.screen.changeover import Changeover
from agent.screen.choice import Choice
from agent.screen.clock import Moment
from agent.screen.faces import Face, OffFace, StillFace
from agent.screen.frame_log import FrameLog
from agent.screen.orders import Orders
from agent.screen.power import Power
from agent.screen.preparer import Preparer
from agent.screen.surround import Surround
from agent.screen.telling import Shows, Telling
from agent.screen.window import Window
from media.frame import Painter
from protocol.alert_texts import words_of
from protocol.layouts import Arrangement
from protocol.manifest import CountdownItem
from protocol.programme_types import ShowAlert, ShowItem


class Stage:
    """The picture as a value of time."""

    def __init__(
        self,
        window: Window,
        power: Power,
        painter: Painter,
        preparer: Preparer,
        orders: Orders,
        choice: Choice,
        surround: Surround,
        telling: Telling,
    ) -> None:
        self._window = window
        self._power = power
        self._painter = painter
        self._preparer = preparer
        self._orders = orders
        self._choice = choice
        self._surround = surround
        self._telling = telling
        self.scene: ScreenScene | None = None
        self._face: Face | None = None
        self._changeover: Changeover | None = None
        self._again = False
        self._clip_awaited = False

    @property
    def log(self) -> FrameLog:
        """What was shown when."""
        return self._telling.log

    def take(self, scene: ScreenScene, now: Moment) -> None:
        """Show ``scene`` from the next step on."""
        self.scene = scene
        if self._window.set_brightness(scene.brightness_percent):
            self.put_again()
        self._order(scene, now)

    def put_again(self) -> None:
        """Put all of the picture at the next step: its brightness changed, or the window lost it."""
        self._again = True

    def step(self, now: Moment) -> int | None:
        """Bring the picture to ``now``; answers how many milliseconds nothing will change by itself."""
        self._order_clip(now)
        entering = self._choice.due(self.scene, self._face, now)
        turned = False
        if entering is not None:
            self._enter(entering, now)
        else:
            turned = self._go_on(now)
        self._step_surround(now)
        self._window.flip()
        if entering is not None:
            self._switch(entering)
        if self._face is not None and (turned or (entering is not None and self._changeover is None)):
            self._telling.shown(self._face.of, self._face.page, self._window.copy(), now)
        self._tell_trouble(now)
        return self._wait_ms(now)

    def leave(self, now: Moment) -> None:
        """The screen is given back: let go of what the present face holds, and tell that it left."""
        if self._face is not None:
            self._face.leave()
            self._telling.ended(now)

    def _switch(self, face: Face) -> None:
        """After the picture: what lights up shows what it should at once."""
        if isinstance(face, OffFace):
            self._power.off()
        else:
            self._power.on()

    def _order(self, scene: ScreenScene, now: Moment) -> None:
        self._clip_awaited = self._orders.opens_in_ms(scene, now) is not None
        self._preparer.want(self._orders.of(scene, now, self._face.of if self._face else None))

    def _order_clip(self, now: Moment) -> None:
        """The upcoming clip's turn is near: have its decoder opened."""
        if self._clip_awaited and self.scene is not None and self._orders.opens_in_ms(self.scene, now) is None:
            self._order(self.scene, now)

    def _enter(self, face: Face, now: Moment) -> None:
        self._changeover = self._changeover_to(face, now)
        if self._face is not None:
            self._face.leave()
        rearranged = self._surround.arrange(self._arrangement_of(face))
        if rearranged or self._again or not self._was_framed():
            self._changeover, self._again = None, False
            self._surround.forget()
            self._surround.draw_ground()
        self._face = face
        if self._changeover is not None:
            self._changeover.step(self._window, now)
        else:
            face.draw(self._window, now)
        self._telling.began(face.of, now)
        self._telling.lacking(face.of, _written_on(face.of), now)

    def _changeover_to(self, face: Face, now: Moment) -> Changeover | None:
        """Between two stills of one zone only: an alert cuts, and what moves has no time to lose."""
        if not isinstance(face, StillFace) or not isinstance(self._face, StillFace):
            return None
        if face.of.transition.kind == "cut" or face.zone != self._face.zone:
            return None
        return Changeover(self._face.ready, face.ready, face.zone, face.of.transition, now)

    def _arrangement_of(self, face: Face) -> Arrangement:
        return self._painter.arrangement_of(face.of) if isinstance(face.of, ShowItem) else self._painter.standard

    def _was_framed(self) -> bool:
        return self._face is not None and self._face.framed

    def _go_on(self, now: Moment) -> bool:
        """The present face as it is now; whether another of its pages appeared."""
        if self._face is None:
            return False
        if self._changeover is not None:
            return self._go_over(self._changeover, self._face, now)
        if self._again:
            self._put_again(self._face, now)
        return self._face.step(self._window, now)

    def _go_over(self, changeover: Changeover, face: Face, now: Moment) -> bool:
        if not changeover.is_done(now):
            changeover.step(self._window, now)
            return False
        self._changeover = None
        face.draw(self._window, now)
        return True

    def _put_again(self, face: Face, now: Moment) -> None:
        self._again = False
        self._surround.forget()
        if face.framed:
            self._surround.draw_ground()
        face.draw(self._window, now)

    def _step_surround(self, now: Moment) -> None:
        if self._was_framed() and self.scene is not None:
            self._surround.step(self.scene, now)

    def _tell_trouble(self, now: Moment) -> None:
        trouble = self._face.trouble() if self._face else None
        if trouble is not None and self._face is not None:
            self._telling.failed(self._face.of, trouble, now)

    def _wait_ms(self, now: Moment) -> int | None:
        waits = [self._face.wait_ms(now) if self._face else None]
        if self._changeover is not None:
            waits.append(self._changeover.wait_ms(now))
        if self._was_framed() and self.scene is not None:
            waits.append(self._surround.wait_ms(now))
        if self._clip_awaited and self.scene is not None:
            waits.append(self._orders.opens_in_ms(self.scene, now))
        return min((wait for wait in waits if wait is not None), default=None)


def _written_on(show: Shows) -> tuple[str, ...]:
    """What is drawn where it is shown; what was drawn ahead was looked at then."""
    match show:
        case ShowAlert(alert=alert):
            return words_of(alert)
        case ShowItem(item=CountdownItem(title=title, after=after)):
            return title, after
    return ()
