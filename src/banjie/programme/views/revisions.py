"""A revised plan against the programme: begin, confirm, carry out; and what has slipped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import revisions as actions
from banjie.programme.actions.drafts import Closed
from banjie.programme.actions.merging import merge_activities
from banjie.programme.forms.revisions import CarryOutForm, MergeActivityForm, PairForm, ReviseForm
from banjie.programme.models import Revision
from banjie.programme.queries import revisions as queries
from banjie.programme.queries.programmes import revisable_for
from banjie.programme.views.drafts import draft_or_404, review_address, said_inexact
from banjie.programme.views.plan import while_open
from banjie.programme.views.programmes import activity_or_404, frame, programme_or_404


def revision_or_404(request: SignedRequest, pk: int) -> Revision:
    """The revision, if this account serves its office; a stranger sees 'not found'."""
    revision = queries.revisions_for(request.user).filter(pk=pk).first()
    if revision is None:
        raise Http404
    return revision


@require_POST
@while_open
def revise(request: SignedRequest, pk: int) -> HttpResponse:
    """Way out of a review: read the draft into a programme that is at work."""
    draft = draft_or_404(request, pk)
    if not request.user.may("programme.change_draft", draft):
        raise PermissionDenied(_("This draft is closed; it can be read but not changed."))
    form = ReviseForm(request.POST, programmes=revisable_for(request.user, draft))
    if not form.is_valid():
        messages.error(request, _("Say which programme this is the revised plan of."))
        return redirect(review_address(draft))
    try:
        revision = actions.begin_revision(form.cleaned_data["programme"], draft, by=request.user)
    except Closed:
        raise PermissionDenied(_("This draft is closed; it can be read but not changed.")) from None
    if revision.draft_id != draft.pk:
        messages.warning(request, _("Another revised plan is still being confirmed. Here it is."))
    return redirect("programme:revision", revision.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def revision(request: SignedRequest, pk: int) -> HttpResponse:
    """The rows that differ. A POST keeps the answers, and carries them out where asked to."""
    found = revision_or_404(request, pk)
    if request.method != "POST":
        return _page(request, found, CarryOutForm())
    if not request.user.may("programme.revise", found.programme):
        raise PermissionDenied
    try:
        _keep_answers(request, found)
        if "carry" not in request.POST:
            messages.success(request, _("The answers are kept."))
            return redirect("programme:revision", found.pk)
        return _carry_out(request, found)
    except actions.Finished:
        raise PermissionDenied(_("This revision is finished; it can be read.")) from None


def _keep_answers(request: SignedRequest, found: Revision) -> None:
    """What was ticked; `rest` takes every row that is still open."""
    rows = queries.Comparison(found).rows
    answers = {row.key: request.POST[row.key] for row in rows if request.POST.get(row.key)}
    if "rest" in request.POST:
        open_keys = (row.key for row in rows if not row.answer and row.key not in answers)
        answers |= dict.fromkeys(open_keys, queries.TAKE)
    actions.answer_rows(found, answers, by=request.user)
    found.refresh_from_db(fields=["answers"])


def _carry_out(request: SignedRequest, found: Revision) -> HttpResponse:
    form = CarryOutForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.carry_out(found, reason=form.cleaned_data["reason"], by=request.user)
    except actions.NotConfirmed as error:
        messages.error(request, not_confirmed(error))
        return _page(request, found, form, status=422)
    messages.success(request, _("The plan is changed as confirmed. Reports stay where they were."))
    return redirect("programme:changes", found.programme_id)


def not_confirmed(error: actions.NotConfirmed) -> str:
    if error.names:
        return _("First settle which units these names stand for: %(names)s.") % {
            "names": "、".join(error.names)
        }
    if error.inexact:
        return said_inexact(error.inexact)
    return ngettext(
        "%(n)s row has no answer yet: take it or leave it.",
        "%(n)s rows have no answer yet: take or leave each.",
        error.rows,
    ) % {"n": error.rows}


def _page(
    request: SignedRequest, found: Revision, form: CarryOutForm, status: int = 200
) -> HttpResponse:
    is_open = found.state == Revision.State.OPEN
    compared = queries.Comparison(found) if is_open else None
    context: dict[str, Any] = {
        "revision": found,
        "programme": found.programme,
        "compared": compared,
        "changes": [] if is_open else found.changes.select_related("activity", "by"),
        "form": form,
        "take": queries.TAKE,
        "leave": queries.LEAVE,
    }
    return render(request, "programme/revision.html", context, status=status)


@require_POST
def pair(request: SignedRequest, pk: int) -> HttpResponse:
    """Say that an item is this activity after all, or none."""
    found = revision_or_404(request, pk)
    form = PairForm(request.POST, activities=found.programme.activities.at_work())
    if form.is_valid():
        item = get_object_or_404(found.draft.items, pk=form.cleaned_data["item"])
        try:
            actions.pair_item(found, item, form.cleaned_data["activity"], by=request.user)
        except actions.Finished:
            raise PermissionDenied(_("This revision is finished; it can be read.")) from None
    return redirect("programme:revision", found.pk)


@require_POST
def discard(request: SignedRequest, pk: int) -> HttpResponse:
    """Give the revision up."""
    found = revision_or_404(request, pk)
    try:
        actions.discard_revision(found, by=request.user)
    except actions.Finished:
        raise PermissionDenied(_("This revision is finished; it can be read.")) from None
    messages.success(request, _("The revision was given up; the programme is as it was."))
    return redirect("programme:board", found.programme_id)


@require_safe
def changes(request: SignedRequest, pk: int) -> HttpResponse:
    """The plan as adopted against the plan as it stands, with every reason given."""
    programme = programme_or_404(request, pk)
    context = frame(request, programme, "changes") | {
        "slips": queries.slips(programme),
        "revisions": programme.revisions.select_related("draft__document", "begun_by"),
    }
    return render(request, "programme/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def merge(request: SignedRequest, pk: int) -> HttpResponse:
    """Make one activity of two: reports and figures move over."""
    activity = activity_or_404(request, pk)
    if not request.user.may("programme.revise", activity.programme) or activity.merged_into_id:
        raise PermissionDenied
    form = MergeActivityForm(activity, sent(request).data)
    if request.method == "POST" and form.is_valid():
        into = merge_activities(activity, **form.cleaned_data, by=request.user)
        messages.success(request, _("The two are one now; the reports moved over."))
        return redirect("programme:activity", into.pk)
    context = {"activity": activity, "form": form}
    status = 422 if form.errors else 200
    return render(request, "programme/merge_activity.html", context, status=status)
