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


rules.add_perm("people.read_audit", is_auditor)
rules.add_perm("people.keep_accounts", is_administrator)
rules.add_perm("people.see_accounts", is_administrator | is_security_officer | is_auditor)
rules.add_perm("people.give_duties", (is_administrator | is_security_officer) & is_somebody_else)
rules.add_perm("people.set_limits", is_officer)
rules.add_perm("people.follow_unit", serves_unit)
