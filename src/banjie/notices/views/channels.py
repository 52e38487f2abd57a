"""The channels I chose, and those of the units I speak for."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.notices import queries
from banjie.notices.actions import channels as actions
from banjie.notices.actions import delivering
from banjie.notices.forms import channel_form
from banjie.notices.models import Channel
from banjie.notices.sending.reasons import NotSent
from banjie.people.models import Unit
from banjie.people.requests import SignedRequest, sent


def means_offered() -> list[tuple[str, str]]:
    """What can be set up here: mail only where the site has a mail server."""
    return [
        (means, str(label))
        for means, label in Channel.Means.choices
        if means != Channel.Means.EMAIL or settings.DEFAULT_FROM_EMAIL
    ]


@require_safe
@never_cache
def channels(request: SignedRequest) -> HttpResponse:
    """Each channel masked: the whole is never shown again."""
    units = [(unit, queries.channels(unit=unit)) for unit in queries.units_spoken_for(request.user)]
    context = {
        "mine": queries.channels(user=request.user),
        "units": units,
        "means": means_offered(),
    }
    return render(request, "notices/channels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add_channel(request: SignedRequest, means: str, pk: int | None = None) -> HttpResponse:
    """Set up a channel, for me or for a unit (`pk`)."""
    if means not in dict(means_offered()):
        raise Http404
    unit = Unit.objects.filter(pk=pk).first() if pk else None
    if pk and (unit is None or not request.user.may("notices.set_channels", unit)):
        raise Http404
    form = channel_form(means, sent(request).data)
    if form.is_bound and form.is_valid():
        try:
            actions.add_channel(means, values=form.cleaned_data, unit=unit, by=request.user)
        except actions.TooMany:
            form.add_error(None, _("Five ways are enough; remove one first."))
        else:
            messages.success(request, _("Notices now also come this way."))
            return redirect("notices:channels")
    context = {"form": form, "unit": unit, "means": means, "label": Channel.Means(means).label}
    status = 422 if form.errors else 200
    return render(request, "notices/channel_form.html", context, status=status)


def channel_or_404(request: SignedRequest, pk: int) -> Channel:
    """A channel of mine or of a unit I speak for; any other is 'not found'."""
    channel = Channel.objects.filter(pk=pk).first()
    if channel is None or not request.user.may("notices.use_channel", channel):
        raise Http404
    return channel


@require_POST
def try_channel(request: SignedRequest, pk: int) -> HttpResponse:
    """Send a trial message and say what became of it."""
    try:
        delivering.try_channel(channel_or_404(request, pk))
    except NotSent as trouble:
        messages.warning(request, _("The trial did not arrive: %(why)s") % {"why": trouble})
    else:
        messages.success(request, _("The trial is sent; please look whether it is there."))
    return redirect("notices:channels")


@require_POST
def remove_channel(request: SignedRequest, pk: int) -> HttpResponse:
    """The address is deleted at once."""
    channel = channel_or_404(request, pk)
    actions.remove_channel(channel, by=request.user)
    messages.success(request, _("The address is deleted."))
    return redirect("notices:channels")
