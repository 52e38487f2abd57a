"""Channels of my offices and their posters."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.common import once
from banjie.consultation.actions import WrongState
from banjie.consultation.actions import channels as actions
from banjie.consultation.forms.channels import ChannelForm, PosterForm
from banjie.consultation.models import Channel, Poster
from banjie.consultation.queries.channels import channels_kept, qr_drawing, short_address
from banjie.people.requests import SignedRequest, sent


def _check(request: SignedRequest) -> None:
    if not request.user.may("consultation.make_channel"):
        raise PermissionDenied(_("Channels are kept by an office’s officer."))


def _channel(request: SignedRequest, pk: int) -> Channel:
    _check(request)
    found = get_object_or_404(Channel.objects.select_related("office"), pk=pk)
    if not request.user.may("consultation.keep_channel", found):
        raise Http404
    return found


@require_safe
def channels(request: SignedRequest) -> HttpResponse:
    """The channels of my offices."""
    _check(request)
    context = {"channels": channels_kept(request.user)}
    return render(request, "consultation/channels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_channel(request: SignedRequest) -> HttpResponse:
    """Open a channel; its first short address is made with it."""
    _check(request)
    form = ChannelForm(request.user, sent(request).data)
    if form.is_bound and form.is_valid():
        try:
            made = actions.open_channel(
                form.values(), once_key=form.cleaned_data["once"], by=request.user
            )
        except once.AlreadyDone as done:
            return redirect("consultation:channel", done.result)
        messages.success(request, _("The channel is open."))
        return redirect("consultation:channel", made.pk)
    if before := once.result(request.POST.get("once", ""), by=request.user):
        return redirect("consultation:channel", before)
    status = 422 if form.is_bound else 200
    return render(request, "consultation/channel_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def channel(request: SignedRequest, pk: int) -> HttpResponse:
    """One channel: its words, whether it is open, its posters."""
    found = _channel(request, pk)
    form = ChannelForm(request.user, sent(request).data, instance=found)
    if form.is_bound and form.is_valid():
        actions.change_channel(found, form.values(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("consultation:channel", pk)
    context = {
        "channel": found,
        "form": form,
        "poster_form": PosterForm(),
        "posters": found.posters.all(),
        "site": settings.SITE_URL,
    }
    return render(
        request, "consultation/channel.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def add_poster(request: SignedRequest, pk: int) -> HttpResponse:
    """One more short address."""
    found = _channel(request, pk)
    form = PosterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A place has at most 100 characters."))
        return redirect("consultation:channel", pk)
    values = form.cleaned_data
    try:
        made = actions.add_poster(
            found, place=values["place"], once_key=values["once"], by=request.user
        )
    except once.AlreadyDone as done:
        return redirect("consultation:print-poster", done.result)
    return redirect("consultation:print-poster", made.pk)


def _poster(request: SignedRequest, pk: int) -> Poster:
    _check(request)
    found = get_object_or_404(Poster.objects.select_related("channel__office"), pk=pk)
    if not request.user.may("consultation.keep_channel", found.channel):
        raise Http404
    return found


@require_safe
def print_poster(request: SignedRequest, pk: int) -> HttpResponse:
    """A sheet to print: the code to scan, and the address to type beside it."""
    found = _poster(request, pk)
    address = short_address(found)
    context = {
        "poster": found,
        "channel": found.channel,
        "site": settings.SITE_URL,
        "drawing": mark_safe(qr_drawing(address)),  # noqa: S308 - drawn by us from our own address
    }
    return render(request, "consultation/poster.html", context)


@require_POST
def revoke_poster(request: SignedRequest, pk: int) -> HttpResponse:
    """Take one short address back."""
    found = _poster(request, pk)
    try:
        actions.revoke_poster(found, by=request.user)
        messages.success(request, _("This address is taken back; the others go on."))
    except WrongState:
        messages.warning(request, _("It was taken back before."))
    return redirect("consultation:channel", found.channel_id)
