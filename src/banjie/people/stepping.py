"""A step taken on its page or by its button: check, act, answer. One shape for every room.

A step is carried out once for the key of its form, so that neither a double click nor a request
sent again on a weak line does anything twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from banjie.common import once
from banjie.people.models import User
from banjie.people.requests import SignedRequest


class Words(NamedTuple):
    """What a step is called at the head of its page and on its button."""

    heading: str | Promise
    button: str | Promise
    lede: str | Promise = ""


@transaction.atomic
def carried_out(key: str, act: Callable[[], Any], *, by: User) -> None:
    """Act in the transaction that claims the key; raises `once.AlreadyDone` for a key used up."""
    claimed = once.claim(key, by=by)
    act()
    once.settle(claimed, "done")


@dataclass(frozen=True, slots=True)
class Stepping:
    """How a room answers: `wrong` is what its actions raise when the thing has moved on, `moved`
    says so in words, `home` is the label and the name of the list the page leads back to.
    """

    wrong: type[Exception]
    moved: str | Promise
    home: tuple[str | Promise, str]
    style: str = "common/css/pages/work.css"

    def press(self, request: SignedRequest, thing: Any, act: Callable[[], Any]) -> HttpResponse:
        """A step without a form. What could not be done is said above the page of the thing."""
        try:
            carried_out(request.POST.get("once") or once.new_key(), act, by=request.user)
            messages.success(request, _("Done."))
        except once.AlreadyDone:
            pass  # the first of the two said so
        except self.wrong:
            messages.warning(request, str(self.moved))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(thing.get_absolute_url())

    def page(
        self, request: SignedRequest, thing: Any, form: Form, words: Words,
        act: Callable[[dict[str, Any]], Any], *, template: str = "people/step.html",
        more: Mapping[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        """A step with a form that has a key: what is wrong is said at the form, what is done leads
        to the thing. `more` is for templates that extend the plain page.
        """
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            try:
                carried_out(values["once"], lambda: act(values), by=request.user)
            except once.AlreadyDone:
                return redirect(thing.get_absolute_url())
            except self.wrong:
                raise PermissionDenied(self.moved) from None
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Done."))
                return redirect(thing.get_absolute_url())
        context = {"thing": thing, "form": form, "words": words, "stepping": self, **(more or {})}
        return render(request, template, context, status=422 if form.is_bound else 200)
