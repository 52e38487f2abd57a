"""Who has which duty. Other rooms build their rules from these."""

from __future__ import annotations

import rules

from banjie.people.models import Membership, SiteDuty, Unit, User

OFFICER, LIAISON = Membership.Duty.OFFICER, Membership.Duty.LIAISON
HANDLER, LEADER = Membership.Duty.HANDLER, Membership.Duty.LEADER


@rules.predicate
def is_auditor(user: User) -> bool:
    return user.site_duty_name == SiteDuty.Duty.AUDITOR


@rules.predicate
def is_officer(user: User) -> bool:
    """Officer of at least one office."""
    return bool(user.units(OFFICER))


@rules.predicate
def serves_unit(user: User, unit: Unit) -> bool:
    """Has some duty in the unit."""
    return unit.pk in user.units()


@rules.predicate
def is_administrator(user: User) -> bool:
    return user.site_duty_name == SiteDuty.Duty.ADMINISTRATOR


@rules.predicate
def is_security_officer(user: User) -> bool:
    return user.site_duty_name == SiteDuty.Duty.SECURITY


@rules.predicate
def is_somebody_else(user: User, person: User) -> bool:
    """Nobody gives duties to themselves."""
    return user.pk != person.pk


@rules.predicate
def has_site_duty(_user: User, person: User) -> bool:
    """The account is one of those that keep the site."""
    return bool(person.site_duty_name)


rules.add_perm("people.read_audit", is_auditor)
rules.add_perm("people.keep_accounts", is_administrator)
# Who renews the way into an account could go in by it: not into one that keeps the site, and never
# into one's own, whose password or second factor a stranger may have found lying open.
rules.add_perm(
    "people.renew_access",
    is_somebody_else & (is_administrator & ~has_site_duty | is_security_officer & has_site_duty),
)
rules.add_perm("people.see_accounts", is_administrator | is_security_officer | is_auditor)
rules.add_perm("people.give_duties", (is_administrator | is_security_officer) & is_somebody_else)
rules.add_perm("people.set_limits", is_officer)
rules.add_perm("people.follow_unit", serves_unit)
