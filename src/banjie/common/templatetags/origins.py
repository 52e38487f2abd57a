"""Shows where a thing came from, as a line of links, or nothing."""

from __future__ import annotations

from typing import Any

from django import template

from banjie.common.origins import origins_of

register = template.Library()


@register.inclusion_tag("common/parts/origins.html", takes_context=True)
def origins(context: dict[str, Any], thing: Any) -> dict[str, Any]:
    return {"origins": origins_of(thing, context["request"].user)}
