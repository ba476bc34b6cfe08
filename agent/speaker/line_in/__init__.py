"""A sound input of the device on its loudspeakers: a studio's mixer, heard with as little delay as goes.

It is a relay whose listener is a sound card: judged, replaced by its fallback and taken back by the same rules.
"""
