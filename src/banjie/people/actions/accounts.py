"""Writes about accounts: invited by a link, renamed, shut, opened again, closed for good."""

from __future__ import annotations

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from banjie.common import audit, clock, deletions, limits
from banjie.people.actions import add_unit, choose_password, take_keys
from banjie.people.actions.duties import take_back_all
from banjie.people.models import Invitation, Membership, SiteDuty, Unit, User
from banjie.people.queries import digest
from banjie.people.queries.owndata import is_own, tables

INVITED_FOR = timedelta(days=7)
SET_UP_FOR = timedelta(days=1)


class LinkOver(Exception):
    """This link was used, has expired, or never was."""


@transaction.atomic
def invite(
    login: str, *, name: str, unit_name: str = "", duty: str = "", by: User | None
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which is shown this once.

    A unit of an unknown name is made: an office for an officer or a leader, else a member unit.
    """
    unit = None
    if duty in Membership.Duty.values:
        office = duty in (Membership.Duty.OFFICER, Membership.Duty.LEADER)
        kind = Unit.Kind.OFFICE if office else Unit.Kind.MEMBER
        unit = add_unit(unit_name, by=by, kind=kind)
    lasting = INVITED_FOR if by else SET_UP_FOR
    return _link(login, name, by, lasting, unit=unit, duty=duty)


def is_new() -> bool:
    """Nobody can sign in to this site yet."""
    return not any(
        user.has_usable_password() for user in User.objects.filter(is_active=True).only("password")
    )


def set_up_link() -> str:
    """The secret of the one link that makes the first administrator of a new site; '' when the site
    has somebody. ASVS 5.0, 6.3.2: there is no default account.
    """
    if not is_new():
        return ""
    _made, secret = invite("", name="", duty=SiteDuty.Duty.ADMINISTRATOR, by=None)
    return secret


@transaction.atomic
def send_link(user: User, *, by: User) -> tuple[Invitation, str]:
    """A link by which an account that exists chooses another password."""
    return _link(user.login, user.name, by, INVITED_FOR, user=user)


def _link(
    login: str, name: str, by: User | None, lasting: timedelta, *, user: User | None = None,
    unit: Unit | None = None, duty: str = "",
) -> tuple[Invitation, str]:  # fmt: skip
    """Earlier links for this log-in name stop working."""
    Invitation.objects.filter(login=login).delete()
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        digest=digest(secret), user=user, login=login, name=name, unit=unit, duty=duty,
        made_by=by, expires_at=clock.now() + lasting,
    )  # fmt: skip
    audit.record(by=by, verb="account.invited", target=made, duty=duty)
    return made, secret


def invitation(secret: str) -> Invitation:
    """The living invitation of this secret; raises `LinkOver`."""
    living = Invitation.objects.filter(digest=digest(secret), expires_at__gt=clock.now())
    found = living.first()
    if found is None or (found.user and not found.user.is_active):
        raise LinkOver
    return found


@transaction.atomic
def accept(secret: str, *, password: str, login: str = "", name: str = "") -> User:
    """The account of an invitation with the password its owner chose; the link is used up, and
    with it what the invitation knew.

    Only the very first account names itself. An account that exists loses its keys: who else knew
    the old password may have made them. Raises `LinkOver`, also for the second of two at once.
    """
    found = invitation(secret)
    locked = Invitation.objects.select_for_update().filter(pk=found.pk).first()
    if locked is None:
        raise LinkOver
    if locked.first:
        if not is_new():
            raise LinkOver
        locked.login, locked.name = login, name
    if locked.user:
        take_keys(locked.user)
    user = locked.user or _new_account(locked)
    locked.delete()
    choose_password(user, password)
    return user


def _new_account(invited: Invitation) -> User:
    if User.objects.filter(login=invited.login).exists():
        raise LinkOver
    user = User(login=invited.login, name=invited.name)
    user.set_unusable_password()
    user.save()
    if invited.unit:
        Membership.objects.create(user=user, unit=invited.unit, duty=invited.duty)
    elif invited.duty:
        SiteDuty.objects.create(user=user, duty=invited.duty)
    audit.record(by=user, verb="account.made", target=user, duty=invited.duty)
    return user


@transaction.atomic
def rename(user: User, name: str) -> None:
    """The name to show, corrected by its owner."""
    user.name = name
    user.save(update_fields=["name"])
    audit.record(by=user, verb="account.renamed", target=user)


@transaction.atomic
def shut(user: User, *, by: User) -> None:
    """The account signs in no longer, its keys are gone, what it lent is taken back, and every
    session of it ends with the next request.
    """
    _someone_is_left(user)
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if locked.is_active:
        locked.is_active, locked.kept_until = False, limits.in_days("account.kept")
        locked.save(update_fields=["is_active", "kept_until"])
        take_keys(locked)
        take_back_all(locked, by=by)
        audit.record(by=by, verb="account.shut", target=locked)


@transaction.atomic
def reopen(user: User, *, by: User) -> None:
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not locked.is_active and locked.has_usable_password():
        locked.is_active, locked.kept_until = True, None
        locked.save(update_fields=["is_active", "kept_until"])
        audit.record(by=by, verb="account.reopened", target=locked)


@transaction.atomic
def take_factors(user: User, *, by: User) -> None:
    """Take the second factors away: their owner has lost them."""
    gone, _kinds = Authenticator.objects.filter(user=user).delete()
    if gone:
        audit.record(by=by, verb="account.factors_taken", target=user)


@transaction.atomic
def close_account(user: User, *, by: User | None) -> None:
    """What is the person's own goes, and so does the name; what was done stays, by nobody's name.

    Source: 个人信息保护法 第四十七条.
    """
    _someone_is_left(user)
    _close(User.objects.select_for_update(no_key=True).get(pk=user.pk), by)


@transaction.atomic
def close_left(user: User) -> bool:
    """Close an account whose time after it was shut is over; False where somebody opened it again
    meanwhile, or it is closed already.
    """
    _someone_is_left(user)
    left = User.objects.select_for_update(no_key=True).filter(kept_until__lt=clock.today())
    locked = left.filter(pk=user.pk).first()
    if locked is None:
        return False
    _close(locked, None)
    return True


@transaction.atomic
def close_noted() -> tuple[list[int], list[int]]:
    """Close again the accounts that were closed after the backup they came back with was made: the
    numbers of those that are closed now, and of those that must stay as the last administrator.

    One that was made since, under an old number and name, has a later password than its note.
    """
    known, closed, left = deletions.noted(), [], []
    for user in User.objects.select_for_update(no_key=True).order_by("pk"):
        day = known.get(account_mark(user))
        if day is None or timezone.localdate(user.password_set_at) > day:
            continue
        try:
            _someone_is_left(user)
        except ValidationError:
            left.append(user.pk)
        else:
            _close(user, None)
            closed.append(user.pk)
    return closed, left


def account_mark(user: User) -> str:
    """By what the list of deletions knows an account: only this site can tell which it is."""
    key, said = settings.BANJIE_CONTACT_KEY or settings.SECRET_KEY, f"{user.pk} {user.login}"
    return salted_hmac("banjie.account", said, secret=key, algorithm="sha256").hexdigest()


def _close(locked: User, by: User | None) -> None:
    """On the list of deletions first, so no backup brings it back."""
    new = {account_mark(locked)} - deletions.noted().keys()
    deletions.note(new, timezone.localdate(clock.now()))
    for relation, rows in tables(locked):
        if is_own(relation):
            rows.delete()
    locked.name, locked.login = _("closed account"), f"closed-{locked.pk}"
    locked.is_active, locked.kept_until = False, None
    locked.set_unusable_password()
    # The log first: another log-in name makes PostgreSQL lock the row against all that point to it.
    audit.record(by=by, verb="account.closed", target=locked)
    locked.save()


def _someone_is_left(user: User) -> None:
    """The last administrator stays: nobody else could let anybody in. All of them are locked, and
    before any account is, so that two who shut each other at once come one after the other.
    """
    holders = SiteDuty.objects.filter(duty=SiteDuty.Duty.ADMINISTRATOR).order_by("pk")
    locked = set(holders.select_for_update().values_list("user_id", flat=True))
    others = User.objects.filter(pk__in=locked - {user.pk}, is_active=True)
    if user.pk in locked and not others.exists():
        raise ValidationError(_("This is the last administrator. Name another one first."))
