"""Fields of knowledge, joining and leaving them oneself, and drawing from them."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from banjie.common import audit, clock
from banjie.notices.actions import one_line, site_language, write_notice
from banjie.people.models import Unit, User
from banjie.topics.actions.states import WrongState, locked
from banjie.topics.models import Draw, Drawn, Expert, Knowledge, Topic
from banjie.topics.queries.experts import lot

AHEAD = gettext_noop("Experts of your field are to be drawn by lot: %(title)s")
DRAWN = gettext_noop("You are asked as an expert: %(title)s")


@transaction.atomic
def add_knowledge(name: str, *, office: Unit, by: User) -> Knowledge:
    """A field of knowledge that people may join."""
    made = Knowledge.objects.create(office=office, name=name)
    audit.record(by=by, verb="knowledge.added", target=made)
    return made


@transaction.atomic
def join(knowledge: Knowledge, *, by: User) -> None:
    """Offer oneself for a field; a second time changes nothing."""
    if not by.may("topics.join"):
        raise WrongState.at("join")
    Expert.objects.get_or_create(knowledge=knowledge, user=by)


@transaction.atomic
def leave(knowledge: Knowledge, *, by: User) -> None:
    """Leave a field: the row is gone, and with it every place in a draw. No line in the log."""
    Expert.objects.filter(knowledge=knowledge, user=by).delete()


@transaction.atomic
def announce(topic: Topic, knowledge: Knowledge, *, wanted: int | None, by: User) -> Draw:
    """Announce a draw: the seed stands in the log before anybody knows who will be in the pool.
    Who is in it now is told: whoever does not want to be asked still leaves the field.
    """
    topic = locked(topic, "announce", by=by)
    if topic.draws.filter(knowledge=knowledge).exists():
        raise WrongState.at("announce")
    made = Draw.objects.create(topic=topic, knowledge=knowledge, wanted=wanted, announced_by=by)
    audit.record(by=by, verb="draw.announced", target=made, seed=made.seed, wanted=wanted or 0)
    for expert in knowledge.experts.select_related("user"):
        _tell(made, expert, "announced", AHEAD, by=by)
    return made


@transaction.atomic
def draw(announced: Draw, *, by: User) -> Draw:
    """Draw once: the pool as it is now, in the order the announced seed gives, or all of it."""
    current = locked(announced, "draw", by=by)
    pool = {expert.ticket: expert for expert in current.knowledge.experts.all()}
    current.tickets = sorted(pool)
    current.drawn_on = clock.today()
    current.save(update_fields=["tickets", "drawn_on"])
    fallen = lot(current.seed, pool)[: current.wanted]
    Drawn.objects.bulk_create(
        Drawn(draw=current, expert=pool[ticket], place=place)
        for place, ticket in enumerate(fallen, 1)
    )
    audit.record(by=by, verb="draw.drawn", target=current, pool=len(pool), drawn=len(fallen))
    for ticket in fallen:
        _tell(current, pool[ticket], "drawn", DRAWN, by=by)
    return current


def _tell(current: Draw, expert: Expert, what: str, said: str, *, by: User) -> None:
    """`said` is an English text with the topic's `title` in it."""
    with site_language():
        write_notice(
            kind=f"topics.{what}",
            key=f"topics:{what}:{current.pk}:{expert.pk}",
            user=expert.user,
            office=current.topic.office,
            subject=one_line(gettext(said) % {"title": current.topic.title}),
            address=reverse("topics:experts"),
            by=by,
        )
