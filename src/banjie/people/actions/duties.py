"""Writes about duties: given, taken, and lent to somebody else up to a day."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from banjie.common import audit, clock
from banjie.people.actions import add_unit
from banjie.people.models import Membership, SiteDuty, Unit, User


@transaction.atomic
def give(user: User, *, duty: str, unit_name: str = "", by: User) -> None:
    """One more duty; a site duty is refused to whoever has one of the three."""
    if duty in SiteDuty.Duty.values:
        try:
            with transaction.atomic():
                SiteDuty.objects.create(user=user, duty=duty)
        except IntegrityError:
            raise ValidationError(
                _("No account has two of the three duties of the site.")
            ) from None
    else:
        office = duty in (Membership.Duty.OFFICER, Membership.Duty.LEADER)
        unit = add_unit(unit_name, by=by, kind=Unit.Kind.OFFICE if office else Unit.Kind.MEMBER)
        end_loans()
        Membership.objects.update_or_create(
            user=user, unit=unit, duty=duty, defaults={"until": None, "lent_by": None}
        )
    audit.record(by=by, verb="duty.given", target=user, duty=duty, unit=unit_name)


@transaction.atomic
def take(membership: Membership, *, by: User) -> None:
    """The duty ends; what it had lent ends with it."""
    audit.record(
        by=by, verb="duty.taken", target=membership.user, duty=membership.duty,
        unit=membership.unit.name,
    )  # fmt: skip
    lent = Membership.objects.filter(
        lent_by=membership.user, unit=membership.unit, duty=membership.duty
    )
    lent.delete()
    membership.delete()


@transaction.atomic
def lend(membership: Membership, to: User, *, until: date) -> Membership:
    """Somebody else has this duty too, up to and with that day. What was lent is not lent on."""
    lender = membership.user
    if membership.lent_by_id is not None:
        raise ValidationError(_("What was lent to you is not lent on."))
    end_loans()
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                user=to, unit=membership.unit, duty=membership.duty, until=until, lent_by=lender
            )
    except IntegrityError:
        raise ValidationError(_("This account has the duty already.")) from None
    audit.record(
        by=lender, verb="duty.lent", target=to, duty=membership.duty, unit=membership.unit.name,
        until=str(until),
    )  # fmt: skip
    return made


@transaction.atomic
def take_back(membership: Membership, *, by: User) -> None:
    """What was lent is over before its day."""
    audit.record(
        by=by, verb="duty.taken_back", target=membership.user, duty=membership.duty,
        unit=membership.unit.name,
    )  # fmt: skip
    membership.delete()


def take_back_all(lender: User, *, by: User) -> None:
    """Everything the account has lent is over: nobody acts for it any longer."""
    for lent in Membership.objects.filter(lent_by=lender).select_related("user", "unit"):
        take_back(lent, by=by)


def end_loans() -> int:
    """Take the rows of loans whose last day is over, and say how many: they make room for the same
    duty, and the guards of the tables, which know no calendar, count them no longer.
    """
    return Membership.ever.filter(until__lt=clock.today()).delete()[0]
