"""What the server itself says: in the site's log, without visitors' addresses and what they ask."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger

# How the lines begin that go on with the address of a visitor or of a page.
_TELLING = ("Invalid request", "Error handling request")


class Unaddressed(logging.Filter):
    """Cuts such lines off where they begin to tell."""

    def filter(self, record: logging.LogRecord) -> bool:
        for beginning in _TELLING:
            if str(record.msg).startswith(beginning):
                record.msg, record.args = beginning, ()
        return True


class ServerLog(Logger):
    """gunicorn's lines by the site's own handler and format."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in list(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.addFilter(Unaddressed())
        self.error_log.propagate = True
