"""What every refusal looks like: one schema, words in the caller's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.exceptions import ValidationError as Invalid
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError


class Place(Schema):
    """One thing that is wrong in what was sent."""

    field: str = Field(description="Where it is, as `body.figures.0.value`.")
    message: str


class Problem(Schema):
    """Why a request was refused."""

    code: str = Field(
        description="`not-signed-in`, `forbidden`, `read-only`, `not-found`, `moved-on`, "
        "`key-reused`, `invalid` or `unreadable`."
    )
    message: str = Field(description="A sentence in the language asked for.")
    where: list[Place] = Field(description="The fields to mend; empty where none is at fault.")


READ: dict[int, Any] = dict.fromkeys((401, 404, 422), Problem)
WRITE: dict[int, Any] = dict.fromkeys((401, 403, 404, 409, 422), Problem)


class Refused(Exception):
    """The request is answered with a problem."""

    def __init__(
        self, status: int, code: str, message: str, where: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message
        self.where = [{"field": field, "message": said} for field, said in where]


def check(allowed: bool, message: str) -> None:
    """Go on only where the rule says yes; the message says who may."""
    if not allowed:
        raise Refused(403, "forbidden", message)


def moved_on() -> Refused:
    """The thing is not as the caller saw it."""
    return Refused(
        409, "moved-on",
        _("This changed meanwhile. Look at it as it stands now, then answer."),
    )  # fmt: skip


def refused_by(form: BaseForm, names: dict[str, str]) -> Refused:
    """What a form found wrong, by the names the caller knows the fields by."""
    where = [
        (names.get(field, f"body.{field}"), str(message))
        for field, messages in form.errors.items()
        for message in messages
    ]
    return invalid(where)


def invalid(where: Iterable[tuple[str, str]]) -> Refused:
    return Refused(422, "invalid", _("Something in it is missing or does not fit."), where)


# What pydantic finds wrong, as people say it.
_FAULTS = {
    "missing": gettext_lazy("This is required."),
    "string_too_long": gettext_lazy("This is too long."),
    "string_too_short": gettext_lazy("This is required."),
    "date_from_datetime_parsing": gettext_lazy("Write a day as 2026-05-08."),
    "date_parsing": gettext_lazy("Write a day as 2026-05-08."),
    "int_parsing": gettext_lazy("Write a whole number."),
    "decimal_parsing": gettext_lazy("Write a number as “12.5”."),
    "decimal_max_places": gettext_lazy("This number has more than six decimals."),
    "decimal_max_digits": gettext_lazy("This number is too long."),
    "decimal_whole_digits": gettext_lazy("This number is too large."),
    "greater_than_equal": gettext_lazy("This number is too small."),
    "less_than_equal": gettext_lazy("This number is too large."),
    "extra_forbidden": gettext_lazy("There is no such field."),
}

_KINDS = {"form": "body", "file": "body"}


def _place(error: dict[str, Any]) -> tuple[str, str]:
    """Where it is, as the caller wrote it: what our functions call a body is nobody's business."""
    kind, *steps = error["loc"]
    if kind == "body":
        steps = steps[1:]
    said = _FAULTS.get(error["type"], gettext_lazy("This value does not fit."))
    return ".".join(str(step) for step in (_KINDS.get(kind, kind), *steps)), str(said)


def _not_signed_in(_error: Any) -> Refused:
    return Refused(401, "not-signed-in", _("Sign in, or send a key that still works."))


def _not_found(_error: Any) -> Refused:
    return Refused(404, "not-found", _("There is nothing here, or it is not yours to see."))


def _forbidden(error: PermissionDenied) -> Refused:
    return Refused(403, "forbidden", str(error) or _("This is not yours to do."))


def _unreadable(_error: Any) -> Refused:
    return Refused(422, "unreadable", _("What was sent cannot be read."))


def _from_ninja(error: HttpError) -> Refused:
    """A session without its CSRF token (403), or a body that is no JSON (400)."""
    if error.status_code == 403:
        return Refused(403, "forbidden", _("Send the CSRF token along with the session."))
    return _unreadable(error)


_PROBLEMS: dict[type[Exception], Callable[[Any], Refused]] = {
    Refused: lambda refused: refused,
    Http404: _not_found,
    PermissionDenied: _forbidden,
    AuthenticationError: _not_signed_in,
    Invalid: lambda error: invalid(("", message) for message in error.messages),
    ValidationError: lambda error: invalid(map(_place, error.errors)),
    HttpError: _from_ninja,
    SuspiciousOperation: _unreadable,
    MultiPartParserError: _unreadable,
}


def install(api: NinjaAPI) -> None:
    """Answer every refusal of the site in this one schema."""

    def told(problem_of: Callable[[Any], Refused]) -> Any:
        def handle(request: HttpRequest, error: Any) -> HttpResponse:
            problem = problem_of(error)
            said = {"code": problem.code, "message": problem.message, "where": problem.where}
            response = api.create_response(request, said, status=problem.status)
            if problem.status == 401:
                response.headers["WWW-Authenticate"] = "Bearer"
            return response

        return handle

    for kind, problem_of in _PROBLEMS.items():
        api.add_exception_handler(kind, told(problem_of))
