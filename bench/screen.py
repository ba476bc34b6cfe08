"""What a screen costs: a page put up, and a still page with its ticker running, beside the least pygame needs."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pygame

from agent.player.ports import ScreenScene
from agent.screen.artist import Artist
from agent.screen.player import ScreenPlayer
from agent.screen.ticker import Ticker
from agent.screen.window import Window
from bench.measuring import Row, Section, medians
from controller.clock import wall_ms
from firmware_profiles import ScreenProfile, load
from protocol.programme_types import ShowItem
from tests.agent.screen.material import Blobs, bulletin, item, scene

PROFILE = load("led-p5-640x384")
RUNNING_TEXT = ("Mỗi ngày, tin tức của xã đến với bà con bằng hai con đường: chữ trên bảng và tiếng nói trên loa.",)
SETTLE_S, WATCHED_S, TURNS = 1.5, 4.0, 3
REDRAWS = 200
ABOUT = (
    "The LED screen (640 x 384) without a display (SDL's dummy driver). *Draw a page*: from its layout to the screen. "
    "*Put a page up*: one that is ready; floor: `blit` and `display.update`. *CPU*: share of one core of the whole "
    f"process over {WATCHED_S:g} s, median of {TURNS}; floor: a bare pygame-ce loop that moves the same strip by dirty "
    "rectangles and sleeps between."
)


def measure() -> Section:
    """Redraws a second and shares of a core."""
    with tempfile.TemporaryDirectory() as folder:
        blobs = Blobs(Path(folder))
        show = item(bulletin(blobs, PROFILE), wall_ms())
        still, running = scene(show, wall_ms()), scene(show, wall_ms(), tickers=RUNNING_TEXT)
        rows = redraws(blobs, show)
        shares = [
            (player_share(blobs, still), player_share(blobs, running), bare_share(running, blobs)) for _ in range(TURNS)
        ]
    at_rest, ours, bare = (100 * median(column) for column in zip(*shares, strict=True))
    rows += [
        Row("still page: CPU", at_rest, "% of a core"),
        Row("still page and ticker: CPU", ours, "% of a core", bare),
    ]
    return Section("The screen", ABOUT, rows)


def redraws(blobs: Blobs, show: ShowItem) -> list[Row]:
    """How often a page can be drawn, and put up."""
    screen = screen_of_profile()
    window, artist = Window(screen, headless=True), Artist(screen.shown, blobs)
    corner = artist.look.main.corner
    ready = window.ready(artist.main_of(show))

    def draw() -> None:
        window.put(window.ready(artist.main_of(show)), *corner)
        window.flip()

    def put() -> None:
        for _ in range(REDRAWS):
            window.put(ready, *corner)
            window.flip()

    def bare() -> None:
        surface = the_surface()
        for _ in range(REDRAWS):
            pygame.display.update(surface.blit(ready.surface, corner))

    draw_s, put_s, bare_s = medians(draw, put, bare)
    window.close()
    return [
        Row("draw a page", 1 / draw_s, "pages/s"),
        Row("put a page up", REDRAWS / put_s, "redraws/s", REDRAWS / bare_s),
    ]


def player_share(blobs: Blobs, shown: ScreenScene) -> float:
    """The share of a core the board's own player takes for this scene."""
    player = ScreenPlayer(PROFILE, blobs, lambda _event: None, wall_ms, headless=True)
    player.present(shown)
    return watched(player.run, player.stop)


def bare_share(shown: ScreenScene, blobs: Blobs) -> float:
    """The share a bare loop takes to move the same strip."""
    stop = threading.Event()
    return watched(lambda: bare_loop(shown, blobs, stop), stop.set)


def bare_loop(shown: ScreenScene, blobs: Blobs, stop: threading.Event) -> None:
    """The strip, its place by the clock, dirty rectangles and sleep; nothing else."""
    screen = screen_of_profile()
    window, artist = Window(screen, headless=True), Artist(screen.shown, blobs)
    image = artist.strip(shown.tickers)
    if image is None:
        raise AssertionError("no ticker")
    strip, surface, box = window.ready(image).surface, the_surface(), artist.look.ticker
    ticker = Ticker.of(image.width, box.width_px, shown.ticker_speed_px_s, screen.fps)
    while not stop.is_set():
        now_ms = wall_ms()
        offset = ticker.offset_px(now_ms)
        drawn = [
            surface.blit(strip, (box.x_px + at, box.y_px), (begin, 0, width, image.height))
            for begin, at, width in ticker.pieces(offset)
        ]
        pygame.display.update(drawn)
        stop.wait((ticker.next_move_ms(now_ms) - wall_ms()) / 1000)
    window.close()


def watched(run: Callable[[], None], stop: Callable[[], None]) -> float:
    """CPU seconds a second of this process while ``run`` runs here, once it has settled; ``stop`` ends it."""
    share: list[float] = []

    def watch() -> None:
        time.sleep(SETTLE_S)
        began_s, cpu_s = time.perf_counter(), time.process_time()
        time.sleep(WATCHED_S)
        share.append((time.process_time() - cpu_s) / (time.perf_counter() - began_s))
        stop()

    watcher = threading.Thread(target=watch)
    watcher.start()
    run()
    watcher.join()
    return share[0]


def the_surface() -> pygame.Surface:
    """What is drawn on, of the window that is open."""
    surface = pygame.display.get_surface()
    if surface is None:
        raise AssertionError("no window")
    return surface


def screen_of_profile() -> ScreenProfile:
    """The screen of the model that is measured."""
    if PROFILE.screen is None:
        raise AssertionError(PROFILE.name)
    return PROFILE.screen
