"""What units agreed to has changed: they are asked again, and told why."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.notices.actions import write_notice
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, LIAISON
from banjie.programme.models import Activity, Assignment, Programme

_ASKED = (Assignment.Answer.CONFIRMED, Assignment.Answer.CHANGE_ASKED)
_TITLE = 120


def agreed(activity: Activity) -> list[Assignment]:
    """The parts whose units have answered, and so are asked again when it changes."""
    parts = activity.assignments.exclude(answer=Assignment.Answer.WAITING)
    return list(parts.select_related("unit"))


def ask_again(activity: Activity, *, reason: str, by: User) -> None:
    """Every unit that answered is told; who confirmed or asked for a change is asked again.

    A unit that handed the work on keeps that answer: the unit below it is asked.
    """
    for part in agreed(activity):
        if part.answer in _ASKED:
            part.answer, part.reason = Assignment.Answer.WAITING, ""
            part.answered_at = part.answered_by = None
            part.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
        if part.unit:
            tell(
                part.unit, activity, mark=f"changed:{activity.version}", by=by, reason=reason,
                said=gettext_noop("“%(title)s” has changed. Please look and answer again."),
            )  # fmt: skip


def tell_opened(programme: Programme, *, by: User) -> None:
    """Every unit with a part hears of it once: how many activities wait for its answer."""
    parts = Assignment.objects.filter(activity__programme=programme, unit__isnull=False)
    counted = dict(parts.values_list("unit").annotate(Count("activity", distinct=True)).order_by())
    with translation.override(settings.LANGUAGE_CODE):
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


def tell_moved(
    programme: Programme, before: set[tuple[int, int]], *, reason: str, by: User
) -> None:
    """Units that were given work since `before`, or have it no longer, hear of it and why."""
    now = parts_at_work(programme)
    moved = sorted(now ^ before)
    activities = programme.activities.in_bulk([activity for activity, _unit in moved])
    units = Unit.objects.in_bulk([unit for _activity, unit in moved])
    for pair in moved:
        activity = activities[pair[0]]
        if pair in now:
            mark = "given"
            said = gettext_noop("Your unit has a part in “%(title)s”. Please look and answer.")
        elif activity.dropped_at:
            mark, said = "dropped", gettext_noop("“%(title)s” will not be done.")
        else:
            mark, said = "taken", gettext_noop("Your unit no longer has a part in “%(title)s”.")
        tell(
            units[pair[1]], activity, mark=f"{mark}:{activity.version}", by=by, reason=reason,
            said=said,
        )  # fmt: skip


def _short(thing: object) -> str:
    """A title on one line, as a subject can hold it."""
    title = " ".join(str(thing).split())
    return title if len(title) <= _TITLE else f"{title[:_TITLE]}…"


def tell(
    unit: Unit, activity: Activity, *, mark: str, said: str, by: User, reason: str = ""
) -> None:
    """A notice to a unit's liaisons and leaders about one activity; the same `mark` once.

    `said` holds `%(title)s`. Written in the site's own language, for whoever reads it.
    """
    with translation.override(settings.LANGUAGE_CODE):
        write_notice(
            kind="plan",
            key=f"plan:{activity.pk}:{mark}:{unit.pk}",
            unit=unit,
            duties=(LIAISON, LEADER),
            subject=translation.gettext(said) % {"title": _short(activity)},
            body=_("Reason given: %(reason)s") % {"reason": reason} if reason else "",
            address=reverse("programme:activity", args=(activity.pk,)),
            by=by,
        )
