"""The end of a programme: closing it, what it left open, and corrections afterwards."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Stepping, Words
from banjie.programme.actions import closing as actions
from banjie.programme.actions.reports import WrongState
from banjie.programme.forms.closing import CloseForm, CorrectForm
from banjie.programme.models import Programme
from banjie.programme.queries.closing import open_work, returned, undecided, unfinished
from banjie.programme.views.programmes import programme_or_404
from banjie.programme.views.reports import report_or_404

STEPPING = Stepping(
    WrongState,
    gettext_lazy("This changed meanwhile; nothing was written."),
    (gettext_lazy("Programmes"), "programme:programmes"),
)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def close(request: SignedRequest, pk: int) -> HttpResponse:
    """Close a programme; of a closed one, what it left open."""
    programme = programme_or_404(request, pk)
    if programme.state == Programme.State.CLOSED and request.method != "POST":
        context = {"programme": programme, "rows": unfinished(programme)}
        return render(request, "programme/closed.html", context)
    if not request.user.may("programme.close", programme):
        raise PermissionDenied(_("A programme is closed once, by an officer of its office."))
    form = CloseForm(open_work(programme), sent(request).data)
    return STEPPING.page(
        request, programme, form,
        Words(_("Close the programme"), _("Close it"),
              _("Afterwards it is read only; a correction of a figure is named so.")),
        lambda _values: actions.close_programme(
            programme, reasons=form.reasons(), by=request.user
        ),
        template="programme/close.html",
        more={"undecided": undecided(programme), "returned": returned(programme)},
    )  # fmt: skip


@form_page
def correct(request: SignedRequest, pk: int) -> HttpResponse:
    """Put an accepted figure of a closed programme right."""
    report = report_or_404(request, pk)
    if not request.user.may("programme.correct_report", report):
        raise PermissionDenied(
            _("Accepted figures are corrected by the office, after the programme was closed.")
        )
    return STEPPING.page(
        request, report, CorrectForm(report, sent(request).data),
        Words(_("Correct a figure"), _("Keep the correction"), str(report.activity)),
        lambda values: actions.correct_figure(
            values["figure"], value=values["value"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip
