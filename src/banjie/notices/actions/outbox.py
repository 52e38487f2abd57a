"""Looking after the drafts of an outbox: mend, hold back, send together, cancel, send again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from banjie.common import audit, clock
from banjie.notices.actions.writing import check_said, hand_out, line_up
from banjie.notices.models import Delivery, Notice
from banjie.notices.standing import spoken_for, stands
from banjie.people.models import User

State = Notice.State

# What each step makes of a notice, and from which states; elsewhere it has no effect.
STEPS: dict[str, tuple[str, frozenset[str]]] = {
    "send": (State.READY, frozenset({State.DRAFT, State.HELD})),
    "hold": (State.HELD, frozenset({State.DRAFT, State.READY})),
    "cancel": (State.CANCELLED, frozenset({State.DRAFT, State.HELD, State.READY})),
}


class Changed(Exception):
    """The notice went out, or somebody mended it, since the page was drawn."""


@transaction.atomic
def change_notice(notice: Notice, *, subject: str, body: str, version: int, by: User) -> Notice:
    """Mend the words of a notice that has not gone; raises `Changed` when overtaken."""
    check_said(subject, notice.address)
    current = Notice.objects.select_for_update().get(pk=notice.pk)
    if current.version != version or current.state not in STEPS["cancel"][1]:
        raise Changed
    current.subject, current.body, current.version = subject, body, version + 1
    current.save(update_fields=["subject", "body", "version"])
    audit.record(by=by, verb="notice.changed", target=current)
    return current


@transaction.atomic
def take_step(step: str, notices: QuerySet[Notice], *, by: User) -> int:
    """Send, hold back or cancel these; how many that was done to. What is due goes at once.

    What nobody owes any more is withdrawn instead of sent.
    """
    (to, origins), now = STEPS[step], clock.now()
    done = 0
    for notice in _locked(notices, origins):
        if to == State.READY and not stands(notice):
            _withdraw(notice, by)
            continue
        _put(notice, to, f"notice.{step}", by)
        done += 1
        if to == State.READY and notice.due <= now:
            hand_out(notice, now)
    return done


@transaction.atomic
def withdraw_settled() -> int:
    """Cancel what waits to go and asks for something that nobody owes any more; how many."""
    waiting = Notice.objects.filter(spoken_for())
    gone = [n for n in _locked(waiting, STEPS["cancel"][1]) if not stands(n)]
    for notice in gone:
        _withdraw(notice, None)
    return len(gone)


def _locked(notices: QuerySet[Notice], states: Iterable[str]) -> list[Notice]:
    return list(notices.filter(state__in=states).order_by("pk").select_for_update(of=("self",)))


def _withdraw(notice: Notice, by: User | None) -> None:
    _put(notice, State.CANCELLED, "notice.withdrawn", by)


def _put(notice: Notice, state: str, verb: str, by: User | None) -> None:
    notice.state, notice.version = state, notice.version + 1
    notice.save(update_fields=["state", "version"])
    audit.record(by=by, verb=verb, target=notice)


@transaction.atomic
def send_again(notice: Notice, *, by: User) -> int:
    """Try anew what failed, and reach those who came since; how many deliveries that makes."""
    now = clock.now()
    failed = Delivery.objects.filter(
        notice=notice, state=Delivery.State.FAILED, channel__isnull=False
    )
    count = failed.update(state=Delivery.State.WAITING, attempts=0, next_try=now, reason="")
    count += line_up(notice, now)
    if count:
        audit.record(by=by, verb="notice.again", target=notice)
    return count


def mark_read(user: User, notices: Iterable[Notice] | None = None) -> int:
    """Note that this account opened these notices on the site, or all of its own."""
    mine = Q(user=user, means=Delivery.SITE, state=Delivery.State.SENT)
    if notices is not None:
        mine &= Q(notice__in=notices)
    return Delivery.objects.filter(mine).update(state=Delivery.State.READ)
