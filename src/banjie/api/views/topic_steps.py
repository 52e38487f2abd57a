"""Steps on topics and what belongs to them: each by the rule, the form and the action of its page,
at an address of its own.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, QueryDict
from ninja import Router

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number
from banjie.api.problems import WRITE, check, moved_on, refused_by
from banjie.api.schemas.steps import StepIn, names_of
from banjie.api.schemas.topic_steps import SAID
from banjie.api.views.steps import sent_as
from banjie.consultation.codes import new_form_key
from banjie.people.models import User
from banjie.people.requests import SignedRequest
from banjie.topics import actions
from banjie.topics.forms import experts, outcomes, sessions, stations, texts, topics
from banjie.topics.forms.sessions import CarryForm
from banjie.topics.models import AskAnswer, Draw, Minute, OpenText, Stage
from banjie.topics.queries import topics as queries
from banjie.topics.queries.experts import fields_with_mine
from banjie.topics.queries.stations import counted, stations_for
from banjie.topics.queries.texts import texts_for
from banjie.topics.refusals import REFUSED

router = Router(tags=["Steps on topics"])

FOUND: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "topics": queries.topics_for,
    "stages": lambda user: Stage.objects.filter(topic__in=queries.topics_for(user)),
    "sessions": queries.sessions_for,
    "minutes": lambda user: Minute.objects.filter(session__in=queries.sessions_for(user)),
    "outcomes": queries.outcomes_for,
    "answers": lambda user: AskAnswer.objects.filter(ask__outcome__in=queries.outcomes_for(user)),
    "draws": lambda user: Draw.objects.filter(topic__in=queries.topics_for(user)),
    "stations": lambda user: counted(stations_for(user)),
    "plans": queries.plans_for,
    "texts": texts_for,
    "fields": fields_with_mine,
}
"""What a step may be about, as far as an account sees it."""


class Step(NamedTuple):
    """A step on one of `things`: `form` makes its form, `act` takes it with the form filled in."""

    things: str
    act: Callable[[Any, Any, User], Any]
    form: Callable[[Any, QueryDict, User], Form] | None = None


def _carry(minute: Minute, form: CarryForm, by: User) -> None:
    said = form.cleaned_data
    match said["becomes"]:
        case "activity":
            actions.carry_to_activity(
                minute, programme=said["programme"], title=said["title"], by=by,
            )  # fmt: skip
        case "case":
            actions.carry_to_case(minute, title=said["title"], by=by)
        case _:
            actions.carry_no_further(minute, reason=said["reason"], by=by)


def _comment(_text: OpenText, form: Form, by: User) -> None:
    said = form.cleaned_data
    actions.comment(said["paragraph"], said["text"], form_key=said["key"], by=by)


def _comment_form(text: OpenText, data: QueryDict, _by: User) -> Form:
    """The form of the page, under a key of its own; a paragraph is named by its place."""
    data["key"] = new_form_key()
    places = dict(text.paragraphs.values_list("order", "pk"))
    data["paragraph"] = str(places.get(int(str(data["paragraph"])), ""))
    return texts.OwnCommentForm(text, data)


def _of(form: Any, *names: str) -> dict[str, Any]:
    """What was filled in under these names."""
    return {name: form.cleaned_data[name] for name in names}


STEPS: Mapping[str, Step] = {
    "change_topic": Step(
        "topics",
        lambda topic, form, by: actions.change_topic(topic, form.content(), by=by),
        lambda topic, data, _by: topics.ChangeTopicForm(topic, data),
    ),
    "drop_topic": Step(
        "topics", lambda topic, form, by: actions.drop_topic(topic, **_of(form, "reason"), by=by),
        lambda _topic, data, _by: topics.ReasonForm(data),
    ),
    "refer_up": Step(
        "topics", lambda topic, form, by: actions.refer_up(topic, **_of(form, "reason"), by=by),
        lambda _topic, data, _by: topics.ReasonForm(data),
    ),
    "show_result": Step(
        "topics", lambda topic, form, by: actions.show_result(topic, **_of(form, "result"), by=by),
        lambda topic, data, _by: topics.ResultForm(topic, data),
    ),
    "plan_session": Step(
        "topics",
        lambda topic, form, by: actions.plan_session(
            topic, form.content(), by=by
        ),
        lambda _topic, data, _by: sessions.SessionForm(None, data),
    ),
    "write_outcome": Step(
        "topics",
        lambda topic, form, by: actions.write_outcome(
            topic, form.content(), by=by
        ),
        lambda topic, data, _by: outcomes.OutcomeForm(topic, None, data),
    ),
    "announce": Step(
        "topics",
        lambda topic, form, by: actions.announce(
            topic, by=by, **_of(form, "knowledge", "wanted")
        ),
        lambda topic, data, _by: experts.DrawForm(topic, data),
    ),
    "draw": Step("draws", lambda draw, _form, by: actions.draw(draw, by=by)),
    "plan_window": Step(
        "stages",
        lambda stage, form, by: actions.plan_window(
            stage, **_of(form, "first", "last"), by=by
        ),
        lambda stage, data, _by: topics.WindowForm(stage, data),
    ),
    "deliver": Step(
        "stages",
        lambda stage, form, by: actions.deliver(
            stage, **_of(form, "told", "where"), by=by
        ),
        lambda stage, data, _by: topics.DeliverForm(stage, data),
    ),
    "pass_stage": Step("stages", lambda stage, _form, by: actions.pass_stage(stage, by=by)),
    "change_session": Step(
        "sessions",
        lambda session, form, by: actions.change_session(
            session, form.content(), by=by
        ),
        lambda session, data, _by: sessions.SessionForm(session, data),
    ),
    "send_notice": Step("sessions", lambda session, _form, by: actions.send_notice(session, by=by)),
    "write_minutes": Step(
        "sessions",
        lambda session, form, by: actions.write_minutes(
            session, heads=form.heads(), lines=form.lines(), by=by
        ),
        lambda session, data, _by: sessions.MinutesForm(session, data),
    ),
    "carry": Step("minutes", _carry, lambda minute, data, by: CarryForm(minute, by, data)),
    "change_outcome": Step(
        "outcomes",
        lambda outcome, form, by: actions.change_outcome(outcome, form.content(), by=by),
        lambda outcome, data, _by: outcomes.OutcomeForm(outcome.topic, outcome, data),
    ),
    "send_outcome": Step("outcomes", lambda found, _form, by: actions.send_outcome(found, by=by)),
    "reply": Step(
        "outcomes",
        lambda outcome, form, by: actions.reply(
            outcome, form.answers(), **_of(form, "post"), by=by
        ),
        lambda outcome, data, _by: outcomes.ReplyForm(outcome, data),
    ),
    "follow_up": Step(
        "answers",
        lambda answer, form, by: actions.follow_up(
            answer, **_of(form, "text", "done"), by=by
        ),
        lambda _answer, data, _by: outcomes.ProgressForm(data),
    ),
    "choose": Step(
        "plans", lambda plan, form, by: actions.choose(plan, **_of(form, "topics"), by=by),
        lambda plan, data, _by: topics.ChooseForm(plan, data),
    ),
    "send_plan": Step(
        "plans", lambda plan, form, by: actions.send_plan(plan, **_of(form, "leader"), by=by),
        lambda plan, data, by: topics.SendPlanForm(plan, by, data),
    ),
    "fix_plan": Step("plans", lambda plan, _form, by: actions.fix_plan(plan, by=by)),
    "comment": Step("texts", _comment, _comment_form),
    "answer_text": Step(
        "texts",
        lambda text, form, by: actions.answer_text(
            text, answers=form.answers(), **_of(form, "summary"), by=by
        ),
        lambda text, data, _by: texts.AnswerForm(text, data),
    ),
    "publish_text": Step("texts", lambda text, _form, by: actions.publish_text(text, by=by)),
    "join": Step("fields", lambda field, _form, by: actions.join(field, by=by)),
    "leave": Step("fields", lambda field, _form, by: actions.leave(field, by=by)),
    "raise_item": Step(
        "stations",
        lambda station, form, by: actions.raise_item(
            form.content(), station=station, by=by
        ),
        lambda _station, data, _by: topics.ItemForm(data),
    ),
    "change_station": Step(
        "stations",
        lambda station, form, by: actions.change_station(station, form.content(), by=by),
        lambda station, data, by: stations.StationForm(by, data, station=station),
    ),
}  # fmt: skip
"""Each is named as its permission. What is made anew stands in `topic_new`."""


def found_or_404(user: User, things: str, pk: int) -> Any:
    """The thing, if this account may see it."""
    found = FOUND[things](user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_to(user: User, things: str, thing: Any) -> list[str]:
    """The steps on this thing that the account may take now."""
    return [
        name.replace("_", "-")
        for name, step in STEPS.items()
        if step.things == things and user.may(f"topics.{name}", thing)
    ]


def _carry_out(
    request: SignedRequest, name: str, pk: int, key: str, said: StepIn | None = None
) -> Receipt:
    """Take the step once for its key; what is refused is told by the caller's names."""
    step, fields = STEPS[name], list(said.filled()) if said else []
    folder, at = READ_AT[MAKES.get(name, step.things)]

    def work() -> int:
        thing = found_or_404(request.user, step.things, pk)
        check(request.user.may(f"topics.{name}", thing), str(REFUSED[name]))
        form = step.form(thing, sent_as(fields), request.user) if step.form else None
        if form and not form.is_valid():
            raise refused_by(form, names_of(fields))
        made = step.act(thing, form, request.user)
        return int(attrgetter(at)(made if name in MAKES else thing))

    try:
        number = carried_out(request, key, work)
    except actions.WrongState:
        raise moved_on() from None
    return Receipt(id=number, address=f"/api/v1/{folder}/{number}")


