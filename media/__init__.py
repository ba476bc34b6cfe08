"""Content into pixels and samples: text laid out to be read, boards drawn, pictures, clips, sound and speech prepared.

Knows no network, no clock and no database. The same input gives the same pixels, so a frame's hash is evidence.
"""
