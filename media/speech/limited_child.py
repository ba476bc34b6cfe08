"""Run as a program: becomes another program, which may use so much and no more.

It imports nothing of ours. Arguments: bytes of addresses, bytes of one file, then the command. Ends with 127 and the
reason where there is no such command, as a shell does.
"""

from __future__ import annotations

import os
import resource
import sys

NO_COMMAND = 127
_KINDER = 10


def main(arguments: list[str]) -> None:
    """Take the limits on and go over."""
    memory_bytes, file_bytes, *command = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_bytes),) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(file_bytes),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_KINDER)
    try:
        os.execvp(command[0], command)  # noqa: S606  (the command of the settings, no shell)
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror}")
        sys.exit(NO_COMMAND)


if __name__ == "__main__":
    main(sys.argv[1:])
