"""Writes about log-ins at other sites: bound to an account, taken off it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from banjie.common import audit
from banjie.people.models import OutsideLogin, User
from banjie.people.outside.entries import entry
from banjie.people.queries import digest


def _digest(provider: str, subject: str) -> str:
    """Keyed, because such numbers can be guessed. Over all that says whose numbers they are: an
    entry that is pointed at another site, corporation or application knows nobody of the old one.
    """
    words = "\n".join((*entry(provider).place, subject))
    return salted_hmac("banjie.outside", words, algorithm="sha256").hexdigest()


def place_of(provider: str) -> str:
    """What is kept of where an entry leads."""
    return digest("\n".join(entry(provider).place))


def owner(provider: str, subject: str) -> User | None:
    """Whose log-in this is. One that opens leads where it was bound, so that can be noted."""
    known = _digest(provider, subject)
    found = OutsideLogin.objects.select_related("user").filter(digest=known).first()
    if found is None:
        return None
    if not found.place:
        OutsideLogin.objects.filter(pk=found.pk).update(place=place_of(provider))
    return found.user


@transaction.atomic
def bind(user: User, provider: str, subject: str) -> None:
    """Whoever this is there may come in here as `user`. The same once more changes nothing; another
    one of this provider takes the place of the first.
    """
    whose = owner(provider, subject)
    if whose == user:
        return
    try:
        with transaction.atomic():
            OutsideLogin.objects.update_or_create(
                user=user,
                provider=provider,
                defaults={"digest": _digest(provider, subject), "place": place_of(provider)},
            )
    except IntegrityError:
        raise ValidationError(_("This log-in belongs to another account already.")) from None
    audit.record(by=user, verb="account.bound", target=user, provider=provider)


@transaction.atomic
def unbind(user: User, provider: str) -> None:
    gone, _kinds = OutsideLogin.objects.filter(user=user, provider=provider).delete()
    if gone:
        audit.record(by=user, verb="account.unbound", target=user, provider=provider)
