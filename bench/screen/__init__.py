"""What the board costs and how fast it is, each candidate measured from outside as a tree of processes of its own."""

from bench.screen import alerted, at_rest, laid_out, moving, started

BENCHMARKS = (laid_out, at_rest, moving, alerted, started)
"""Each has a ``measure()``. ``enduring``, which takes ten minutes, is run when asked for."""

__all__ = ["BENCHMARKS"]
