"""Which activities and cases came out of a session: the way back from them to its minutes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from banjie.common.origins import Origin, register
from banjie.consultation.models import Case
from banjie.people.models import User
from banjie.programme.models import Activity
from banjie.topics.models import Carried
from banjie.topics.queries.topics import sessions_for


def _decided(thing: Activity | Case, user: User) -> Iterator[Origin]:
    """The sessions that agreed on it, as far as this account may see them."""
    found = Carried.objects.filter(**{thing._meta.model_name or "": thing})
    sessions = [one.minute.session for one in found.select_related("minute__session__topic")]
    if not sessions:  # as of most: then nobody asks who may see them, which is dear
        return
    mine = sessions_for(user).filter(pk__in=[session.pk for session in sessions])
    seen = set(mine.values_list("pk", flat=True))
    for session in (one for one in sessions if one.pk in seen):
        said = _("agreed in the session on “%(title)s”") % {"title": session.topic.title}
        yield Origin(said, session.get_absolute_url())


register(Activity, _decided)
register(Case, _decided)
