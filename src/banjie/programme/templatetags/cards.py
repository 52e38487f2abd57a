"""What cards and rows show of an activity."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from banjie.common.templatetags.parts import drawn_unit
from banjie.programme.queries.overview import Units

register = template.Library()


@register.simple_tag
def units(found: Units, *roles: str) -> SafeString:
    """Units and posts with these roles by their short names."""
    language = get_language()
    drawn = (drawn_unit(name, role, "", "", language) for role in roles for name in found[role])
    return SafeString("".join(drawn))


@register.simple_tag
def helpers(number: int) -> str:
    """How many more units help."""
    return _helpers(number, get_language())


@lru_cache(maxsize=256)
def _helpers(number: int, _language: str | None) -> str:
    return ngettext("%(n)s more helps", "%(n)s more help", number) % {"n": number}
