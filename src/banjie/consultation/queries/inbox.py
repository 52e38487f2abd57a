"""What of the cases waits for an account: for its offices, and for the units it works for."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from banjie.common import clock
from banjie.consultation.kinds import kind_rule
from banjie.consultation.models import (
    CallBack,
    Case,
    Countersign,
    Extension,
    FollowUp,
    Handling,
    Kind,
    Opinion,
    Reply,
    ReturnRequest,
    State,
)
from banjie.consultation.parts import WORKING
from banjie.consultation.steps import steps
from banjie.consultation.waiting import WITH_OFFICE, living
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER

AT_WORK = (State.HANDLING, State.REWORK)
_CO = Handling.Role.CO


def cases_of_my_offices(user: User, state: str) -> QuerySet[Case]:
    """Cases of the offices I serve in this state, the oldest first."""
    found = Case.objects.filter(office__in=user.units(OFFICER), state=state)
    return found.select_related("office").order_by("pk")


def _at_work() -> QuerySet[Handling]:
    """Living parts in cases at work whose clock runs."""
    found = Handling.objects.filter(ended_on=None, case__state__in=AT_WORK, case__stopped_on=None)
    return found.select_related("case__office", "unit")


def _parts(user: User) -> QuerySet[Handling]:
    """Those of the units I work for."""
    return _at_work().filter(unit__in=user.units(*WORKING)).order_by("due", "pk")


def parts_to_take_over(user: User) -> QuerySet[Handling]:
    return _parts(user).filter(received_on=None)


def parts_to_answer(user: User) -> QuerySet[Handling]:
    """Parts that reply, whose reply of this round is not with the office."""
    done = Reply.objects.filter(
        handling=OuterRef("pk"), round=OuterRef("case__round"),
        state__in=(*WITH_OFFICE, Reply.State.SIGNING),
    )  # fmt: skip
    waiting = _parts(user).filter(received_on__isnull=False).exclude(role=_CO)
    return waiting.filter(~Exists(done))


def parts_to_give_opinion(user: User) -> QuerySet[Handling]:
    """Co-handling parts that have written nothing in this round."""
    written = Opinion.objects.filter(handling=OuterRef("pk"), round=OuterRef("case__round"))
    waiting = _parts(user).filter(received_on__isnull=False, role=_CO)
    return waiting.filter(~Exists(written))


def _replies(state: str) -> QuerySet[Reply]:
    found = living(state).filter(handling__case__state__in=AT_WORK)
    return found.select_related("handling__case__office", "handling__unit").order_by(
        "handling__due", "pk"
    )


def replies_to_sign(user: User) -> QuerySet[Reply]:
    """Drafts of the units I lead, not my own."""
    mine = _replies(Reply.State.SIGNING).filter(handling__unit__in=user.units(LEADER))
    return mine.exclude(drafted_by=user)


def parts_to_countersign(user: User) -> QuerySet[Any]:
    """Co-handling parts whose main handler's draft waits for their word, until `countersign_by`."""
    said = Countersign.objects.filter(reply=OuterRef("pk"), handling=OuterRef(OuterRef("pk")))
    drafts = living(Reply.State.SIGNING).filter(handling__case=OuterRef("case"))
    asked = drafts.filter(~Exists(said))
    by = Subquery(asked.order_by("countersign_by").values("countersign_by")[:1])
    return _parts(user).filter(Exists(asked), role=_CO).annotate(countersign_by=by)


def replies_in_my_offices(user: User, state: str) -> QuerySet[Reply]:
    """Replies to cases of the offices I serve that wait at this stage."""
    return _replies(state).filter(handling__case__office__in=user.units(OFFICER))


def _asked_of(user: User) -> Q:
    """What living parts of cases at work ask of the offices I serve."""
    return Q(
        handling__case__office__in=user.units(OFFICER), handling__ended_on=None,
        handling__case__state__in=AT_WORK,
    )  # fmt: skip


def returns_to_decide(user: User) -> QuerySet[ReturnRequest]:
    found = ReturnRequest.objects.filter(_asked_of(user), accepted=None)
    return found.select_related("handling__case__office", "handling__unit", "names")


def extensions_to_decide(user: User) -> QuerySet[Extension]:
    found = Extension.objects.filter(_asked_of(user), approved=None)
    return found.select_related("handling__case__office", "handling__unit")


def promises_due(user: User) -> QuerySet[FollowUp]:
    """Open promises whose day has come: of my offices, and of replies of the units I work for."""
    office = Q(case__office__in=user.units(OFFICER))
    mine = Q(reply__handling__unit__in=user.units(*WORKING), reply__handling__ended_on=None)
    found = open_promises().filter(office | mine, due__lte=clock.today())
    return found.select_related("case__office", "reply__handling__unit")


def open_promises() -> QuerySet[FollowUp]:
    """Promises still to be kept or given up, in cases where that may be said."""
    states = steps()["follow_up"].start
    return FollowUp.objects.filter(state=FollowUp.State.OPEN, case__state__in=states)


def uncalled() -> QuerySet[Case]:
    """Answered cases whose authors the office has still to ask back about this reply."""
    called = CallBack.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))
    kinds = [kind for kind in Kind.values if kind_rule(kind).called_back]
    found = Case.objects.filter(state=State.REPLIED, kind__in=kinds).filter(~Exists(called))
    return found.select_related("office").order_by("call_by", "pk")


def calls_to_make(user: User) -> QuerySet[Case]:
    """Answered cases of my offices whose authors are to be asked back, unless I handled them."""
    handled = Handling.objects.filter(
        Q(case=OuterRef("pk")) | Q(case=OuterRef("merged_into")), unit__in=user.units()
    )
    return uncalled().filter(~Exists(handled), office__in=user.units(OFFICER))


def owing_receipt() -> QuerySet[Handling]:
    """Every living part whose clock runs and whose unit has not taken the case over."""
    return _at_work().filter(received_on=None)


def owing_words() -> QuerySet[Handling]:
    """Every living part whose clock runs and that owes a reply which has not reached the office, or
    an opinion; whether its unit has taken the case over or not.
    """
    replied = Reply.objects.filter(
        handling=OuterRef("pk"), round=OuterRef("case__round"), state__in=WITH_OFFICE
    )
    written = Opinion.objects.filter(handling=OuterRef("pk"), round=OuterRef("case__round"))
    owes = (~Q(role=_CO) & ~Exists(replied)) | (Q(role=_CO) & ~Exists(written))
    return _at_work().filter(owes)
