"""Steps at addresses of their own: found, allowed, filled in, taken once for their key."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from ninja import File, Router, UploadedFile
from ninja import Form as InForm

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number
from banjie.api.problems import WRITE, Refused, check, invalid, moved_on, refused_by
from banjie.api.schemas.steps import FormField, StepIn
from banjie.api.views.steps import sent_as
from banjie.documents.attachments import look_ahead
from banjie.people.models import User
from banjie.people.requests import SignedRequest
from banjie.people.stepping import files_of


class Sent(NamedTuple):
    """What the form of the page would have been sent."""

    data: QueryDict
    files: MultiValueDict[str, UploadedFile]


class Step(NamedTuple):
    """A step on one of `things`.

    `permission` is asked about the thing, `refused` says who has it. `form` makes the form of the
    page and `said` is what is sent for it, `files` its field for files; `act` takes the step with
    the form filled in. `makes` names the sort of thing that the step makes and the receipt is
    about, '' where it is about the thing itself.
    """

    things: str
    about: str
    permission: str
    refused: str | Promise
    act: Callable[[Any, Any, User], Any]
    form: Callable[[Any, Sent, User], Form] | None = None
    said: type[StepIn] | None = None
    files: str = ""
    makes: str = ""


class Room(NamedTuple):
    """What the steps of a room have in common.

    `found` gives a thing of each sort, or 404; `read_at` says where a thing is read: in which
    folder, under which of its fields. `moved` is what the actions raise when a thing has moved on.
    """

    found: Mapping[str, Callable[[SignedRequest, int], Any]]
    read_at: Mapping[str, tuple[str, str]]
    moved: tuple[type[Exception], ...]


class Steps:
    """The steps of a room, by name."""

    def __init__(self, room: Room, steps: Mapping[str, Step]) -> None:
        self.room, self.steps = room, steps

    def open_to(self, user: User, things: str, thing: Any) -> list[str]:
        """The steps on this thing that the account may take now."""
        return [
            name.replace("_", "-")
            for name, step in self.steps.items()
            if step.things == things and user.may(step.permission, thing)
        ]

    def install(self, router: Router, prefix: str) -> None:
        """Give each step its address, `/supervision/answers/7/verify`."""
        for name, step in self.steps.items():
            call, dashed = self._call(step), name.replace("_", "-")
            call.__name__, call.__doc__ = name, step.about
            opened = router.post(
                f"/{step.things}/{{pk}}/{dashed}",
                response={200: Receipt, **WRITE},
                url_name=f"{prefix}-{dashed}",
                operation_id=f"{step.things.partition('/')[0]}.{name}",
            )
            opened(call)

    def _call(self, step: Step) -> Callable[..., Receipt]:
        body: Any = step.said

        def bare(request: SignedRequest, pk: Number, key: Key) -> Receipt:
            return self._take(request, step, (pk, key))

        def filled(request: SignedRequest, pk: Number, said: body, key: Key) -> Receipt:
            return self._take(request, step, (pk, key), list(said.filled()))

        def with_files(
            request: SignedRequest, pk: Number, said: InForm[body], key: Key,
            file: File[list[UploadedFile] | None] = None,
        ) -> Receipt:  # fmt: skip
            return self._take(request, step, (pk, key), list(said.filled()), file or ())

        return with_files if step.files else filled if body else bare

    def _take(
        self, request: SignedRequest, step: Step, asked: tuple[int, str],
        fields: list[FormField] | None = None, files: Iterable[UploadedFile] = (),
    ) -> Receipt:  # fmt: skip
        """Take the step once for its key; what is refused is told by the caller's names."""
        pk, key = asked
        if files:
            self._look_ahead(request, step, pk, fields or [], files)
        folder, at = self.room.read_at[step.makes or step.things]

        def work() -> int:
            thing = self.room.found[step.things](request, pk)
            check(request.user.may(step.permission, thing), str(step.refused))
            form = _filled_in(step, thing, fields or [], files, request.user)
            try:
                made = step.act(thing, form, request.user)
            except ValidationError as error:
                raise invalid(("body", message) for message in error.messages) from None
            return int(attrgetter(at)(made if step.makes else thing))

        try:
            number = carried_out(request, key, work)
        except self.room.moved:
            raise moved_on() from None
        return Receipt(id=number, address=f"/api/v1/{folder}/{number}")

    def _look_ahead(
        self, request: SignedRequest, step: Step, pk: int,
        fields: list[FormField], files: Iterable[UploadedFile],
    ) -> None:  # fmt: skip
        """Look into the files before the transaction begins, where the step may be taken now and
        its form is sound; all is asked again in it.
        """
        thing = self.room.found[step.things](request, pk)
        if not request.user.may(step.permission, thing):
            return
        with suppress(Refused):
            form = _filled_in(step, thing, fields, files, request.user)
            look_ahead(files_of(form) if form else ())


def _filled_in(
    step: Step, thing: Any, fields: list[FormField], files: Iterable[UploadedFile], by: User
) -> Form | None:
    if step.form is None:
        return None
    sent = Sent(sent_as(fields), MultiValueDict({step.files: list(files)} if files else {}))
    form = step.form(thing, sent, by)
    if not form.is_valid():
        names = {field.name: f"body.{field.called}" for field in fields}
        raise refused_by(form, names | {"__all__": "body", step.files: "body.file"})
    return form
