"""What the keeping room does."""

from banjie.keeping.actions.backing import back_up
from banjie.keeping.actions.copying import copy_audit, differences
from banjie.keeping.actions.restoring import restore

__all__ = ["back_up", "copy_audit", "differences", "restore"]
