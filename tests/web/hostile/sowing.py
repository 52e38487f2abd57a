"""Words into every column of text that a table has, whatever the table: new ones come by themselves.

What was there stays behind the words where it is longer, so that a place in a text stays a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models

from banjie.common.audit_guards import GUARDS as OF_AUDIT
from banjie.common.guards import removals, statements
from banjie.consultation.guards import GUARDS as OF_CASES
from banjie.supervision.guards import GUARDS as OF_ITEMS

Said = Callable[[int | None], str]
"""The words for a column of so many signs."""

CODES = {
    "AccessCode.digest", "AccessKey.digest", "Attachment.content_type", "Attachment.key",
    "Attachment.sha256", "Attendance.group", "AuditCut.hash", "AuditEntry.hash",
    "AuditEntry.previous", "AuditEntry.target_type", "AuditEntry.verb", "AuditHead.hash",
    "Case.entered_from", "Case.form_key", "Case.ground", "Comment.form_key",
    "Delivery.means", "Delivery.reason", "Document.error", "Document.sha256", "Draw.seed",
    "Draw.tickets", "DraftItem.rule", "Entry.kind", "Entry.words", "Event.step", "Expert.ticket", "FeedKey.digest",
    "FilePass.address", "FilePass.digest",
    "Follower.digest", "Invitation.digest", "Invitation.duty", "Item.limit", "Notice.address",
    "Notice.asks", "Notice.duties", "Notice.key", "Notice.kind", "OnceKey.key", "OnceKey.result",
    "Paper.about_address", "Poster.code", "Release.half", "Reply.outcome", "RuleProfile.name",
    "SavedFilter.place", "SavedFilter.query", "Screening.ground", "Screening.step",
    "SignInTry.digest", "Stage.name", "Staged.form", "SummaryFigure.code", "SummaryFigure.measure",
    "Suspension.ground", "Taking.row", "Topic.procedure", "User.password",
}  # fmt: skip
"""Columns that hold no words: a name of ours, a hash, a key, an address of the site."""

OF_NUMBERS = {"rule_name", "letters", "mark"}
"""Columns of many tables: the name of a rule, the parts of a document number, each checked."""

SAID_OR_NOT = {"Assignment.post", "StrikeOff.reopen_reason"}
"""Columns in which words, where there are none, would change what the row is."""

_CHINESE = re.compile("[\u4e00-\u9fff]")


def columns() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column of ours in which words can stand."""
    for room in apps.get_app_configs():
        for model in room.get_models() if room.name.startswith("banjie.") else ():
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField | models.JSONField):
                    yield model, field


def name(model: type[models.Model], field: models.Field[Any, Any]) -> str:
    return f"{model.__name__}.{field.name}"


def is_for_words(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    named = field.name in OF_NUMBERS or name(model, field) in CODES
    return not field.choices and not named


def sow(said: Said) -> None:
    """Put the words everywhere, as somebody with every right in the database could."""
    found: dict[type[models.Model], list[models.Field[Any, Any]]] = {}
    for model, field in columns():
        if is_for_words(model, field):
            found.setdefault(model, []).append(field)
    with _guards_aside():
        for model, fields in found.items():
            for row in model._base_manager.all():
                sown = {field.name: _sown(row, field, said) for field in fields}
                model._base_manager.filter(pk=row.pk).update(**sown)


@contextmanager
def _guards_aside() -> Iterator[None]:
    every = (*OF_AUDIT, *OF_CASES, *OF_ITEMS)
    with connection.cursor() as cursor:
        for said in (removals, statements):
            for guard in every:
                for statement in said(guard, connection.vendor) if guard.event == "UPDATE" else ():
                    cursor.execute(statement)
            if said is removals:
                yield


def _sown(row: models.Model, field: models.Field[Any, Any], said: Said) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, models.JSONField):
        return _within(value, said)
    if value is None or (not value and name(type(row), field) in SAID_OR_NOT):
        return value
    end = str(row.pk)
    most = field.max_length and field.max_length - len(end)
    words = said(most) + end
    return words + value[len(words) :]


def _within(value: Any, said: Said) -> Any:
    """In JSON: the words of people are Chinese, all others are ours."""
    if isinstance(value, dict):
        return {key: _within(each, said) for key, each in value.items()}
    if isinstance(value, list):
        return [_within(each, said) for each in value]
    if isinstance(value, str) and _CHINESE.search(value):
        words = said(None)
        return words + value[len(words) :]
    return value
