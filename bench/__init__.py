"""Measured results, each beside a floor measured in the same run: ``make bench`` writes docs/performance.md."""
