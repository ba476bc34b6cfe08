"""Clips made ready for the boards after they were published, by a worker: how far that is, and what went wrong."""
