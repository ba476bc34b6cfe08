"""``rao demo``: a small province on this machine, of the same processes that run in the field."""
