"""What devices and the controller say to each other, and what it means.

Invariants of this package:

1. Nothing here does I/O, reads a clock or knows a transport. Time always comes in as an argument.
2. A document acts only after :func:`protocol.intake.take` accepted it: signed by a key the trust list names for that
   kind and audience, newer than what is held, not expired.
3. What a board shows and says is :func:`protocol.programme.programme`, a pure function; the board and the panel's
   preview call the same one.
"""
