"""What the pages of the room share: fetching, asking the rule, forms that lead on, papers."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banjie.common import once
from banjie.common.files import DOCX
from banjie.people.requests import SignedRequest
from banjie.topics.actions import WrongState

form_page = require_http_methods(["GET", "HEAD", "POST"])
Thing = TypeVar("Thing", bound=Model)


def found_or_404(found: QuerySet[Thing], pk: int) -> Thing:
    """The thing, if it is among those this account may see; a stranger sees 'not found'."""
    thing = found.filter(pk=pk).first()
    if thing is None:
        raise Http404
    return thing


def check(request: SignedRequest, permission: str, thing: Any = None) -> None:
    """Raises PermissionDenied, in words, where the rule says no."""
    if not request.user.may(permission, thing):
        raise PermissionDenied(_("This step is not open now, or not to you."))


def act_page(
    request: SignedRequest, form: Form, act: Callable[[], Any], *, heading: str, button: str,
    back: str, about: Any = "", template: str = "topics/act.html",
) -> HttpResponse:  # fmt: skip
    """A step with a form: what is wrong is said at the form, what is done leads on.

    `act` gives the thing that came of it, which opens where it has a page of its own.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except once.AlreadyDone as done:
            return redirect(done.result if done.result.startswith("/") else back)
        except WrongState:
            raise PermissionDenied(_("It has moved on meanwhile.")) from None
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Done."))
            own = getattr(made, "get_absolute_url", None)
            return redirect(own() if own else back)
    context = {"form": form, "act": heading, "button": button, "back": back, "about": about}
    return render(request, template, context, status=422 if form.is_bound else 200)


def button(request: SignedRequest, act: Callable[[], Any], *, back: str) -> HttpResponse:
    """A step without a form: act, say what came of it, go back."""
    try:
        act()
        messages.success(request, _("Done."))
    except WrongState:
        messages.warning(request, _("It has moved on meanwhile; nothing was changed."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back)


def paper(write: Callable[[BinaryIO], None], name: str) -> FileResponse:
    """A paper as DOCX, to be downloaded."""
    out = io.BytesIO()
    write(out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"{name}.docx", content_type=DOCX)
