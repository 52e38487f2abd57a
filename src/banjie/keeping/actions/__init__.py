"""What the keeping room does."""

from banjie.keeping.actions.backing import back_up
from banjie.keeping.actions.restoring import restore

__all__ = ["back_up", "restore"]
