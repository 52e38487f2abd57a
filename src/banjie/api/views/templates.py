"""Templates of replies: the words a unit begins its replies with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from ninja import Query, Router, Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, refused_by
from banjie.api.schemas.cases import TemplateOut
from banjie.api.schemas.steps import TemplateWords, names_of
from banjie.api.views.steps import sent_as
from banjie.consultation import actions
from banjie.consultation.forms.replies import TemplateForm
from banjie.consultation.models import Template
from banjie.consultation.queries.replies import templates_for
from banjie.consultation.views.templates import KEEPERS, template_or_404
from banjie.people.requests import SignedRequest

router = Router(tags=["Templates of replies"])
LIST = "/reply-templates"


@router.get(LIST, response={200: Page[TemplateOut], **READ}, url_name="templates")
def templates(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The templates of the units I work for."""
    found = templates_for(request.user)
    return page(found, asked, lambda rows: [TemplateOut.of(one) for one in rows])


@router.get(f"{LIST}/{{pk}}", response={200: TemplateOut, **READ}, url_name="template")
def template(request: SignedRequest, pk: Number) -> Any:
    """One template."""
    return TemplateOut.of(template_or_404(request, pk))


def _kept(
    request: SignedRequest, said: TemplateWords, act: Callable[[Any], Template],
    known: Template | None = None,
) -> int:  # fmt: skip
    """Its number; what is refused is told by the caller's names."""
    fields = list(said.filled())
    form = TemplateForm(request.user, sent_as(fields), template=known)
    if form.is_valid():
        try:
            return act(form).pk
        except ValidationError as error:
            form.add_error(None, error)
    raise refused_by(form, names_of(fields))


@router.post(LIST, response={201: Receipt, **WRITE}, url_name="templates")
def add(request: SignedRequest, said: TemplateWords, key: Key) -> Any:
    """Keep words to begin replies with."""

    def work() -> int:
        check(request.user.may("consultation.keep_templates"), str(KEEPERS))
        return _kept(request, said, lambda f: actions.add_template(f.content(), by=request.user))

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1{LIST}/{number}"))


@router.post(f"{LIST}/{{pk}}/change", response={200: Receipt, **WRITE}, url_name="change-template")
def change(request: SignedRequest, pk: Number, said: TemplateWords, key: Key) -> Any:
    """Word it anew; what was drafted with it stays."""

    def work() -> int:
        known = template_or_404(request, pk)
        return _kept(
            request, said,
            lambda form: actions.change_template(known, form.content(), by=request.user), known,
        )  # fmt: skip

    number = carried_out(request, key, work)
    return Receipt(id=number, address=f"/api/v1{LIST}/{number}")


@router.post(f"{LIST}/{{pk}}/drop", response={200: Receipt, **WRITE}, url_name="drop-template")
def drop(request: SignedRequest, pk: Number, key: Key) -> Any:
    """Do without it. The receipt leads to the others."""

    def work() -> int:
        actions.drop_template(template_or_404(request, pk), by=request.user)
        return pk

    return Receipt(id=carried_out(request, key, work), address=f"/api/v1{LIST}")
