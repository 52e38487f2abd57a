"""The figures that everybody may read are counted once for each half-year, by the work of the day
on which they may first be told.
"""

from __future__ import annotations

from django.db import transaction

from banjie.common import audit
from banjie.consultation.models import Release
from banjie.consultation.queries.figures import Half, halves, offices, public_figures
from banjie.people.models import Unit


def release_figures() -> int:
    """Count what may be told and was not counted yet, and say how much it was. What comes in
    later, and a limit that is set later, change nothing in a release.
    """
    known = set(Release.objects.values_list("office", "half"))
    ripe = [(office, half) for office in offices() for half in halves()]
    return sum(_release(*one) for one in ripe if (one[0].pk, one[1].key) not in known)


def _release(office: Unit, half: Half) -> bool:
    """False where another run was faster."""
    told = public_figures(office, half)
    with transaction.atomic():
        release, made = Release.objects.get_or_create(
            office=office, half=half.key, defaults={"told": told}
        )
        if made:
            audit.record(by=None, verb="figures.released", target=release)
    return made
