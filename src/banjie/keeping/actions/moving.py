"""Files from the disk of this machine to the store, where there is one."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from django.core.files.storage import storages
from django.utils import timezone

from banjie.common import clock
from banjie.common.files import backdate
from banjie.common.models import Attachment
from banjie.common.storage import BucketFiles, looking_on
from banjie.consultation.models import Staged
from banjie.keeping.actions.sweeping import named_files


def take_over() -> None:
    """From now on the files in the store are this site's, which was restored, and no other's."""
    looking_on().unlink(missing_ok=True)


def move_files() -> int:
    """Move what rows name; how many files. Without a store, none.

    A store tells when a file came to it, to the second. So those of unnamed authors stay here until
    their day is over, and those of forms that were not sent stay for good.
    """
    store = storages["default"]
    if not isinstance(store, BucketFiles):
        return 0
    moved = 0
    for name in sorted({*named_files()} - _staying()):
        if store.move(name):
            backdate(Path(store.path(name)).parent)  # its time would tell when
            moved += 1
    return moved


def _staying() -> set[str]:
    morning = timezone.make_aware(datetime.combine(clock.today(), time.min))
    unnamed = Attachment.objects.filter(uploaded_by=None, uploaded_at__gte=morning)
    return {
        *unnamed.values_list("file", flat=True),
        *Staged.objects.values_list("attachment__file", flat=True),
    }
