"""Changing a content that is there: the form of its kind filled with what stands, in the panel and by programs."""
