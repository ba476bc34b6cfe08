"""The least that moves a strip over a still picture: pygame-ce, dirty rectangles, and sleep between. Nothing of ours.

``python -m bench.screen.bare PICTURE STRIP Y SPEED_PX_S STEP_PX``: ``STRIP`` runs through the width of the window at
row ``Y``, ``STEP_PX`` at a time.
"""

import sys
import time

import pygame

FAR_FROM_DONE = 1 << 30


def main() -> None:
    """Run until killed."""
    picture, strip = (pygame.image.load(path) for path in sys.argv[1:3])
    y, speed_px_s, step_px = map(int, sys.argv[3:6])
    pygame.display.init()
    window = pygame.display.set_mode(picture.get_size(), pygame.NOFRAME)
    window.blit(picture, (0, 0))
    pygame.display.flip()
    strip, width = strip.convert(), strip.get_width()
    began_s = time.monotonic()
    for step in range(FAR_FROM_DONE):
        pygame.event.get()
        left = -(step * step_px % width)
        drawn = [window.blit(strip, (x, y)) for x in range(left, window.get_width(), width)]
        pygame.display.update(drawn)
        time.sleep(max(0.0, began_s + (step + 1) * step_px / speed_px_s - time.monotonic()))


main()
