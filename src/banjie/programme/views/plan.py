"""The office changes a programme at work: activities and areas."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banjie.common import once
from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import areas, dropping
from banjie.programme.actions import plan as actions
from banjie.programme.actions.drafts import Stale
from banjie.programme.forms.phases import HandForm
from banjie.programme.forms.plan import ActivityForm, AreaForm, NewActivityForm
from banjie.programme.models import Activity, Assignment, Programme
from banjie.programme.views.programmes import activity_or_404, programme_or_404

View = Callable[..., HttpResponse]


def must_change(request: SignedRequest, programme: Programme) -> None:
    """Refuses those who may not change the plan, and says who may."""
    if not request.user.may("programme.change_plan", programme):
        raise PermissionDenied(
            _("The plan is changed by the officers of %(office)s while it is open.")
            % {"office": programme.office}
        )


def changes_activity(view: View) -> View:
    """Hands the view the activity; what moved on since the page was drawn is shown anew."""

    @wraps(view)
    def wrapped(request: SignedRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        activity = activity_or_404(request, pk)
        must_change(request, activity.programme)
        try:
            return view(request, activity, *args, **kwargs)
        except Stale:
            messages.warning(
                request,
                _("Somebody else changed this activity meanwhile. Here it is as it stands now."),
            )
            return redirect("programme:activity", activity.pk)

    return wrapped


def while_open(view: View) -> View:
    """Says so where the programme was closed since the page was drawn."""

    @wraps(view)
    def wrapped(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Stale:
            raise PermissionDenied(
                _("This is not at work any more; nothing was changed.")
            ) from None

    return wrapped


def plain_page(request: SignedRequest, form: Any, **context: Any) -> HttpResponse:
    """A page that is one short form: `title`, `back`, `submit` say what it is about."""
    status = 422 if form.is_bound else 200
    return render(request, "programme/plain_form.html", {"form": form, **context}, status=status)


def needs_reason(form: Any) -> None:
    """Marks the reason: units have agreed to what would change."""
    form.add_error("reason", _("Units have answered to this. Tell them why it changes."))


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def edit_activity(request: SignedRequest, activity: Activity) -> HttpResponse:
    """Everything about an activity on one page, the requests of its units beside it."""
    form = ActivityForm(activity, sent(request).data)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            changed = actions.change_activity(
                activity,
                form.wanted(),
                version=values["version"],
                reason=values["reason"],
                by=request.user,
            )
        except actions.NeedsReason:
            needs_reason(form)
        except actions.TargetInUse:
            form.add_error(
                None, _("Reports have figures against a target that was taken out. It must stay.")
            )
        else:
            said = _("Changed. Units that had answered are asked again.")
            messages.success(request, said if changed else _("Nothing was different."))
            return redirect("programme:activity", activity.pk)
    asked = [
        part for part in activity.assignments.all() if part.answer == Assignment.Answer.CHANGE_ASKED
    ]
    return render(
        request,
        "programme/edit_activity.html",
        {"form": form, "activity": activity, "asked": asked},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@changes_activity
def drop_activity(request: SignedRequest, activity: Activity) -> HttpResponse:
    """Drop an activity with its reason, or take a dropped one back."""
    form = HandForm(activity.version, sent(request).data)
    dropped = activity.dropped_at is not None
    if request.method == "POST" and form.is_valid():
        step = dropping.restore_activity if dropped else dropping.drop_activity
        values = form.cleaned_data
        step(activity, version=values["version"], reason=values["reason"], by=request.user)
        messages.success(request, _("Changed."))
        return redirect("programme:activity", activity.pk)
    return plain_page(
        request, form, activity=activity, programme=activity.programme,
        title=_("Take the activity back") if dropped else _("Drop the activity"),
        submit=_("Take it back") if dropped else _("Drop the activity"),
        warning="" if dropped else _("Its reports stay, and so do their figures. Every unit with "
                                     "a part is told the reason."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def add_activity(request: SignedRequest, pk: int) -> HttpResponse:
    """A new activity: its head here, the rest on its own page."""
    programme = programme_or_404(request, pk)
    must_change(request, programme)
    form = NewActivityForm(programme, sent(request).data)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = actions.add_activity(
                programme,
                plain=form.plain(),
                area=values["area"],
                parent=values["parent"],
                once_key=values["once"],
                by=request.user,
            ).pk
        except once.AlreadyDone as done:
            made = int(done.result)
        return redirect("programme:edit-activity", made)
    return plain_page(
        request, form, programme=programme, title=_("Add an activity"), submit=_("Add")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def add_area(request: SignedRequest, pk: int) -> HttpResponse:
    """A new area, at any depth."""
    programme = programme_or_404(request, pk)
    must_change(request, programme)
    form = AreaForm(programme, sent(request).data)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            areas.add_area(
                programme,
                number=values["number"],
                title=values["title"],
                parent=values["parent"],
                once_key=values["once"],
                by=request.user,
            )
            messages.success(request, _("The area is there. Activities can stand under it."))
        except once.AlreadyDone:
            messages.info(request, _("This area was already added."))
        return redirect("programme:list", programme.pk)
    return plain_page(
        request, form, programme=programme, areas=programme.areas.all(), title=_("Add an area"),
        submit=_("Add"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def edit_area(request: SignedRequest, pk: int, area_pk: int) -> HttpResponse:
    """Another number or title for an area."""
    programme = programme_or_404(request, pk)
    must_change(request, programme)
    area = get_object_or_404(programme.areas, pk=area_pk)
    form = AreaForm(programme, sent(request).data, area)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        areas.change_area(area, number=values["number"], title=values["title"], by=request.user)
        return redirect("programme:list", programme.pk)
    return plain_page(request, form, programme=programme, title=_("Change the area"))
