"""Says what the programme says: one mixer a zone, fed by decoders, pulled by a sound card or a recording.

Invariants of this package:

1. Samples are :data:`media.sound.Samples`. Only what a sink pulled counts as played.
2. Nothing in the pull path decodes, reads a disk or waits for a lock held across I/O.
3. A voice that is cut fades within 20 ms, and the next begins when it has: no click, no sum over full scale.
"""
