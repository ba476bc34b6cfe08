"""Pictures of one page, taken when it has loaded and fallen quiet, or when its time is up."""

from __future__ import annotations

import base64
import time

from controller.webshots.devtools import DevTools, Event, TooSlow
from controller.webshots.viewport import Viewport
from protocol.errors import Unavailable
from protocol.words import Words

CALL_S = 10.0
"""For anything that needs no network."""
QUIET_S = 5.0
"""How long after it has loaded a page may go on fetching before it is pictured anyway."""


class Camera:
    """Takes pictures of one page in windows of several sizes."""

    def __init__(self, tools: DevTools, time_zone: str, limit_s: float) -> None:
        self._tools, self._limit_s = tools, limit_s
        self._frame = self._loader = ""
        """The page's own frame, and which of the documents that it leads to is in it."""
        target = self._set("Target.createTarget", url="about:blank")
        tools.attach(target["targetId"], _soon())
        for domain in ("Page", "Network"):
            self._set(f"{domain}.enable")
        self._set("Page.setLifecycleEventsEnabled", enabled=True)
        self._set("Emulation.setTimezoneOverride", timezoneId=time_zone)
        calm = [{"name": "prefers-reduced-motion", "value": "reduce"}]
        self._set("Emulation.setEmulatedMedia", features=calm)

    def take(self, url: str, viewport: Viewport) -> bytes:
        """The page as PNG; raises :class:`Unavailable` when it does not come, or comes with an error."""
        self._set(
            "Emulation.setDeviceMetricsOverride",
            width=viewport.width_px,
            height=viewport.height_px,
            deviceScaleFactor=viewport.scale,
            mobile=False,
        )
        self._open(url)
        picture = self._set("Page.captureScreenshot", format="png")
        return base64.b64decode(picture["data"])

    def _open(self, url: str) -> None:
        deadline_s = time.monotonic() + self._limit_s
        self._tools.forget()
        opened = self._tools.call("Page.navigate", {"url": url}, deadline_s)
        if opened.get("errorText") or "loaderId" not in opened:
            raise _not_shown(opened.get("errorText", "nothing to show"))
        self._frame, self._loader = opened["frameId"], opened["loaderId"]
        self._wait(deadline_s)
        if self._set("Page.getFrameTree")["frameTree"]["frame"].get("unreachableUrl"):
            raise _not_shown("it leads to a page that can't be reached")

    def _wait(self, deadline_s: float) -> None:
        """Until the page is quiet; one that has loaded at least is pictured even if it never is."""
        loaded = False
        try:
            while (name := self._told(deadline_s)) != "networkIdle":
                if name == "load" and not loaded:
                    loaded, deadline_s = True, min(deadline_s, time.monotonic() + QUIET_S)
        except TooSlow:
            if not loaded:
                raise

    def _told(self, deadline_s: float) -> str:
        """The next step in the life of the page; raises :class:`Unavailable` for an answer that is an error."""
        event = self._tools.event(deadline_s)
        said: Event = event.get("params", {})
        match event["method"]:
            case "Page.javascriptDialogOpening":
                self._tools.send("Page.handleJavaScriptDialog", {"accept": False})
            case "Page.frameNavigated" if said["frame"]["id"] == self._frame:
                self._loader = said["frame"]["loaderId"]
            case "Network.responseReceived" if said.get("frameId") == self._frame:
                _check(said)
            case "Page.lifecycleEvent" if said["loaderId"] == self._loader:
                return str(said["name"])
        return ""

    def _set(self, method: str, **params: object) -> Event:
        return self._tools.call(method, params, _soon())


def _soon() -> float:
    return time.monotonic() + CALL_S


def _check(said: Event) -> None:
    if said["type"] == "Document" and said["response"]["status"] >= 400:
        raise _not_shown(f"HTTP {said['response']['status']}")


def _not_shown(detail: str) -> Unavailable:
    return Unavailable(
        Words(f"Không mở được trang web ({detail}).", f"The page can't be opened ({detail})."),
        Words("Mở thử trang đó trong trình duyệt.", "Try to open that page in a browser."),
    )
