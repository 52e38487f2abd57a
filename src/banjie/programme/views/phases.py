"""The office changes phases, sessions and what comes before what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import once
from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import dependencies
from banjie.programme.actions import phases as actions
from banjie.programme.actions.plan import NeedsReason
from banjie.programme.forms.phases import (
    BeforeForm,
    HandForm,
    PhaseForm,
    ProposalForm,
    SessionForm,
    StretchForm,
)
from banjie.programme.models import Activity, Dependency
from banjie.programme.queries.dependencies import proposal
from banjie.programme.views.plan import changes_activity, needs_reason, plain_page


def _form_page(
    request: SignedRequest,
    activity: Activity,
    form: Any,
    carry_out: Callable[[], object],
    **context: Any,
) -> HttpResponse:
    """The form, or the activity once it is carried out; a form sent twice counts once."""
    if request.method == "POST" and form.is_valid():
        try:
            carry_out()
        except NeedsReason:
            needs_reason(form)
        except once.AlreadyDone:
            return redirect("programme:activity", activity.pk)
        else:
            messages.success(request, _("Changed."))
            return redirect("programme:activity", activity.pk)
    return plain_page(request, form, activity=activity, programme=activity.programme, **context)


def _add(
    request: SignedRequest, activity: Activity, form: StretchForm, add: Callable[..., object],
    title: str,
) -> HttpResponse:  # fmt: skip
    """A phase or a session more."""
    return _form_page(
        request, activity, form,
        lambda: add(
            activity, form.stretch(), hand=form.hand(request.user),
            once_key=form.cleaned_data["once"],
        ),
        title=title, submit=_("Add"),
    )  # fmt: skip


def _edit(
    request: SignedRequest, activity: Activity, form: StretchForm, change: Callable[..., object],
    title: str,
) -> HttpResponse:  # fmt: skip
    """Other days or words of a phase or a session; `change` knows which."""
    return _form_page(
        request, activity, form,
        lambda: change(form.stretch(), hand=form.hand(request.user)),
        title=title,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def add_phase(request: SignedRequest, activity: Activity) -> HttpResponse:
    """A phase more."""
    form = PhaseForm(activity, sent(request).data)
    return _add(request, activity, form, actions.add_phase, _("Add a phase"))


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def edit_phase(request: SignedRequest, activity: Activity, phase_pk: int) -> HttpResponse:
    """Other days, words or deliverable of a phase."""
    phase = get_object_or_404(activity.phases, pk=phase_pk)
    form = PhaseForm(activity, sent(request).data, phase)
    change = partial(actions.change_phase, phase)
    return _edit(request, activity, form, change, _("Change the phase"))


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def close_phase(request: SignedRequest, activity: Activity, phase_pk: int) -> HttpResponse:
    """Close a phase before its last day, with the reason."""
    phase = get_object_or_404(activity.phases, pk=phase_pk)
    form = HandForm(activity.version, sent(request).data)
    undelivered = not phase.reports.filter(state="accepted").exists()
    return _form_page(
        request, activity, form,
        lambda: actions.close_phase(phase, hand=form.hand(request.user)),
        title=_("Close the phase"), submit=_("Close it"),
        warning=_("No accepted report names this phase: it will stand as closed without its "
                  "deliverable.") if undelivered else "",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def add_session(request: SignedRequest, activity: Activity) -> HttpResponse:
    """A session more."""
    form = SessionForm(activity, sent(request).data)
    return _add(request, activity, form, actions.add_session, _("Add a session"))


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def edit_session(request: SignedRequest, activity: Activity, session_pk: int) -> HttpResponse:
    """The theme of a session, or other days."""
    session = get_object_or_404(activity.occurrences, pk=session_pk)
    form = SessionForm(activity, sent(request).data, session)
    change = partial(actions.change_session, session)
    return _edit(request, activity, form, change, _("Change the session"))


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def drop_session(request: SignedRequest, activity: Activity, session_pk: int) -> HttpResponse:
    """Drop a session with its reason, or take a dropped one back."""
    session = get_object_or_404(activity.occurrences, pk=session_pk)
    form = HandForm(activity.version, sent(request).data)
    dropped = bool(session.dropped_reason)
    step = actions.restore_session if dropped else actions.drop_session
    return _form_page(
        request, activity, form,
        lambda: step(session, hand=form.hand(request.user)),
        title=_("Take the session back") if dropped else _("Drop the session"),
        submit=_("Take it back") if dropped else _("Drop it"),
    )  # fmt: skip


@require_POST
@changes_activity
def add_before(request: SignedRequest, activity: Activity) -> HttpResponse:
    """Say what must end before this activity begins."""
    form = BeforeForm(activity, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose an activity of this programme."))
        return redirect("programme:activity", activity.pk)
    try:
        dependencies.add_dependency(form.cleaned_data["before"], activity, by=request.user)
    except dependencies.Circle as circle:
        messages.error(
            request,
            _("These already follow each other the other way round: %(chain)s.")
            % {"chain": " → ".join(circle.titles)},
        )
    return redirect("programme:activity", activity.pk)


@require_POST
@changes_activity
def remove_before(request: SignedRequest, activity: Activity, link_pk: int) -> HttpResponse:
    """The two no longer wait for each other."""
    link = get_object_or_404(Dependency, pk=link_pk, after=activity)
    dependencies.remove_dependency(link, by=request.user)
    return redirect("programme:activity", activity.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def take_proposal(request: SignedRequest, activity: Activity, link_pk: int) -> HttpResponse:
    """Move the activity behind the one it waits for, as proposed."""
    link = get_object_or_404(
        Dependency.objects.select_related("before", "after"), pk=link_pk, after=activity
    )
    found = proposal(link)
    if found is None:
        raise PermissionDenied(_("There is nothing to propose: the dates follow each other."))
    form = ProposalForm(
        sent(request).data, initial={"version": activity.version, "days": found.days}
    )
    return _form_page(
        request, activity, form,
        lambda: dependencies.take_proposal(
            link, days=form.cleaned_data["days"], version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"], by=request.user,
        ),
        title=_("Move behind “%(before)s”") % {"before": link.before}, submit=_("Move it"),
        proposal=found,
    )  # fmt: skip
