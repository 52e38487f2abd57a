"""The amber margin a programme was opened with stays its own, and no light is ever set by hand."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

from django import forms
from django.apps import apps
from django.test import Client

import banjie
from banjie.common.models import RuleProfile
from banjie.people.models import User
from banjie.programme import lights
from banjie.programme.models import Programme
from banjie.programme.queries.programmes import programme_cards
from tests.web import plans
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]


def set_margin(days: int, **values: Any) -> None:
    RuleProfile.objects.create(
        **{"name": "light.due_soon", "value": days, "unit": "day", "source": "本地督查办法",
           "valid_from": date(2026, 9, 18)} | values
    )  # fmt: skip


def light_of(programme: Programme) -> str:
    return next(c.light.name for c in programme_cards(programme) if "征文" in c.activity.title)


def test_programme_keeps_the_margin_it_was_opened_with(
    cast: Cast, programme: Programme, settings: Any, signed_in: SignedIn
) -> None:
    settings.BANJIE_TODAY = "2026-10-11"  # twenty days before the end
    set_margin(30)
    later = plans.open_plan(cast, plans.PLAN.replace("方案", "计划"))
    assert (light_of(programme), light_of(later)) == ("on-plan", "due-soon")
    for number, words in ((programme.pk, "10"), (later.pk, "30")):
        page = signed_in(cast.officer).get(f"/programmes/{number}/list/")
        assert page.context["rule"].value == int(words)


def test_margin_set_for_a_later_day_waits(cast: Cast, programme: Programme) -> None:
    set_margin(30, valid_from=date(2026, 9, 19))
    assert lights.margin(programme).value == 10
    assert lights.margin(plans.open_plan(cast, plans.PLAN.replace("方案", "计划"))).value == 10


def test_rule_stands_beside_the_light(cast: Cast, signed_in: SignedIn, settings: Any) -> None:
    set_margin(12)
    programme = plans.open_plan(cast)
    activity = programme.activities.get(title__contains="征文")
    body = signed_in(cast.liaison).get(f"/activities/{activity.pk}/").content.decode()
    assert "12" in body
    assert "本地督查办法" in body


PAINT = ("light", "lamp", "colour", "color", "traffic", "overdue", "due_soon")


def test_no_column_holds_a_light() -> None:
    found = [
        f"{model.__name__}.{field.name}"
        for room in apps.get_app_configs()
        if room.name.startswith("banjie.")
        for model in room.get_models()
        for field in model._meta.get_fields()
        if any(word in field.name for word in PAINT)
    ]
    assert found == []


def forms_of(module: str) -> list[type[forms.BaseForm]]:
    found = vars(import_module(module)).values()
    return [form for form in found if isinstance(form, type) and issubclass(form, forms.BaseForm)]


def test_no_form_of_any_room_asks_for_a_light() -> None:
    modules = [
        module.name
        for module in pkgutil.walk_packages(banjie.__path__, "banjie.")
        if "forms" in module.name.split(".")
    ]
    asked = {
        f"{form.__name__}.{name}"
        for module in modules
        for form in forms_of(module)
        for name in getattr(form, "base_fields", {})
    }
    assert len(modules) > 5
    assert len(asked) > 50
    assert not [name for name in asked if any(word in name.lower() for word in PAINT)]
