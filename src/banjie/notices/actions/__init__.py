"""Writes of the notices room. Other rooms call `write_notice`; a timer calls `deliver_due`."""

from banjie.notices.actions.delivering import Tally, deliver_due, try_channel
from banjie.notices.actions.writing import UnsafeNotice, one_line, site_language, write_notice

__all__ = [
    "Tally",
    "UnsafeNotice",
    "deliver_due",
    "one_line",
    "site_language",
    "try_channel",
    "write_notice",
]
