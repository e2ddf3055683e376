"""What is written to the log, and how much of it."""

import logging
import time
from typing import Any

MAX_LINE = 300  # characters of what a visitor had us say


class OneLineFilter(logging.Filter):
    """A request that we refuse is a line: it is no fault of ours that a traceback would help to find."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass; take the traceback from one about an answer of 400 to 499, and put it on one line."""
        if 400 <= getattr(record, "status_code", 0) < 500:
            line = " ".join(record.getMessage().split())
            record.msg, record.args = line[:MAX_LINE], ()
            record.exc_info = record.exc_text = record.stack_info = None
        return True


class LineFormatter(logging.Formatter):
    """When by universal time, how grave, which module says it, and what: `2026-11-30T12:00:00Z WARNING timeline.publishing: …`."""

    converter: Any = time.gmtime

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
