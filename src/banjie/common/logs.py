"""The site's log: a line of JSON for each thing said, whatever is in it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """What was said as JSON, in which no line break is left to forge a second line with.

    Of a request it tells the method and the pattern of its address, never the address itself: keys
    of feeds and codes of posters stand in addresses.
    """

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": record.getMessage(),
        }
        if request := getattr(record, "request", None):
            said["said"] = str(record.msg).split("%")[0].rstrip(" :(")
            said["method"] = getattr(request, "method", None)
            said["route"] = getattr(getattr(request, "resolver_match", None), "route", None)
            said["status"] = getattr(record, "status_code", None)
        if reference := getattr(request or record, "reference", None):
            said["reference"] = reference
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        elif record.exc_text:  # what is left of one (`quiet.py`)
            said["trace"] = record.exc_text
        return json.dumps(said, ensure_ascii=True)
