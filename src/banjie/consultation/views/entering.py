"""What an officer does for somebody else: enter what came on paper; look a contact up."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import once
from banjie.consultation import actions
from banjie.consultation.forms.submitting import EntryForm
from banjie.consultation.models import Contact, Kind
from banjie.consultation.sealing import Unreadable
from banjie.consultation.views.cases import case_or_404
from banjie.people.requests import SignedRequest, sent


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SignedRequest) -> HttpResponse:
    """Enter a case from paper, from the telephone or from a meeting; `?kind=` says which form."""
    if not request.user.may("consultation.enter_on_behalf"):
        raise PermissionDenied(_("Cases are entered by an office’s officer."))
    asked = request.GET.get("kind", "")
    kind = asked if asked in Kind.values else Kind.SUGGESTION.value
    form = EntryForm(kind, request.user, *sent(request))
    if form.is_bound and form.is_valid():
        try:
            made = actions.enter_case(
                form.content(), form.paper(), office=form.cleaned_data["office"],
                by=request.user, once_key=form.cleaned_data["once"],
            )  # fmt: skip
        except once.AlreadyDone as done:
            return redirect("consultation:case", done.result)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Entered."))
            return redirect("consultation:case", made.pk)
    if before := once.result(request.POST.get("once", ""), by=request.user):
        return redirect("consultation:case", before)
    if form.is_bound:
        form.keep_files()
    context = {
        "form": form,
        "kind": kind,
        "kinds": Kind.choices,
        "seen": form.seen_now if form.is_bound else "",
    }
    return render(request, "consultation/enter.html", context, status=422 if form.is_bound else 200)


@require_POST
def see_contact(request: SignedRequest, pk: int) -> HttpResponse:
    """The author's contact, once the button was pressed; looking at it is a step in the log."""
    found = case_or_404(request, pk)
    if not request.user.may("consultation.see_contact", found):
        raise PermissionDenied(_("Contacts are seen by the office’s officers alone."))
    author = found.submitters.get(lead=True)
    try:
        words = actions.see_contact(author, by=request.user)
    except Contact.DoesNotExist:
        raise Http404 from None
    except Unreadable:
        words = _("It cannot be opened any more.")
    answer = render(request, "consultation/contact.html", {"case": found, "words": words})
    answer.headers["Cache-Control"] = "no-store"
    return answer
