"""What is on now: the current manifest and alerts become scenes for the screen and the speaker."""