MAKES = {"plan_session": "sessions", "write_outcome": "outcomes", "announce": "draws",
         "raise_item": "topics"}  # fmt: skip
"""Steps that make a thing of their own; the receipt is about that."""
READ_AT = {
    "topics": ("topics", "pk"), "stages": ("topics", "topic_id"), "draws": ("topics", "topic_id"),
    "sessions": ("topics/sessions", "pk"), "minutes": ("topics/sessions", "session_id"),
    "outcomes": ("topics/outcomes", "pk"), "answers": ("topics/outcomes", "ask.outcome_id"),
    "plans": ("topics/plans", "pk"), "texts": ("topics/texts", "pk"),
    "fields": ("topics/fields", "pk"), "stations": ("topics/stations", "pk"),
}  # fmt: skip
"""Where a thing is read: itself, or what it belongs to."""


def _folder(things: str) -> str:
    return "topics" if things == "topics" else f"topics/{things}"


def _bare(name: str) -> Callable[..., Receipt]:
    def call(request: SignedRequest, pk: Number, key: Key) -> Receipt:
        return _carry_out(request, name, pk, key)

    return call


def _filled(name: str, body: type[StepIn]) -> Callable[..., Receipt]:
    def call(request: SignedRequest, pk: Number, said: body, key: Key) -> Receipt:  # type: ignore[valid-type]  # one for each step
        return _carry_out(request, name, pk, key, said)

    return call


