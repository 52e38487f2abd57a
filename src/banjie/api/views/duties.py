"""What the caller's units were given, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from ninja import Query, Router

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, moved_on, refused_by
from banjie.api.schemas.programmes import Asked, DutyOut, SeenVersion
from banjie.people.requests import SignedRequest
from banjie.programme.actions import duties as actions
from banjie.programme.actions.drafts import Stale
from banjie.programme.forms.phases import HandForm
from banjie.programme.models import Assignment
from banjie.programme.queries.duties import duties_of
from banjie.programme.views.duties import duty_or_404

router = Router(tags=["Programmes"])


@router.get("/duties", response={200: Page[DutyOut], **READ}, url_name="duties")
def duties(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The parts of the units I answer for, in open programmes."""
    return page(duties_of(request.user), asked, lambda rows: [DutyOut.of(part) for part in rows])


@router.get("/duties/{pk}", response={200: DutyOut, **READ}, url_name="duty")
def duty(request: SignedRequest, pk: Number) -> Any:
    """One part, for its unit, for who handed it on and for the office."""
    return DutyOut.of(duty_or_404(request, pk))


def _answer(
    request: SignedRequest, pk: int, key: str, step: Callable[[Assignment], object]
) -> Receipt:
    def work() -> int:
        part = duty_or_404(request, pk)
        check(
            request.user.may("programme.answer_duty", part),
            _("This is answered by the liaison or leader of the unit, a request by the office."),
        )
        try:
            step(part)
        except Stale:
            raise moved_on() from None
        return part.pk

    number = carried_out(request, key, work)
    return Receipt(id=number, address=f"/api/v1/duties/{number}")


@router.post("/duties/{pk}/confirm", response={200: Receipt, **WRITE}, url_name="confirm-duty")
def confirm(request: SignedRequest, pk: Number, said: SeenVersion, key: Key) -> Any:
    """The unit will do it, as the activity stands in this version."""
    return _answer(
        request, pk, key,
        lambda part: actions.confirm(part, version=said.version, by=request.user),
    )  # fmt: skip


@router.post("/duties/{pk}/ask-change", response={200: Receipt, **WRITE}, url_name="ask-change")
def ask_change(request: SignedRequest, pk: Number, said: Asked, key: Key) -> Any:
    """The unit asks the office for something else, with its reason."""

    def step(part: Assignment) -> None:
        form = HandForm(said.version, said.dict())
        if not form.is_valid():
            raise refused_by(form, {})
        values = form.cleaned_data
        actions.ask_change(
            part, version=values["version"], reason=values["reason"], by=request.user
        )

    return _answer(request, pk, key, step)
