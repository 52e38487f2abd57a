"""What every template may use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.kept import saved_forms
from banjie.common.templatetags.parts import address


class Place(NamedTuple):
    """An entry of the main navigation, shown to those for whom `shown` holds."""

    name: str
    label: Any
    icon: str
    shown: Callable[[Any], bool]
    starts: tuple[str, ...]


PLACES = (
    Place("today", _("Today"), "home", lambda _user: True, ()),
    Place(
        "documents:documents", _("Documents"), "paper",
        lambda user: bool(user.units("officer", "leader")), ("/documents/", "/drafts/"),
    ),
    Place(
        "programme:programmes", _("Programmes"), "board",
        lambda user: bool(user.units()),
        ("/programmes/", "/activities/", "/rounds/", "/summaries/"),
    ),
    Place(
        "programme:reports", _("Reports"), "report",
        lambda user: bool(user.units()), ("/reports/",),
    ),
    Place(
        "approvals:papers", _("Approvals"), "check",
        lambda user: bool(user.units()), ("/papers/",),
    ),
    Place(
        "supervision:items", _("Supervision"), "target",
        lambda user: bool(user.units()), ("/supervision/",),
    ),
    Place(
        "consultation:cases", _("Cases"), "note",
        lambda user: bool(user.units()), ("/cases/",),
    ),
    Place(
        "consultation:own", _("What I said"), "note",
        lambda user: not user.units(), ("/cases/",),
    ),
    Place(
        "topics:topics", _("Topics"), "hand",
        lambda user: bool(user.units()), ("/topics/",),
    ),
    Place(
        "people:accounts", _("Accounts"), "person",
        lambda user: bool(user.may("people.see_accounts")), ("/accounts/",),
    ),
    Place(
        "people:audit-log", _("Audit log"), "log",
        lambda user: bool(user.may("people.read_audit")), ("/audit/",),
    ),
)  # fmt: skip


def site(request: HttpRequest) -> dict[str, Any]:
    """`office_day` is the site's day; `fixed_day` says that it is a demonstration's.

    What asks the database is a function: a template that does not show it does not ask.
    """
    user: Any = getattr(request, "user", None)

    def nav() -> list[dict[str, Any]]:
        return [
            {
                "url": (url := address(place.name)),
                "label": place.label,
                "icon": place.icon,
                "current": request.path == url or request.path.startswith(place.starts),
            }
            for place in PLACES
            if user and user.is_authenticated and place.shown(user)
        ]

    def units() -> list[str]:
        return user.unit_names if user and user.is_authenticated else []

    return {
        "office_day": clock.today(),
        "fixed_day": bool(settings.BANJIE_TODAY),
        "site_nav": nav,
        "site_units": units,
        "saved_forms": lambda: saved_forms(request),
        "site_place": settings.BANJIE_PLACE,
    }
