"""Log lines about pages whose visitors stay unnamed."""

from __future__ import annotations

import logging
import traceback

from django.conf import settings


class QuietPages(logging.Filter):
    """Drops what is said of requests to `QUIET_PATHS`; of a failure of the site it leaves where in
    the code it happened, without path, method, request and time of day; with the reference that the
    page gave: who tells it to the office does so of their own accord.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", "") or ""
        if not path.startswith(settings.QUIET_PATHS):
            return True
        if record.levelno < logging.ERROR:
            return False
        record.reference = getattr(request, "reference", None)
        record.msg, record.args, record.request = "a page for unnamed visitors failed", (), None
        record.created -= record.created % 86_400  # the day alone
        if record.exc_info and (error := record.exc_info[1]):
            record.exc_text, record.exc_info = _frames(error), None
        return True


def _frames(error: BaseException) -> str:
    """Where it happened and of which class it was. Its message is left out: a database tells in it
    what somebody wrote.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__module__}.{type(error).__qualname__}"
