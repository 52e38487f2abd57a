"""A programme as files for other programs."""

from __future__ import annotations

from functools import partial

from django.http import FileResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.common import clock
from banjie.common.files import DOCX, XLSX, written
from banjie.people.requests import SignedRequest
from banjie.programme.paper import write_task_table
from banjie.programme.queries.breakdown import tasks
from banjie.programme.sheet import write_sheet
from banjie.programme.views.programmes import programme_or_404


@require_safe
def export_sheet(request: SignedRequest, pk: int) -> FileResponse:
    """The task breakdown of the whole programme, whatever the page's filter."""
    programme = programme_or_404(request, pk)
    name = f"{programme.title} {_('Task breakdown')}"
    return written(partial(write_sheet, programme, tasks(programme)), name, XLSX)


@require_safe
def export_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The task breakdown as a Word document in the official layout, in Chinese."""
    programme = programme_or_404(request, pk)
    write = partial(write_task_table, programme, tasks(programme), clock.today())
    with translation.override("zh-hans"):
        return written(write, f"{programme.title}任务分解表", DOCX)
