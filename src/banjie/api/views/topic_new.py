"""What is made anew of topics and what belongs to them: each by the rule, the form and the action
of its page.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from ninja import Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.problems import WRITE, check, refused_by
from banjie.api.schemas import topic_steps as bodies
from banjie.api.schemas.steps import FormField, StepIn, names_of
from banjie.api.views.steps import sent_as
from banjie.api.views.topics import router
from banjie.people.models import User
from banjie.people.requests import SignedRequest
from banjie.topics import actions
from banjie.topics.forms import experts, stations, texts, topics
from banjie.topics.refusals import REFUSED


class New(NamedTuple):
    """A thing that is made at `at`: who may (`topics.<rule>`), what is said, how it is made."""

    at: str
    about: str
    rule: str
    said: type[StepIn]
    form: Callable[[User, QueryDict], Any]
    make: Callable[[Any, User], Model]


def _office(form: Any) -> Any:
    return form.cleaned_data["office"]


NEW: Mapping[str, New] = {
    "topics": New(
        "topics", "Put a topic into the pool of an office.", "add_topic", bodies.NewTopic,
        topics.TopicForm,
        lambda form, by: actions.add_topic(form.content(), office=_office(form), by=by),
    ),
    "plans": New(
        "topics/plans", "Open the plan of a year, without topics yet.", "keep_plans",
        bodies.NewPlan, topics.PlanForm,
        lambda form, by: actions.open_plan(
            office=_office(form), year=form.cleaned_data["year"],
            programme=form.cleaned_data["programme"], by=by,
        ),
    ),
    "stations": New(
        "topics/stations", "Open a station below another, or at the top.", "keep_stations",
        bodies.NewStation, stations.StationForm,
        lambda form, by: actions.open_station(form.content(), office=_office(form), by=by),
    ),
    "texts": New(
        "topics/texts", "Open a text for comment. Its words stay as they are.", "open_text",
        bodies.NewText, texts.TextForm,
        lambda form, by: actions.open_text(form.content(), office=_office(form), by=by),
    ),
    "fields": New(
        "topics/fields", "Add a field of knowledge.", "keep_pools", bodies.NewField,
        experts.KnowledgeForm,
        lambda form, by: actions.add_knowledge(
            form.cleaned_data["name"], office=_office(form), by=by
        ),
    ),
}  # fmt: skip
"""By the name of their list."""


def _make(request: SignedRequest, new: New, key: str, fields: list[FormField]) -> Any:
    """Make it once for its key; what is refused is told by the caller's names."""

    def work() -> int:
        check(request.user.may(f"topics.{new.rule}"), str(REFUSED[new.rule]))
        form = new.form(request.user, sent_as(fields))
        if form.is_valid():
            try:
                return int(new.make(form, request.user).pk)
            except ValidationError as error:
                form.add_error(None, error)
        raise refused_by(form, names_of(fields))

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1/{new.at}/{number}"))


def _opened(new: New) -> Callable[..., Any]:
    body: Any = new.said

    def call(request: SignedRequest, said: body, key: Key) -> Any:
        return _make(request, new, key, list(said.filled()))

    return call


def _open(name: str, new: New) -> None:
    call = _opened(new)
    call.__name__, call.__doc__ = f"add_{name}", new.about
    router.post(f"/{new.at}", response={201: Receipt, **WRITE}, url_name=name)(call)


for _name, _new in NEW.items():
    _open(_name, _new)
