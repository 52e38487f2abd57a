"""Writing, mending and deciding on reports; their files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.common import audit, once
from banjie.common.files import file_answer
from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import reports as actions
from banjie.programme.forms.reports import ReportForm, ReturnForm
from banjie.programme.models import Activity, Evidence, Report
from banjie.programme.queries.reports import reports_for
from banjie.programme.views.programmes import activity_or_404


def report_or_404(request: SignedRequest, pk: int) -> Report:
    """The report, if this account may see it; a stranger sees 'not found'."""
    report = reports_for(request.user).filter(pk=pk).first()
    if report is None or not request.user.may("programme.see_report", report):
        raise Http404
    return report


@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: SignedRequest, pk: int) -> HttpResponse:
    """Write a report on an activity."""
    activity = activity_or_404(request, pk)
    if not request.user.may("programme.write_report", activity):
        raise PermissionDenied(_("Reports are written by the liaison of a unit with a part in it."))
    return _form_page(request, activity, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_report(request: SignedRequest, pk: int) -> HttpResponse:
    """Mend a draft or a returned report."""
    report = report_or_404(request, pk)
    if not request.user.may("programme.change_report", report):
        raise PermissionDenied(_("This report can no longer be changed, or not by you."))
    return _form_page(request, activity_or_404(request, report.activity_id), report)


def _form_page(request: SignedRequest, activity: Activity, report: Report | None) -> HttpResponse:
    form = ReportForm(activity, request.user, *sent(request), instance=report)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, activity, report)
        except once.AlreadyDone as done:
            return _sent_again(request, form, activity, done.result)
        except actions.WrongState:
            raise PermissionDenied(_("This report was sent meanwhile.")) from None
        except ValidationError as error:
            form.add_error("papers", error)
        else:
            if saved.state == Report.State.SUBMITTED:
                messages.success(request, _("Sent. The office will accept it or say what to mend."))
            else:
                messages.success(request, _("Kept as draft; other units do not see it."))
            return redirect("programme:report", saved.pk)
    context = {"form": form, "activity": activity, "report": report}
    status = 422 if form.is_bound else 200
    return render(request, "programme/report_form.html", context, status=status)


def _sent_again(
    request: SignedRequest, form: ReportForm, activity: Activity, pk: str
) -> HttpResponse:
    """The same form once more. A draft is brought up to date with what was typed since (somebody
    went back in the browser); what has gone to the office stays as it was received.
    """
    kept = Report.objects.get(pk=pk)
    if request.user.may("programme.change_report", kept):
        form.cleaned_data |= {"once": once.new_key(), "papers": []}
        _save(request, form, activity, kept)
        messages.success(request, _("Brought up to date with what you typed."))
    else:
        messages.info(request, _("This report was already received; it was not stored twice."))
    return redirect("programme:report", pk)


def _save(
    request: SignedRequest, form: ReportForm, activity: Activity, report: Report | None
) -> Report:
    values = form.cleaned_data
    content = actions.Content(
        held_on=values["held_on"],
        held_until=values["held_until"],
        place=values["place"],
        text=values["text"],
        completes=values["completes"],
        phase=values.get("phase"),
        occurrence=values.get("occurrence"),
        figures=form.figure_lines(),
        files=values["papers"],
    )
    submit, key = request.POST.get("send") != "draft", values["once"]
    if report is None:
        return actions.write_report(
            activity, content, unit=values["unit"], submit=submit, once_key=key, by=request.user
        )
    kept = Report.objects.get(pk=report.pk)  # the form has put its values on the other
    return actions.change_report(kept, content, submit=submit, once_key=key, by=request.user)


@require_safe
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """One report: figures, files, what may be done with it, what was done."""
    found = report_or_404(request, pk)
    context = {
        "report": found,
        "activity": found.activity,
        "may_change": request.user.may("programme.change_report", found),
        "may_decide": request.user.may("programme.decide_report", found),
        "return_form": ReturnForm(),
        "history": audit.history(found),
    }
    return render(request, "programme/report.html", context)


def _decidable(request: SignedRequest, pk: int) -> Report:
    found = report_or_404(request, pk)
    if not request.user.may("programme.decide_report", found):
        raise PermissionDenied(_("This report has been decided on, or is not yours to decide on."))
    return found


@require_POST
def accept(request: SignedRequest, pk: int) -> HttpResponse:
    """Accept a report."""
    found = _decidable(request, pk)
    try:
        actions.accept_report(found, by=request.user)
        messages.success(request, _("Accepted. Its figures count from now on."))
    except actions.WrongState:
        messages.warning(request, _("Somebody else decided on it meanwhile."))
    return redirect("programme:report", pk)


@require_POST
def send_back(request: SignedRequest, pk: int) -> HttpResponse:
    """Return a report with a reason."""
    found = _decidable(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Say what is to be mended; a return without a reason helps nobody.")
        )
        return redirect("programme:report", pk)
    try:
        actions.return_report(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Returned to the unit with your reason."))
    except actions.WrongState:
        messages.warning(request, _("Somebody else decided on it meanwhile."))
    return redirect("programme:report", pk)


@require_safe
def evidence(request: SignedRequest, pk: int, key: str) -> HttpResponseBase:
    """One file of a report; the permission is asked at every fetch."""
    found = report_or_404(request, pk)
    kept = get_object_or_404(
        Evidence.objects.select_related("attachment"), report=found, attachment__key=key
    )
    return file_answer(kept.attachment)
