"""How long a way back and a contact last: set when a case is answered or over, lifted when it
goes on. Days alone are counted, so no calendar has to be loaded for them.
"""

from __future__ import annotations

from datetime import date, timedelta

from banjie.common import clock, limits
from banjie.common.limits import in_days
from banjie.consultation.models import OVER, AccessCode, Case, Contact, Follower, State, Submitter


def set_ends(case: Case) -> None:
    """A code works `case.code` days beyond the last word of the office, a contact is kept
    `case.contact` days beyond the time to rate, and never longer than `case.contact_longest`.
    """
    Follower.objects.filter(case=case).update(ends_on=follows_until(case))
    for author in case.submitters.select_related("origin"):
        _set_ends_of(author, case)


def follows_until(case: Case) -> date | None:
    """Until when its followers may look; None while it goes on."""
    resting = case.state == State.REPLIED or case.state in OVER
    return in_days("case.code") if resting else None


def _set_ends_of(author: Submitter, case: Case) -> None:
    """An author whose case went on as others may come back, and be reached, until all rest; then
    the one that may be rated longest counts, whichever came to rest last.
    """
    cases = Case.objects.filter(submitters__in=author.everywhere())
    resting = not cases.exclude(state__in=(State.REPLIED, *OVER)).exists()
    rests = max(one.rate_by or one.closed_on or clock.today() for one in cases)
    ends = in_days("case.code") if resting else None
    AccessCode.objects.filter(submitter=author.first).update(ends_on=ends)
    longest = (case.submitted_on or clock.today()) + timedelta(limits.value("case.contact_longest"))
    wanted = in_days("case.contact", rests) if resting else longest
    Contact.objects.filter(submitter=author.first).update(delete_on=min(wanted, longest))
