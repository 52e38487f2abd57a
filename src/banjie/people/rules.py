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


rules.add_perm("people.read_audit", is_auditor)
rules.add_perm("people.set_limits", is_officer)
rules.add_perm("people.follow_unit", serves_unit)
