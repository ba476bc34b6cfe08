"""The same by pygame.mixer, which plays files by itself. Nothing of ours.

``python -m bench.speaker.bare_pygame MUSIC TONE.wav``: the music round and round; SIGUSR1 puts
the tone in its place, once.
"""

import signal
import sys
import time

import pygame

RATE_HZ, BLOCK = 48_000, 512
LOOK_EVERY_S = 0.05


def main() -> None:
    """Play until killed."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    pygame.mixer.init(RATE_HZ, -16, 1, BLOCK)
    pygame.mixer.music.load(sys.argv[1])
    tone = pygame.mixer.Sound(sys.argv[2])
    while True:
        pygame.mixer.music.play(-1)
        signal.sigwait({signal.SIGUSR1})
        pygame.mixer.music.stop()
        tone.play()
        while pygame.mixer.get_busy():
            time.sleep(LOOK_EVERY_S)


if __name__ == "__main__":
    main()
