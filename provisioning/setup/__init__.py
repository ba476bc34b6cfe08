"""First set-up of a clone: Debian packages, ``.venv`` and what it holds.

Runs on a bare Python 3.11 before anything is installed, so it imports the standard library and ``protocol`` words only.
"""