def _open(name: str, things: str) -> None:
    """Give a step its address, `/topics/stages/7/pass-stage`."""
    call, dashed = (
        _filled(name, SAID[name]) if name in SAID else _bare(name),
        name.replace("_", "-"),
    )
    call.__name__, call.__doc__ = name, ABOUT[name]
    opened = router.post(
        f"/{_folder(things)}/{{pk}}/{dashed}", response={200: Receipt, **WRITE},
        url_name=f"topic-{dashed}",
    )  # fmt: skip
    opened(call)


ABOUT = {
    "change_topic": "Word it better before it runs.",
    "drop_topic": "Do not take it up, and say why.",
    "refer_up": "Send an item one level up.",
    "show_result": "Publish what came of it.",
    "plan_session": "Plan a session; its papers are added on the site.",
    "write_outcome": "Write a recommendation, as a draft.",
    "announce": "Announce a draw of experts: its seed stands in the log before it is drawn.",
    "draw": "Draw the experts, once.",
    "plan_window": "Say when a stage is to take place.",
    "deliver": "Say what a stage brought; files are added on the site.",
    "pass_stage": "Close the stage and open the next.",
    "change_session": "Set another day, place or agenda.",
    "send_notice": "Number the notice and tell the units.",
    "write_minutes": "Say who was there, as counts, and what was said.",
    "carry": "Say what an agreed point becomes.",
    "change_outcome": "Mend the draft.",
    "send_outcome": "Number it and send it.",
    "reply": "Answer every point.",
    "follow_up": "Say what has come of a point.",
    "raise_item": "Enter an item that came up at a station.",
    "change_station": "Say all that is said of a station anew; its place in the tree stays.",
    "choose": "Choose these topics of the pool for a plan, and no others.",
    "send_plan": "Ask a leader to approve the plan.",
    "fix_plan": "Begin the topics of an approved plan.",
    "comment": "Comment on a paragraph of a text.",
    "answer_text": "Keep the summary and the answers to the comments; nothing is published yet.",
    "publish_text": "Publish the summary and the answers.",
    "join": "Offer oneself for a field of knowledge.",
    "leave": "Leave a field of knowledge; nothing of it is kept.",
}
for _name, _step in STEPS.items():
    _open(_name, _step.things)
