"""Writing, mending and deciding on reports; their files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.common import audit, once
from banjie.common.files import file_answer
from banjie.common.kept import note_saved
from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import reports as actions
from banjie.programme.forms.reports import ObjectForm, OnBehalfForm, ReportForm, ReturnForm
from banjie.programme.models import Activity, Evidence, Report
from banjie.programme.queries.evidence import evidence_rows
from banjie.programme.queries.reports import reports_for
from banjie.programme.queries.versions import compared
from banjie.programme.versions import with_corrections
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
    return _form_page(request, activity, ReportForm(activity, request.user, *sent(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: SignedRequest, pk: int) -> HttpResponse:
    """The office enters a report from the paper of a unit."""
    activity = activity_or_404(request, pk)
    if not request.user.may("programme.report_on_behalf", activity):
        raise PermissionDenied(_("Reports on paper are entered by the convening office."))
    return _form_page(request, activity, OnBehalfForm(activity, request.user, *sent(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def change_report(request: SignedRequest, pk: int) -> HttpResponse:
    """Mend a draft or a returned report."""
    report = report_or_404(request, pk)
    if not request.user.may("programme.change_report", report):
        raise PermissionDenied(_("This report can no longer be changed, or not by you."))
    activity = activity_or_404(request, report.activity_id)
    form = ReportForm(activity, request.user, *sent(request), instance=report)
    return _form_page(request, activity, form, report)


def _form_page(
    request: SignedRequest, activity: Activity, form: ReportForm, report: Report | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, activity, report)
        except once.AlreadyDone as done:
            return _sent_again(request, form, activity, done.result)
        except actions.WrongState:
            raise PermissionDenied(
                _("This report was sent meanwhile, or its work has ended.")
            ) from None
        except actions.SourceGone:
            form.add_error(None, _("A figure you chose was taken out meanwhile. Choose again."))
        except ValidationError as error:
            form.add_error("papers", error)
        else:
            return _saved(request, form, saved)
    context = {"form": form, "activity": activity, "report": report}
    status = 422 if form.is_bound else 200
    return render(request, "programme/report_form.html", context, status=status)


def _saved(request: SignedRequest, form: ReportForm, saved: Report) -> HttpResponse:
    if saved.state == Report.State.SUBMITTED:
        messages.success(request, _("Sent. The office will accept it or say what to mend."))
    else:
        messages.success(request, _("Kept as draft; other units do not see it."))
    note_saved(request, form.cleaned_data["once"])
    return redirect("programme:report", saved.pk)


def _sent_again(
    request: SignedRequest, form: ReportForm, activity: Activity, pk: str
) -> HttpResponse:
    """The same form once more. A draft is brought up to date with what was typed since (somebody
    went back in the browser); what has gone to the office stays as it was received.
    """
    kept = Report.objects.get(pk=pk)
    note_saved(request, form.cleaned_data["once"])
    try:
        if request.user.may("programme.change_report", kept):
            form.cleaned_data |= {"once": once.new_key(), "papers": []}
            _save(request, form, activity, kept)
            messages.success(request, _("Brought up to date with what you typed."))
            return redirect("programme:report", pk)
    except (actions.WrongState, actions.SourceGone, ValidationError):
        pass  # it moved on in this very moment: what was received stands
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
        files_for=form.papers_for(),
        claims=form.claims(),
    )
    key, scan = values["once"], values.get("scan")
    submit = bool(scan) or request.POST.get("send") != "draft"
    if report is None:
        return actions.write_report(
            activity, content, unit=values["unit"], submit=submit, once_key=key, by=request.user,
            scan=scan,
        )  # fmt: skip
    kept = Report.objects.get(pk=report.pk)  # the form has put its values on the other
    return actions.change_report(kept, content, submit=submit, once_key=key, by=request.user)


@require_safe
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """One report: figures, files, what may be done with it, what was done."""
    found = report_or_404(request, pk)
    prefetch_related_objects([found], "figures__target", "figures__reused_from__report__activity")
    versions = compared(found, request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "report": found,
        "activity": found.activity,
        "figures": with_corrections(found.figures.all(), versions["versions"]),
        "may_change": request.user.may("programme.change_report", found),
        "may_decide": request.user.may("programme.decide_report", found),
        "may_correct": any(figure.reused_from_id is None for figure in found.figures.all())
        and request.user.may("programme.correct_report", found),
        "may_object": request.user.may("programme.object_to_report", found),
        "return_form": ReturnForm(),
        "object_form": ObjectForm(),
        "files": evidence_rows(found),
        "history": audit.history(found),
        **versions,
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
    except actions.SourceOpen:
        messages.warning(
            request,
            _("A figure was taken from a report that is not accepted yet. Decide on it first."),
        )
    except actions.WrongState:
        messages.warning(request, _("Somebody else decided on it meanwhile."))
    return redirect("programme:report", pk)


@require_POST
def object_to(request: SignedRequest, pk: int) -> HttpResponse:
    """The unit takes back what the office entered for it from paper."""
    found = report_or_404(request, pk)
    if not request.user.may("programme.object_to_report", found):
        raise PermissionDenied(
            _("A unit objects to what the office entered for it, until it is accepted.")
        )
    form = ObjectForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what is wrong with it."))
        return redirect("programme:report", pk)
    try:
        actions.object_to(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("Taken back. It is a draft of your unit now: mend and send it.")
        )
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
