"""What units, the office and authors are told of a case: written once, opened on its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from banjie.consultation.models import Case, Event, Submitter
from banjie.consultation.parts import WORKING, Actor
from banjie.consultation.wording import STEPS
from banjie.notices.actions import one_line, site_language, write_notice
from banjie.notices.models import Notice
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER


class News(NamedTuple):
    """What is told: its kind, what names it (`key`), and `said`, a text in English that is put into
    the site's own language, whoever acts; `words` fill it in. `asks` as in a notice.
    """

    kind: str
    key: str
    said: str
    words: Mapping[str, object] = {}
    asks: Iterable[int] = ()


def tell_unit(case: Case, unit: Unit, news: News, *, by: User | None = None) -> bool:
    """A notice to those who work for a handling unit; False if it was written before."""
    return _tell(case, unit, WORKING, news._replace(key=f"{news.key}:{unit.pk}"), by)


def tell_office(case: Case, news: News, *, by: User | None = None) -> bool:
    """A notice to the officers of the office, False if it was written before; only of what a unit
    did or a day that comes, never of an author, whose moment it would keep.
    """
    return _tell(case, case.office, (OFFICER,), news, by)


def _tell(case: Case, unit: Unit, duties: Iterable[str], news: News, by: User | None) -> bool:
    key = f"case:{case.pk}:{news.key}"
    if Notice.objects.filter(key=key).exists():
        return False
    with site_language():
        what = gettext(news.said) % news.words
        write_notice(
            kind=news.kind,
            key=key,
            unit=unit,
            duties=duties,
            office=case.office,
            subject=one_line(_("%(what)s: %(title)s") % {"what": what, "title": case.title}),
            address=case.get_absolute_url(),
            asks=news.asks,
            by=by,
        )
    return True


def tell_authors(event: Event, *, by: Actor | None) -> None:
    """A notice of a told step to every author with an account, but to the one who took it.

    An author without an account comes back with the code: nothing is sent to anybody unnamed.
    """
    case = event.case
    actor = by.user_id if isinstance(by, Submitter) else None
    authors = case.submitters.filter(user__isnull=False, confirmed_on__isnull=False)
    with site_language():
        what = STEPS[event.step].told
        subject = one_line(_("%(what)s: %(title)s") % {"what": what, "title": case.title})
    for author in authors.exclude(user=actor).select_related("user"):
        write_notice(
            kind="case.answered" if event.step == "publish_reply" else "case.told",
            key=f"case:{case.pk}:told:{event.pk}:{author.pk}",
            user=author.user,
            subject=subject,
            address=reverse("consultation:own-case", args=(case.pk,)),
        )
