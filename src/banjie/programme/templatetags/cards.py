"""What cards and rows show of an activity."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from banjie.common.templatetags.parts import unit
from banjie.programme.models import Assignment

register = template.Library()


@register.simple_tag
def units(parts: Iterable[Assignment]) -> SafeString:
    """Units and posts by their short names, each with its role."""
    return SafeString(
        "".join(unit(part.unit.brief if part.unit else part.post, part.role) for part in parts)
    )
