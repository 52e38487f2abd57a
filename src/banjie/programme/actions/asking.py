"""What units agreed to has changed: they are asked again, and told why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext as _

from banjie.notices.actions import one_line, site_language, write_notice
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, LIAISON
from banjie.programme.models import Activity, Assignment, Programme

_ASKED = (Assignment.Answer.CONFIRMED, Assignment.Answer.CHANGE_ASKED)
_TITLE = 120
_LINES = 50  # of one notice; the page it leads to has them all


def agreed(activity: Activity) -> list[Assignment]:
    """The parts whose units have answered, and so are asked again when it changes."""
    parts = activity.assignments.exclude(answer=Assignment.Answer.WAITING)
    return list(parts.select_related("unit"))


CHANGED = gettext_noop("“%(title)s” has changed. Please look and answer again.")


def ask_again(activity: Activity, *, reason: str, by: User) -> None:
    """Every unit that answered is told; who confirmed or asked for a change is asked again."""
    for unit in reopen_answers(activity):
        tell(unit, activity, mark=f"changed:{activity.version}", by=by, reason=reason, said=CHANGED)


def reopen_answers(activity: Activity) -> list[Unit]:
    """The units that answered and are to hear of a change; what they agreed to waits again.

    A unit that handed the work on keeps that answer: the unit below it is asked.
    """
    parts = agreed(activity)
    for part in parts:
        if part.answer in _ASKED:
            part.answer, part.reason = Assignment.Answer.WAITING, ""
            part.answered_at = part.answered_by = None
            part.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    return [part.unit for part in parts if part.unit]


def tell_opened(programme: Programme, *, by: User) -> None:
    """Every unit with a part hears of it once: how many activities wait for its answer."""
    parts = Assignment.objects.filter(activity__programme=programme, unit__isnull=False)
    counted = dict(parts.values_list("unit").annotate(Count("activity", distinct=True)).order_by())
    with site_language():
        for unit in Unit.objects.filter(pk__in=counted).order_by("pk"):
            write_notice(
                kind="plan",
                key=f"plan:opened:{programme.pk}:{unit.pk}",
                unit=unit,
                duties=(LIAISON, LEADER),
                subject=_("“%(title)s” is open: please answer what your unit was given (%(n)s)")
                % {"title": _short(programme), "n": counted[unit.pk]},
                address=reverse("programme:duties"),
                office=programme.office,
                by=by,
            )


def parts_at_work(programme: Programme) -> set[tuple[int, int]]:
    """(activity, unit) of every part a unit has in work that is to be done."""
    parts = Assignment.objects.filter(activity__in=programme.activities.at_work(), post="")
    return set(parts.values_list("activity", "unit"))


def parts_moved(
    programme: Programme, before: set[tuple[int, int]]
) -> Iterator[tuple[int, Activity, str]]:
    """Which unit was given what since `before`, or has it no longer, and how that is said."""
    now = parts_at_work(programme)
    moved = sorted(now ^ before)
    activities = programme.activities.in_bulk([activity for activity, _unit in moved])
    for pair in moved:
        activity = activities[pair[0]]
        if pair in now:
            said = gettext_noop("Your unit has a part in “%(title)s”. Please look and answer.")
        elif activity.dropped_at:
            said = gettext_noop("“%(title)s” will not be done.")
        else:
            said = gettext_noop("Your unit no longer has a part in “%(title)s”.")
        yield pair[1], activity, said


def tell_revised(
    programme: Programme,
    news: Mapping[int, Iterable[tuple[Activity, str]]],
    *,
    mark: str,
    reason: str,
    by: User,
) -> None:
    """One notice to each unit, by number, with what became different for it, and why; the same
    `mark` once.
    """
    with site_language():
        for unit in Unit.objects.filter(pk__in=list(news)).order_by("pk"):
            lines = [
                gettext(said) % {"title": _short(activity)} for activity, said in news[unit.pk]
            ]
            given = _("Reason given: %(reason)s") % {"reason": reason}
            n = len(lines)
            told = [*lines[:_LINES], *(["…"] if n > _LINES else []), given]
            said = ngettext(
                "“%(title)s” was revised: %(n)d item of your unit",
                "“%(title)s” was revised: %(n)d items of your unit",
                n,
            )
            write_notice(
                kind="plan",
                key=f"plan:{mark}:{unit.pk}",
                unit=unit,
                duties=(LIAISON, LEADER),
                office=programme.office,
                subject=one_line(said % {"title": _short(programme), "n": n}),
                body="\n".join(told),
                address=reverse("programme:duties"),
                by=by,
            )


def _short(thing: object) -> str:
    """A title as a subject can hold it beside other words."""
    return one_line(str(thing), _TITLE)


def tell(
    unit: Unit, activity: Activity, *, mark: str, said: str, by: User, reason: str = ""
) -> None:
    """A notice to a unit's liaisons and leaders about one activity; the same `mark` once.

    `said` holds `%(title)s`. Written in the site's own language, for whoever reads it.
    """
    with site_language():
        write_notice(
            kind="plan",
            key=f"plan:{activity.pk}:{mark}:{unit.pk}",
            unit=unit,
            duties=(LIAISON, LEADER),
            subject=gettext(said) % {"title": _short(activity)},
            body=_("Reason given: %(reason)s") % {"reason": reason} if reason else "",
            address=reverse("programme:activity", args=(activity.pk,)),
            by=by,
        )
