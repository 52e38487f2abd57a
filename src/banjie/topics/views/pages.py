"""What the pages of the room share: fetching, asking the rule, taking steps, papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from banjie.common.files import DOCX, written
from banjie.documents.attachments import look_ahead
from banjie.people.requests import SignedRequest
from banjie.people.stepping import Place, Stepping
from banjie.topics.actions import WrongState
from banjie.topics.models import AnnualPlan, Session, Station
from banjie.topics.refusals import REFUSED

STEPPING = Stepping(
    WrongState,
    _("It has moved on meanwhile; nothing was changed."),
    (_("Topics"), "topics:topics"),
    opens=True,
    look=look_ahead,
)
form_page = require_http_methods(["GET", "HEAD", "POST"])
Thing = TypeVar("Thing", bound=Model)


def found_or_404(found: QuerySet[Thing], pk: int) -> Thing:
    """The thing, if it is among those this account may see; a stranger sees 'not found'."""
    thing = found.filter(pk=pk).first()
    if thing is None:
        raise Http404
    return thing


def check(request: SignedRequest, step: str, thing: Any = None) -> None:
    """Raises PermissionDenied where the rule says no; it says who may."""
    if not request.user.may(f"topics.{step}", thing):
        raise PermissionDenied(REFUSED[step])


def place(thing: AnnualPlan | Session | Station) -> Place:
    """A thing that has no title of its own, as the page of its steps needs it."""
    return Place(thing.get_absolute_url(), str(thing), getattr(thing, "number", ""))


def paper(write: Callable[[BinaryIO], None], name: str) -> FileResponse:
    """A paper as DOCX, to be downloaded."""
    return written(write, name, DOCX)
