"""The technician's command line: the ``rao`` command, the first set-up, and the demo province."""
