"""Reminding units of receipts, last days and promises, and the office of those to ask back:
computed from state at each run, each sent once.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from banjie.common import clock
from banjie.common.ladder import Ladder, ladder
from banjie.consultation.actions.telling import News, tell_office, tell_unit
from banjie.consultation.models import Case, FollowUp, Handling
from banjie.consultation.queries.inbox import open_promises, owing_receipt, owing_words, uncalled
from banjie.notices.actions import site_language

ON_THE_DAY = 0
TAKE_OVER = gettext_noop("To be taken over by %(day)s")
DUE = gettext_noop("Due on %(day)s")
CALL = gettext_noop("To be called back by %(day)s")
PROMISED = gettext_noop("Promised for %(day)s")


def remind_cases() -> int:
    """Write the reminders that have come due; how many. A second run on one day writes none.

    A missed run is caught up by the latest step alone. Who has taken over, replied or written its
    opinion is left alone, and so is a case whose clock stands still.
    """
    steps, written = ladder(extra=(ON_THE_DAY,)), 0
    for part in owing_receipt().order_by("pk").iterator():
        written += _remind(part, "receive", part.receive_by, TAKE_OVER, steps)
    for part in owing_words().order_by("pk").iterator():
        written += _remind(part, "due", part.due, DUE, steps)
    living = open_promises().filter(reply__handling__ended_on=None).order_by("pk")
    written += sum(_remind_of_promise(one, steps) for one in living.iterator())
    return written + sum(_remind_of_call(case, steps) for case in uncalled().iterator())


def _remind(part: Handling, what: str, due: date | None, said: str, steps: Ladder) -> int:
    """1 for a reminder written, 0 for none; a step that lies before the handing over is none."""
    step = steps.reached(due, clock.today()) if due else None
    if due is None or step is None or due + timedelta(step) <= part.since:
        return 0
    key = f"{what}:{part.pk}:{part.case.round}:{due}:{step}"
    news = News(f"reminder.case.{what}", key, said, day_words(due), asks=[part.pk])
    return int(tell_unit(part.case, part.unit, news))


def _remind_of_promise(promise: FollowUp, steps: Ladder) -> int:
    """The same of what a reply promised; a step that lies before the reply is none."""
    step, part = steps.reached(promise.due, clock.today()), promise.reply.handling
    given = promise.reply.sent_on or clock.today()
    if step is None or promise.due + timedelta(step) <= given:
        return 0
    key = f"promise:{promise.pk}:{promise.due}:{step}"
    news = News("reminder.case.promise", key, PROMISED, day_words(promise.due), asks=[promise.pk])
    return int(tell_unit(promise.case, part.unit, news))


def _remind_of_call(case: Case, steps: Ladder) -> int:
    """The same of authors to ask back, to the office."""
    step = steps.reached(case.call_by, clock.today()) if case.call_by else None
    if case.call_by is None or step is None:
        return 0
    if case.replied_on and case.call_by + timedelta(step) <= case.replied_on:
        return 0
    key = f"call:{case.round}:{case.call_by}:{step}"
    return int(
        tell_office(
            case, News("reminder.case.call", key, CALL, day_words(case.call_by), asks=[case.pk])
        )
    )


def day_words(day: date) -> dict[str, object]:
    """A day as a notice says it."""
    with site_language():
        return {"day": date_format(day)}
