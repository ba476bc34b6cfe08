"""Says what the programme says: a line an output, each with a mixer fed by decoders, pulled by a sound card or a file.

Invariants of this package:

1. Samples are :data:`media.sound.Samples`. Only what a sink pulled counts as played.
2. Nothing in the pull path decodes, reads a disk or waits for a lock held across I/O.
3. A voice that is cut fades within 20 ms, and the next begins when it has: no click, no sum over full scale.
4. A recording is heard from its first sample to its last, and the next one follows on the sample after that: what comes
   waits for what has come to its planned end. Only an alert, a mute-all and a change of programme cut.
"""
