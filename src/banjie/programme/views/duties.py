"""What a unit answers to what it was given, and what the office answers to a request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest
from banjie.programme.actions import duties as actions
from banjie.programme.actions.drafts import Stale
from banjie.programme.forms.phases import HandForm, HandOnForm
from banjie.programme.models import Assignment
from banjie.programme.queries import duties as queries


def duty_or_404(request: SignedRequest, pk: int) -> Assignment:
    """The part, for its unit, for who handed it on and for the office."""
    part = queries.duties_seen_by(request.user).filter(pk=pk).first()
    if part is None or not request.user.may("programme.see_duty", part):
        raise Http404
    return part


def _allowed(request: SignedRequest, pk: int, permission: str) -> Assignment:
    part = duty_or_404(request, pk)
    if not request.user.may(permission, part):
        raise PermissionDenied(
            _("This is answered by the liaison or leader of the unit, a request by the office.")
        )
    return part


def _moved_on(request: SignedRequest) -> None:
    messages.warning(
        request, _("This changed meanwhile. Look at it as it stands now, then answer.")
    )


@require_safe
def duties(request: SignedRequest) -> HttpResponse:
    """What my units were given: to confirm in one go, or one by one."""
    found = list(queries.duties_of(request.user))
    waiting = [part for part in found if part.answer == Assignment.Answer.WAITING]
    context = {
        "waiting": waiting,
        "answered": [part for part in found if part.answer != Assignment.Answer.WAITING],
    }
    return render(request, "programme/duties.html", context)


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) < 19


@require_POST
def confirm_duties(request: SignedRequest) -> HttpResponse:
    """Confirm the chosen parts, each as the page showed it: `part` is `number:version`."""
    mine = {str(part.pk): part for part in queries.duties_of(request.user)}
    confirmed = 0
    for said in request.POST.getlist("part"):
        pk, _colon, version = said.partition(":")
        part = mine.get(pk)
        if part is None or not _is_number(version):
            raise Http404
        try:
            actions.confirm(part, version=int(version), by=request.user)
            confirmed += 1
        except Stale:
            _moved_on(request)
    if confirmed:
        messages.success(
            request,
            ngettext("%(n)s item confirmed.", "%(n)s items confirmed.", confirmed)
            % {"n": confirmed},
        )
    elif not request.POST.getlist("part"):
        messages.error(request, _("Choose what your unit confirms."))
    back = request.POST.get("back", "")
    return (
        redirect("programme:activity", int(back))
        if _is_number(back)
        else redirect("programme:duties")
    )


@require_safe
def duty(request: SignedRequest, pk: int) -> HttpResponse:
    """One part: what it asks for, what was answered, and the ways to answer."""
    return _duty_page(request, duty_or_404(request, pk))


def _duty_page(request: SignedRequest, part: Assignment, **forms: Any) -> HttpResponse:
    may, version = request.user.may, part.activity.version
    context: dict[str, Any] = {
        "part": part,
        "activity": part.activity,
        "may_answer": may("programme.answer_duty", part),
        "may_take_back": may("programme.take_duty_back", part),
        "may_decline": may("programme.decline_change", part),
        "ask_form": HandForm(version),
        "hand_on_form": HandOnForm(part),
        "decline_form": HandForm(version),
        "below": part.handed_to.select_related("unit"),
        "problem": next(iter(forms.values()), None),
    }
    status = 422 if forms else 200
    return render(request, "programme/duty.html", context | forms, status=status)


@require_POST
def ask_change(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask the office for something else."""
    part = _allowed(request, pk, "programme.answer_duty")
    form = HandForm(part.activity.version, request.POST)
    if not form.is_valid():
        return _duty_page(request, part, ask_form=form)
    values = form.cleaned_data
    try:
        actions.ask_change(
            part, version=values["version"], reason=values["reason"], by=request.user
        )
        messages.success(request, _("Sent. The office changes it or says why not."))
    except Stale:
        _moved_on(request)
    return redirect("programme:duty", pk)


@require_POST
def hand_on(request: SignedRequest, pk: int) -> HttpResponse:
    """Hand the work to a unit below."""
    part = _allowed(request, pk, "programme.answer_duty")
    form = HandOnForm(part, request.POST)
    if not form.is_valid():
        return _duty_page(request, part, hand_on_form=form)
    values = form.cleaned_data
    try:
        actions.hand_on(part, values["unit"], version=values["version"], by=request.user)
        messages.success(request, _("Handed on. Your unit still answers for it and sees it."))
    except Stale:
        _moved_on(request)
    except actions.NotBelow:
        messages.warning(request, _("That unit has a part of its own in it already."))
    return redirect("programme:duty", pk)


@require_POST
def take_back(request: SignedRequest, pk: int) -> HttpResponse:
    """Take back what was handed on."""
    part = _allowed(request, pk, "programme.take_duty_back")
    try:
        actions.take_back(part, by=request.user)
        messages.success(request, _("Taken back."))
    except Stale:
        _moved_on(request)
    return redirect("programme:duty", pk)


@require_POST
def decline_change(request: SignedRequest, pk: int) -> HttpResponse:
    """The office leaves it as it is, and says why."""
    part = _allowed(request, pk, "programme.decline_change")
    form = HandForm(part.activity.version, request.POST)
    if not form.is_valid():
        return _duty_page(request, part, decline_form=form)
    try:
        actions.decline_change(part, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Declined. The unit reads your reason."))
    except Stale:
        _moved_on(request)
    return redirect("programme:duty", pk)
