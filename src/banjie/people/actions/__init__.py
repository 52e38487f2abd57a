"""Writes about units and accounts, and the limits an office sets."""

from __future__ import annotations

import secrets
from datetime import date
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from banjie.common import audit, clock, once
from banjie.common.models import RuleProfile
from banjie.people.models import FeedKey, Membership, SiteDuty, Unit, UnitAlias, User
from banjie.people.queries import digest, folded

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Access(NamedTuple):
    """An account and the password that was just given to it."""

    user: User
    password: str


@transaction.atomic
def add_unit(name: str, *, by: User | None, kind: str = Unit.Kind.MEMBER) -> Unit:
    """A new unit under this name; an existing one of the same name is returned as it is."""
    unit, made = Unit.objects.get_or_create(name=name, defaults={"kind": kind})
    if made:
        audit.record(by=by, verb="unit.added", target=unit)
    return unit


@transaction.atomic
def learn_alias(unit: Unit, name: str, *, by: User | None) -> None:
    """Remember that documents call this unit so; a name that is already known changes nothing."""
    if folded(name) in {folded(unit.name), folded(unit.short_name)}:
        return
    _alias, made = UnitAlias.objects.get_or_create(name=name, defaults={"unit": unit})
    if made:
        audit.record(by=by, verb="unit.alias", target=unit, alias=name)


@transaction.atomic
def make_feed_key(unit: Unit, *, by: User) -> str:
    """A new secret of 256 bits for this account and unit; an earlier one stops working."""
    secret = secrets.token_urlsafe(32)
    key, _made = FeedKey.objects.update_or_create(
        user=by, unit=unit, defaults={"digest": digest(secret), "made_at": clock.now()}
    )
    audit.record(by=by, verb="feed.made", target=key)
    return secret


@transaction.atomic
def revoke_feed_key(unit: Unit, *, by: User) -> None:
    """The address stops working at once; without one nothing happens."""
    for key in FeedKey.objects.filter(user=by, unit=unit):
        audit.record(by=by, verb="feed.revoked", target=key)
        key.delete()


def one_time_password() -> str:
    """Twelve letters and figures that are hard to mistake, in three groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def take_keys(user: User) -> None:
    """What lets somebody in without the password: calendar addresses, keys for programs, log-ins at
    other sites, links to a file.
    """
    user.file_passes.all().delete()
    user.feed_keys.all().delete()
    user.access_keys.all().delete()
    user.outside_logins.all().delete()


@transaction.atomic
def add_account(login: str, *, name: str = "", unit_name: str = "", duty: str = "") -> Access:
    """An account with this duty and a new one-time password; one of this login is kept and renewed:
    whatever opened it before (sessions, links, keys, second factors) opens it no longer, for who
    comes this way has lost them, or has lost them to somebody.

    A unit of an unknown name is made: an office for an officer or a leader, else a member unit.
    """
    user = User.objects.filter(login=login).first()
    if user:
        take_keys(user)
        user.invitations.all().delete()
        Authenticator.objects.filter(user=user).delete()
    user = user or User(login=login, name=name or login)
    if name:
        user.name = name
    password = one_time_password()
    user.set_password(password)
    user.password_given = True
    user.save()
    if duty in Membership.Duty.values:
        office = duty in (Membership.Duty.OFFICER, Membership.Duty.LEADER)
        kind = Unit.Kind.OFFICE if office else Unit.Kind.MEMBER
        unit = add_unit(unit_name, by=None, kind=kind)
        Membership.objects.get_or_create(user=user, unit=unit, duty=duty)
    elif duty:
        SiteDuty.objects.update_or_create(user=user, defaults={"duty": duty})
    audit.record(by=None, verb="account.made", target=user, duty=duty)
    return Access(user, password)


@transaction.atomic
def choose_password(user: User, password: str) -> None:
    """The owner's own password; sessions begun with the old one end, and so do open links."""
    user.set_password(password)
    user.save(update_fields=["password", "password_set_at", "password_given"])
    user.invitations.all().delete()
    audit.record(by=user, verb="account.password", target=user)


class DayTaken(Exception):
    """A value of this limit from this very day was set by another hand."""


def set_limit(
    name: str, *, value: int, unit: str, source: str, valid_from: date, once_key: str, by: User
) -> RuleProfile:
    """A new value, from a day on. Append-only: what held before stays readable, and whatever runs
    keeps its copy. The same form sent twice raises `once.AlreadyDone`.
    """
    try:
        with transaction.atomic():
            claimed = once.claim(once_key, by=by)
            made = RuleProfile.objects.create(
                name=name, value=value, unit=unit, source=source, valid_from=valid_from, set_by=by
            )
            audit.record(by=by, verb="limit.set", target=made, value=value, unit=unit)
            once.settle(claimed, name)
    except IntegrityError:
        raise DayTaken(name) from None
    return made
