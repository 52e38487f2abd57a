"""The small town whose backups are kept, one for each version and kind of database."""

from __future__ import annotations

import io
from typing import Any
from unittest import mock

from django.apps import apps
from django.conf import global_settings
from django.db import models
from django.test import override_settings
from PIL import Image

from banjie.common import clock
from banjie.demo.load import OFFICE, load_demo
from banjie.people.models import Membership, Unit, User
from tests.web.cast import PASSWORD, Cast
from tests.web.consultation import cases
from tests.web.grid.sheets import WAYS

KEYS = {"SECRET_KEY": "of the town that is kept", "BANJIE_CONTACT_KEY": "of its contacts"}
"""Invented; what is sealed in the backups is sealed with these."""

TAKEN = (
    ("api:revoke-key", "of-liaison"),
    ("api:revision", "open"),
    ("api:import", "open"),
    ("api:summary", "written"),
    ("api:item-decide-extension", "more-asked"),
    ("api:item-decide-objection", "open"),
    ("approvals:paper", "draft"),
    ("consultation:own-case", "handling"),
    ("consultation:file-of-case", "submitted"),
    ("notices:try-channel", "own"),
    ("people:invitation", "living"),
    ("mfa_remove_webauthn", "key"),
    ("programme:feed", "living"),
)
"""What the demonstration has none of, made by the ways of the grid: address and state."""

EMPTY = {"common_auditcut", "consultation_staged"}
"""Tables that stay empty: guards let no row in without a log to cut; what was not sent is in no
backup.
"""

_LOGINS = ("officer", "leader", "liaison", "stranger", "auditor", "nobody")
"""Of the cast, those whose log-in is their place in it."""

_WHOLE: dict[str, dict[str, Any]] = {"consultation_callback": {"solved": True, "satisfied": 3}}
"""Values that the constraint of a table asks for together."""


def settle() -> None:
    """Fill an empty site: the demonstration, and at least one row in every table beside it."""
    with mock.patch("banjie.demo.load.lake", _small_picture):
        load_demo()
    _strangers()
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):
        officer = User.objects.get(login="officer")
        officer.set_password(PASSWORD)
        officer.save()
    town = cast()
    for name, state in TAKEN:
        WAYS[name](town, state)
    cases.at(town, "received", title="关于临湖公园夜间照明的建议")
    for _round in range(2):  # one table may wait for a row of another
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table not in EMPTY and not model._base_manager.exists():
                _row(model)


def cast() -> Cast:
    """Who is who in it, on the day of the backup and after an upgrade."""
    people = {user.login: user for user in User.objects.all()}
    units = {unit.name: unit for unit in Unit.objects.all()}
    return Cast(
        office=units[OFFICE],
        library=units["临湖市图书馆"],
        museum=units["市档案馆"],
        other_office=units["邻湖县协作办公室"],
        handler=people["handler2"],
        other_officer=people["other"],
        **{name: people[name] for name in _LOGINS},
    )


def _strangers() -> None:
    Unit.objects.create(name="邻湖县协作办公室", kind="office")
    for login, unit, duty in (
        ("handler2", "临湖市图书馆", "handler"),
        ("stranger", "市档案馆", "liaison"),
        ("other", "邻湖县协作办公室", "officer"),
        ("nobody", "", ""),
    ):
        user = User.objects.create_user(login, f"{login}（临湖）")
        if unit:
            Membership.objects.create(user=user, unit=Unit.objects.get(name=unit), duty=duty)


def _small_picture(seed: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (seed, 90, 90)).save(out, "PNG")
    return out.getvalue()


def _row(model: type[models.Model]) -> None:
    """A row in which everything that must be said is."""
    said = {
        field.name: _value(field)
        for field in model._meta.concrete_fields
        if isinstance(field, models.OneToOneField)
        or not (field.has_default() or field.null or field.primary_key)
    }
    if all(value is not None for value in said.values()):
        model._base_manager.create(**said | _WHOLE.get(model._meta.db_table, {}))


def _value(field: models.Field[Any, Any]) -> Any:
    if field.related_model:
        return field.related_model._base_manager.first()
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return "临湖市"[: field.max_length]
    if isinstance(field, models.DateTimeField):
        return clock.now()
    if isinstance(field, models.DateField):
        return clock.today()
    if isinstance(field, models.JSONField):
        return {}
    return b"" if isinstance(field, models.BinaryField) else 1
