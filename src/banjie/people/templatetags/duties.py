"""Why somebody may not: the duties it would take, and who gives them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import template

from banjie.people import matrix
from banjie.people.models import Membership, SiteDuty, User

register = template.Library()


class WhyNot(NamedTuple):
    """What was wanted, the duties that may, whether all of them are duties of the site, which is no
    unit's, whether this account has one of them, and who gives duties here.
    """

    words: str
    duties: list[str]
    of_the_site: bool
    has_one: bool
    givers: list[str]


def duty_words(duty: str) -> str:
    kind = Membership.Duty if duty in Membership.Duty.values else SiteDuty.Duty
    return str(kind(duty).label)


@register.simple_tag
def why_not(user: Any) -> WhyNot | None:
    """For the page of a refusal; None where no rule refused. It tells of rules, not of things."""
    refused = getattr(user, "refused", "")
    if not refused:
        return None
    asked = matrix.allowed(refused)
    held = {duty for _unit, duty in user.duties} | {user.site_duty_name}
    giving = (SiteDuty.Duty.ADMINISTRATOR, SiteDuty.Duty.SECURITY)
    givers = User.objects.filter(is_active=True, site_duty__duty__in=giving)
    return WhyNot(
        matrix.words(refused),
        [duty_words(duty) for duty in matrix.DUTIES if duty in asked],
        asked <= set(SiteDuty.Duty.values),
        bool(held & asked),
        list(givers.order_by("name").values_list("name", flat=True)),
    )
