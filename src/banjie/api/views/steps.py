"""Steps on cases: each by the rule, the form and the action of its page, at an address of its own.

The table of steps says which there are; what is sent along stands in `SAID`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import override
from ninja import File, Router, UploadedFile
from ninja import Form as InForm

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number
from banjie.api.problems import WRITE, moved_on, refused_by
from banjie.api.schemas import steps as bodies
from banjie.api.schemas.steps import SAID, FormField, StepIn, names_of
from banjie.common import once
from banjie.consultation import actions, wording
from banjie.consultation.forms.after import AgainForm, SayForm
from banjie.consultation.models import Submitter
from banjie.consultation.queries import authors
from banjie.consultation.steps import steps
from banjie.consultation.views.acts import Taking
from banjie.consultation.views.cases import case_or_404
from banjie.consultation.views.ways import WAYS
from banjie.people.models import User
from banjie.people.requests import SignedRequest

router = Router(tags=["Steps on cases"])

APART = frozenset({"submit", "rate_on_paper", "follow_up"})
"""Steps with a function of their own: a new case, a form with a file, one promise of several."""


def _rate(author: Submitter, form: SayForm) -> Taking:
    return Taking(author.case, "rate", form, lambda _values: actions.rate(author, form.say()))


AuthorWay = Callable[[Submitter, User, QueryDict], Taking]
AUTHORS: Mapping[str, AuthorWay] = {
    "confirm": lambda author, by, _data: Taking(
        author.case, "confirm", None, lambda _v: actions.confirm_case(author, by=by)
    ),
    "stand_aside": lambda author, _by, _data: Taking(
        author.case, "stand_aside", None, lambda _v: actions.stand_aside(author)
    ),
    "withdraw": lambda author, _by, _data: Taking(
        author.case, "withdraw", None, lambda _v: actions.withdraw_case(author)
    ),
    "rate": lambda author, _by, data: _rate(author, SayForm(author.case, data)),
    "reopen": lambda author, _by, data: Taking(
        author.case, "reopen", AgainForm(data),
        lambda values: actions.reopen(author.case, reason=values["reason"], by=author),
    ),
}  # fmt: skip
"""What an author with an account may do."""


class Asked(NamedTuple):
    """Which step on which case, under which key."""

    pk: int
    step: str
    key: str


def _taking(request: SignedRequest, asked: Asked, data: QueryDict, **more: int) -> Taking:
    """The step as its author may take it, or else as those who work on the case."""
    pk, step = asked.pk, asked.step
    author = _author(request.user, pk) if step in AUTHORS else None
    if author and author.may(steps()[step].permission, author.case):
        return AUTHORS[step](author, request.user, data)
    works = author is None or request.user.may(steps()[step].permission, author.case)
    if step in WAYS and works:
        _files = request.FILES  # read first: to read them later reads POST anew, from the body
        request.POST = data  # type: ignore[assignment]  # what the page's form would have sent
        return WAYS[step](request, pk, **more)
    if author is None:
        case_or_404(request, pk)
    raise PermissionDenied(wording.refused(step))


def _author(user: User, pk: int) -> Submitter | None:
    case = authors.own_cases(user).filter(pk=pk).first()
    return authors.author_for(user, case) if case else None


def sent_as(fields: list[FormField]) -> QueryDict:
    """What the page's form would have sent, under a key of its own."""
    data = QueryDict(mutable=True)
    data["once"] = once.new_key()
    for field in fields:
        values = field.value if isinstance(field.value, list) else [field.value]
        data.setlist(field.name, [str(value) for value in values])
    return data


def _carry(
    request: SignedRequest, asked: Asked, said: StepIn | None = None, **more: int
) -> Receipt:
    """Take the step once for its key; what is refused is told by the caller's names."""
    fields, pk = list(said.filled()) if said else [], asked.pk

    def work() -> int:
        taking = _taking(request, asked, sent_as(fields), **more)
        if taking.form is None:
            taking.act({})
        elif taking.form.is_valid():
            taking.act(taking.form.cleaned_data)
        else:
            raise refused_by(taking.form, names_of(fields))
        return pk

    try:
        carried_out(request, asked.key, work)
    except actions.WrongState:
        raise moved_on() from None
    return Receipt(id=pk, address=f"/api/v1/cases/{pk}")


def _about(step: str) -> str:
    """What the description says of a step: in English, whatever the site's language."""
    if way := WAYS.get(step):
        return way.__doc__ or ""
    with override("en"):
        return str(wording.STEPS[step].heading)


def _bare(step: str) -> Callable[..., Receipt]:
    def call(request: SignedRequest, pk: Number, key: Key) -> Receipt:
        return _carry(request, Asked(pk, step, key))

    return call


def _filled(step: str, body: type[StepIn]) -> Callable[..., Receipt]:
    def call(request: SignedRequest, pk: Number, said: body, key: Key) -> Receipt:  # type: ignore[valid-type]  # one for each step
        return _carry(request, Asked(pk, step, key), said)

    return call


def _open(step: str) -> None:
    """Give a step its address, `/cases/7/draft-reply`."""
    call = _filled(step, SAID[step]) if step in SAID else _bare(step)
    call.__name__, call.__doc__ = step, _about(step)
    name = step.replace("_", "-")
    opened = router.post(
        f"/cases/{{pk}}/{name}", response={200: Receipt, **WRITE}, url_name=f"case-{name}"
    )
    opened(call)


for _step in steps().values():
    if _step.name not in APART and _step.who != ("clock",):
        _open(_step.name)


@router.post(
    "/cases/{pk}/rate-on-paper", response={200: Receipt, **WRITE}, url_name="case-rate-on-paper"
)
def rate_on_paper(
    request: SignedRequest, pk: Number, said: InForm[bodies.PaperRating],
    scan: File[UploadedFile], key: Key,  # noqa: ARG001 - the page's form takes it from the request
) -> Any:  # fmt: skip
    """Enter what an author wrote on a signed paper, with its scan."""
    return _carry(request, Asked(pk, "rate_on_paper", key), said)


@router.post(
    "/cases/{pk}/promises/{promise}", response={200: Receipt, **WRITE}, url_name="case-follow-up"
)
def follow_up(
    request: SignedRequest, pk: Number, promise: Number, said: bodies.Promise, key: Key
) -> Any:
    """Say that a promise was kept, or give it up with a reason."""
    return _carry(request, Asked(pk, "follow_up", key), said, promise=promise)
