"""What an author may do at any time: take it back, take back a consent or a contact; and what
somebody else may: follow a published case. None of it leaves more than the day.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from banjie.common import audit, clock, deletions
from banjie.consultation.actions.lasting import follows_until
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.codes import code_of_form, digest
from banjie.consultation.models import (
    OVER,
    Case,
    Contact,
    Follower,
    State,
    Submitter,
    Visibility,
)
from banjie.consultation.sealing import contact_mark, unsealed
from banjie.people.models import User


@transaction.atomic
def withdraw_case(author: Submitter) -> Case:
    """Take it back while nobody works on it; the contact goes at once, unless what the author sent
    goes on as another case too.
    """
    case = locked(author.case, "withdraw", by=author)
    others = author.everywhere().exclude(case=case).exclude(case__state__in=OVER)
    if not others.exists():
        forget_contacts(Contact.objects.filter(submitter=author.first))
    case.closed_on = clock.today()
    return move(case, "withdraw", by=author, to=State.WITHDRAWN)


@transaction.atomic
def keep_private(author: Submitter) -> Case:
    """Take the consent to publish back, of the case and of all it went on as or came from; what
    stood open to all is the author's alone again. Whoever was asked to join has no say in it before
    joining.
    """
    if author.confirmed_on is None:
        raise WrongState("not confirmed")
    rows = Case.objects.filter(submitters__in=author.everywhere()).values("pk")
    for case in Case.objects.select_for_update(of=("self",)).filter(pk__in=rows).order_by("pk"):
        case.may_be_shown = False
        if case.visibility == Visibility.PUBLIC:
            case.visibility = Visibility.AUTHOR
        case.save(update_fields=["may_be_shown", "visibility"])
    return Case.objects.get(pk=author.case_id)


@transaction.atomic
def forget_contact(author: Submitter) -> None:
    """Delete the author's contact."""
    forget_contacts(Contact.objects.filter(submitter=author.first))


@transaction.atomic
def purge_contacts(*, dry: bool = False) -> list[tuple[int, str]]:
    """Delete the contacts whose day has come, and those that a restored backup brought back.

    The number of each case, and why: `due` or `restored`. `dry` deletes nothing.
    """
    gone = deletions.noted()
    found = Contact.objects.select_related("submitter").order_by("pk")
    back = [contact for contact in found if contact_mark(contact) in gone]
    due = [c for c in found.filter(delete_on__lte=clock.today()) if c not in back]
    if not dry:
        forget_contacts([*due, *back])
    told = ((due, "due"), (back, "restored"))
    return [(contact.submitter.case_id, why) for some, why in told for contact in some]


def forget_contacts(contacts: Iterable[Contact]) -> int:
    """Delete these for good: on the list of deletions first, so no backup brings them back."""
    found = list(contacts)
    if found:
        deletions.note(map(contact_mark, found), clock.today())
        Contact.objects.filter(pk__in=[contact.pk for contact in found]).delete()
    return len(found)


@transaction.atomic
def see_contact(author: Submitter, *, by: User) -> str:
    """The author's contact in clear; that it was looked at stands in the log.

    Raises `WrongState` without the permission, `sealing.Unreadable`, or Contact.DoesNotExist.
    """
    if not by.may("consultation.see_contact", author.case):
        raise WrongState("not to this account")
    words = unsealed(Contact.objects.get(submitter=author.first))
    audit.record(by=by, verb="case.contact-seen", target=author.case)
    return words


@transaction.atomic
def follow_case(case: Case, *, form_key: str) -> str:
    """A code to follow a published case by, the same for the same form."""
    shown = Case.objects.filter(pk=case.pk, visibility=Visibility.PUBLIC).first()
    if shown is None:
        raise WrongState("not published")
    code = code_of_form(form_key)
    lasting = {"case": shown, "ends_on": follows_until(shown)}
    Follower.objects.get_or_create(digest=digest(code), defaults=lasting)
    return code
