"""What is kept about an account, for the person it belongs to (PIPL 44–47)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from banjie.people.models import User

SECRET = frozenset({"digest", "password", "data", "sealed", "hash", "secret", "previous"})
"""Columns that open something: they are kept from everybody."""


LABELS = {
    "people.membership": _("duties"),
    "people.siteduty": _("duties of the site"),
    "people.feedkey": _("calendar addresses"),
    "people.filepass": _("links to a file"),
    "people.invitation": _("links to choose a password"),
    "people.outsidelogin": _("log-ins at other sites"),
    "notices.channel": _("ways to be told"),
    "notices.delivery": _("notices"),
    "people.savedfilter": _("filters under a name"),
    "common.oncekey": _("forms sent, so that none counts twice"),
    "reporting.taking": _("rows of today’s page taken or seen to"),
    "topics.expert": _("entries among the experts"),
    "account.emailaddress": _("email addresses"),
    "socialaccount.socialaccount": _("log-ins at other sites"),
    "api.accesskey": _("keys for programs"),
    "mfa.authenticator": _("second factors"),
}
"""What the tables of a person's own rows hold, in words."""


class Kind(NamedTuple):
    """A table with rows of the person's own."""

    label: str
    rows: int


def tables(user: User) -> Iterator[tuple[Any, models.QuerySet[Any]]]:
    """Each relation that names the account, with its rows."""
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            rows = relation.related_model._base_manager
            yield relation, rows.filter(**{relation.field.name: user})


def is_own(relation: Any) -> bool:
    """Rows that are nothing without the person and go with the account: keys, duties, channels."""
    return relation.on_delete is models.CASCADE


def kinds(user: User) -> list[Kind]:
    """The person's own tables that have rows."""
    own = [(relation.related_model, rows) for relation, rows in tables(user) if is_own(relation)]
    found = [
        Kind(str(LABELS.get(model._meta.label_lower, model._meta.verbose_name)), rows.count())
        for model, rows in own
    ]
    return [kind for kind in found if kind.rows]


def export(user: User) -> dict[str, Any]:
    """The account, all values of what is its own, and the numbers of what it took part in."""
    own: dict[str, list[dict[str, Any]]] = {}
    work: dict[str, list[Any]] = {}
    for relation, rows in tables(user):
        name = f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        if is_own(relation):
            own[name] = [_values(row) for row in rows]
        else:
            work[name] = list(rows.values_list("pk", flat=True))
    return {
        "account": _values(user),
        "own": {name: rows for name, rows in own.items() if rows},
        "took_part_in": {name: rows for name, rows in work.items() if rows},
    }


def _values(row: models.Model) -> dict[str, Any]:
    return {
        field.attname: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in SECRET
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return DjangoJSONEncoder().default(value) if not isinstance(value, bytes) else None
