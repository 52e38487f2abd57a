"""A programme as files for other programs."""

from __future__ import annotations

import io

from django.http import FileResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.common import clock
from banjie.common.files import DOCX, XLSX
from banjie.people.requests import SignedRequest
from banjie.programme.paper import write_task_table
from banjie.programme.queries.breakdown import tasks
from banjie.programme.sheet import write_sheet
from banjie.programme.views.programmes import programme_or_404


@require_safe
def export_sheet(request: SignedRequest, pk: int) -> FileResponse:
    """The task breakdown of the whole programme, whatever the page's filter."""
    programme = programme_or_404(request, pk)
    out = io.BytesIO()
    write_sheet(programme, tasks(programme), out)
    out.seek(0)
    name = f"{programme.title} {_('Task breakdown')}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)


@require_safe
def export_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The task breakdown as a Word document in the official layout, in Chinese."""
    programme = programme_or_404(request, pk)
    out = io.BytesIO()
    with translation.override("zh-hans"):
        write_task_table(programme, tasks(programme), clock.today(), out)
    out.seek(0)
    name = f"{programme.title}任务分解表.docx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=DOCX)
