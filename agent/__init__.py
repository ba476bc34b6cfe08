"""The device daemon: it holds what the controller wants, fetches what that needs, and shows and says it.

Invariants of this package:

1. Only documents accepted by :func:`protocol.intake.take` change what is presented; everything else is reported.
2. What is presented comes from disk. Nothing at play time waits for the network.
3. A step is acknowledged after it is true and on disk, never before; a lost acknowledgement is sent again.
"""
