"""What the keeping room does."""

from banjie.keeping.actions.backing import back_up
from banjie.keeping.actions.copying import copy_audit, differences
from banjie.keeping.actions.daily import kept_from, run_daily
from banjie.keeping.actions.moving import move_files, take_over
from banjie.keeping.actions.restoring import Restored, restore
from banjie.keeping.actions.sweeping import sweep

__all__ = [
    "Restored",
    "back_up",
    "copy_audit",
    "differences",
    "kept_from",
    "move_files",
    "restore",
    "run_daily",
    "sweep",
    "take_over",
]
