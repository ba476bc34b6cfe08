"""``rao controller``: what an operator types or scripts.

What works on the province talks to the running controller over its HTTP API; what makes or runs the controller itself
works on its settings and its database.
"""

from controller.cli.group import controller

__all__ = ["controller"]
