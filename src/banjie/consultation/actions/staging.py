"""Files of a form that was not sent yet: what somebody chose once, nobody chooses twice.

They are known by a digest of the form's key, which is kept nowhere, and tell the day alone. What
is not sent the same day is deleted, and so is at once what came with words that may not be kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from banjie.common import clock
from banjie.common.files import Checked, backdate, store_attachment
from banjie.consultation.codes import form_digest
from banjie.consultation.models import Staged
from banjie.people.models import User


def form_of(key: str, by: User | None) -> str:
    """By what the files of a form are known: its key, and the account that fills it in."""
    return form_digest(f"{by.pk if by else ''}:{key}")


def staged_of(key: str, by: User | None, named: Collection[str]) -> list[Staged]:
    """The files that wait for the next look at this form, of those it still names by number."""
    found = Staged.objects.filter(form=form_of(key, by)).select_related("attachment")
    return [one for one in found if str(one.pk) in named]


@transaction.atomic
def stage(
    key: str, files: Iterable[Checked], *, scan: bool = False, by: User | None = None
) -> list[Staged]:
    """Keep these until the form is sent."""
    return [
        Staged.objects.create(
            form=form_of(key, by), attachment=store_attachment(file, by=by), scan=scan
        )
        for file in files
    ]


def drop_staged(key: str, by: User | None = None) -> int:
    """Delete all that waits for this form; how many files."""
    return _drop(Staged.objects.filter(form=form_of(key, by)))


def settle_staged(key: str, taken: Iterable[Staged], by: User | None = None) -> None:
    """The form is sent: what went along waits no longer, and the rest of its files is deleted.

    The rows given keep their numbers, for the form is shown again should the sending fail.
    """
    Staged.objects.filter(pk__in=[one.pk for one in taken]).delete()
    drop_staged(key, by)


def purge_staged(*, dry: bool = False) -> int:
    """Delete what was not sent on the day it came; how many files. `dry` deletes nothing."""
    found = Staged.objects.filter(on__lt=clock.today())
    waiting = found.count()
    return _drop(found) if waiting and not dry else waiting  # nobody is held up for nothing


@transaction.atomic
def _drop(found: QuerySet[Staged]) -> int:
    rows = list(found.select_for_update(of=("self",)).select_related("attachment"))
    for row in rows:
        row.delete()
        row.attachment.delete()
    paths = [Path(row.attachment.file.path) for row in rows]
    transaction.on_commit(lambda: _unlink(paths))
    return len(rows)


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
        if path.parent.exists():  # its time would tell when
            backdate(path.parent)
