"""No dossier and no score on any person: the words that no column may carry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django import forms
from django.apps import apps
from django.urls import get_resolver

import banjie
from banjie.api import v1

FORBIDDEN = (
    "id_card", "idcard", "identity_number", "ethnic", "nation", "religio", "faith", "belief",
    "party", "political", "birthday", "birth_date", "birthplace", "gender", "sex", "marital",
    "health", "blood", "income", "salary", "family", "home_address", "phone", "mobile", "openid",
    "wechat", "fingerprint", "face", "latitude", "longitude", "gps", "location", "score", "points",
    "rank", "streak", "badge", "level_of_activity", "online_time", "study_time", "last_seen",
    "resume", "appraisal", "loyalty", "stance", "opinion", "attitude",
)  # fmt: skip
LABELS = (
    "身份证",
    "民族",
    "宗教",
    "党派",
    "政治面貌",
    "生日",
    "出生",
    "积分",
    "排名",
    "性别",
    "籍贯",
)


ABOUT_WORK = {
    "Channel.phone": "the office's own telephone, printed on its poster",
    "Case.points": "what a case asks for, point by point",
    "Handling.opinions": "what a unit wrote as co-handler",
    "Rating.attitude": "how a case was handled, graded by its author",
}
"""Names with such a word in them that are about work, and why: each was looked at."""
ASKED_ABOUT_WORK = {
    "ChannelForm.phone": "the office's own telephone",
    "PaperRatingForm.attitude": "how a case was handled",
    "SayForm.attitude": "how a case was handled",
}
TOLD_ABOUT_WORK = {
    "attitude": "how a case was handled",
    "points": "what a case asks for",
    "opinions": "what a unit wrote as co-handler",
    "phone": "the office's own telephone",
}
WARNS = "身份证号"
"""What a text may hold that must not go on: the page that warns of it names it."""


def test_no_column_is_about_what_a_person_is_or_believes() -> None:
    found = [
        f"{model.__name__}.{field.name}"
        for room in apps.get_app_configs()
        if room.name.startswith("banjie.")
        for model in room.get_models()
        for field in model._meta.get_fields()
        if any(word in field.name.lower() for word in FORBIDDEN)
        or any(word in str(getattr(field, "verbose_name", "")) for word in LABELS)
    ]
    assert sorted(found) == sorted(ABOUT_WORK)


def test_no_form_asks_what_a_person_is_or_believes() -> None:
    get_resolver().url_patterns  # noqa: B018 - every form is loaded by then
    found = {
        f"{form.__name__}.{name}"
        for form in _below(forms.BaseForm)
        if form.__module__.startswith("banjie.")
        for name, field in getattr(form, "base_fields", {}).items()
        if any(word in name.lower() for word in FORBIDDEN)
        or any(word in str(field.label) for word in LABELS)
    }
    assert found <= ASKED_ABOUT_WORK.keys()


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def test_no_program_is_told_what_a_person_is_or_believes() -> None:
    """Every name in what the API takes and answers."""
    found = {
        name
        for name in _names(v1.api.get_openapi_schema(path_prefix="/api/v1/"))
        if any(word in name.lower() for word in FORBIDDEN)
    }
    assert found <= TOLD_ABOUT_WORK.keys()


def _names(said: Any) -> Iterator[str]:
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    if isinstance(said, dict) and isinstance(said.get("properties"), dict):
        yield from said["properties"]
    for part in parts:
        yield from _names(part)


def test_no_label_or_head_of_a_sheet_names_it() -> None:
    """All words of the interface, heads of exported columns among them: only to say that it is not
    kept, or to warn of it.
    """
    catalogue = Path(banjie.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    said = [text for entry in polib.pofile(catalogue) for text in (
        entry.msgstr, *entry.msgstr_plural.values())]  # fmt: skip
    named = [text for text in said if any(word in text for word in LABELS)]
    assert [text for text in named if not any(no in text for no in ("不", "没有"))] == [WARNS]
