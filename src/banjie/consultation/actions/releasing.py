"""The figures that everybody may read are made once for each half-year, when first asked for."""

from __future__ import annotations

from banjie.consultation.models import Release
from banjie.consultation.queries.figures import Half, Told, is_ripe, public_figures
from banjie.people.models import Unit


def released(office: Unit, half: Half) -> Release:
    """The one release of a half-year. What comes in later, and a limit that is set later, change
    nothing in it; those who ask for it at once get the same. Raises ValueError before its time.
    """

    def told() -> Told:
        if not is_ripe(half):
            raise ValueError(f"too early for the figures of {half.key}")
        return public_figures(office, half)

    release, _made = Release.objects.get_or_create(
        office=office, half=half.key, defaults={"told": told}
    )
    return release
