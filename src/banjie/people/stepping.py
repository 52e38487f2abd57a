"""A step taken on its page or by its button: check, act, answer. One shape for every room.

A step is carried out once for the key of its form, so that neither a double click nor a request
sent again on a weak line does anything twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
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


def files_of(form: Form) -> list[UploadedFile]:
    """The files a valid form was sent, in any of its fields."""
    said = form.cleaned_data.values()
    lines = (value if isinstance(value, list) else [value] for value in said)
    return [each for line in lines for each in line if isinstance(each, UploadedFile)]


@transaction.atomic
def carried_out(key: str, act: Callable[[], Any], *, by: User) -> str:
    """Act in the transaction that claims the key; raises `once.AlreadyDone` for a key used up.
    Where what came of it is read, or "done" where it has no page; the error has the same as result.
    """
    claimed = once.claim(key, by=by)
    own = getattr(act(), "get_absolute_url", None)
    result = str(own()) if own else "done"
    once.settle(claimed, result)
    return result


@dataclass(frozen=True, slots=True)
class Place:
    """What a page is about and leads back to, where that is a list or has no title of its own."""

    address: str | Promise
    title: str | Promise = ""
    number: str = ""

    def get_absolute_url(self) -> str:
        """As things have it."""
        return str(self.address)


@dataclass(frozen=True, slots=True)
class Stepping:
    """How a room answers: `wrong` is what its actions raise when the thing has moved on, `moved`
    says so in words, `home` is the label and the name of the list the page leads back to. Where
    `opens`, what a form made is shown afterwards, not what the form was about. `look` looks into
    the files of a form before the transaction begins: it may take longer than others can wait.
    """

    wrong: type[Exception]
    moved: str | Promise
    home: tuple[str | Promise, str]
    style: str = "common/css/pages/work.css"
    opens: bool = False
    look: Callable[[Iterable[UploadedFile]], None] | None = None

    def press(
        self, request: SignedRequest, thing: Any, act: Callable[[], Any], *,
        leads: tuple[str | Promise, str] | None = None,
    ) -> HttpResponse:  # fmt: skip
        """A step without a form. What could not be done is said above the page of the thing. Where
        more is to be done elsewhere, `leads` says what and at which address.
        """
        try:
            carried_out(request.POST.get("once") or once.new_key(), act, by=request.user)
            said, to = leads or (_("Done."), thing.get_absolute_url())
            messages.success(request, str(said))
            return redirect(to)
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
            if self.look:
                self.look(files_of(form))
            try:
                made = carried_out(values["once"], lambda: act(values), by=request.user)
            except once.AlreadyDone as done:
                return self._on(done.result, thing)
            except self.wrong:
                raise PermissionDenied(self.moved) from None
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Done."))
                return self._on(made, thing)
        context = {"thing": thing, "form": form, "words": words, "stepping": self, **(more or {})}
        return render(request, template, context, status=422 if form.is_bound else 200)

    def _on(self, made: str, thing: Any) -> HttpResponse:
        """To what was made, or back to the thing."""
        return redirect(made if self.opens and made != "done" else thing.get_absolute_url())
