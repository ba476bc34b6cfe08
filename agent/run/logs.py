"""The log of the process: one JSON object a line on stderr, for the journal and whoever reads it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """``at`` (UTC), ``level``, ``part``, ``text`` and, after an error, ``trace``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "text": record.getMessage(),
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def begin_logging(*, verbose: bool) -> None:
    """Log from now on; ``verbose`` tells details."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler])
    for chatty in ("httpx", "httpcore", "PIL", "libav"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
