"""Files brought in pieces: what was sent stays when a line breaks, and the next piece goes on from there (tus 1.0)."""
