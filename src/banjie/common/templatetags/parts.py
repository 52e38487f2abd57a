"""The smallest parts of a page as tags: what stands in a table hundreds of times is made quickly.

The templates of the same names in `common/parts/` are these tags.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from banjie.common.privacy import notice

register = template.Library()
# What was drawn is kept by all it is drawn from, the page's language among it; `typed` tells safe
# strings from others.
_kept = lru_cache(maxsize=4096, typed=True)

ROLES = {
    "lead": gettext_lazy("Lead"),
    "responsible": gettext_lazy("Responsible"),
    "cooperating": gettext_lazy("Co-operating"),
    "overseeing": gettext_lazy("Overseeing"),
}


@_kept
def _drawn(kind: str, name: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        kind,
        static("common/icons.svg"),
        name,
    )


@register.simple_tag
def icon(name: str, big: object = None) -> SafeString:
    """An icon of the set; beside words, so hidden from readers of the page."""
    return _drawn("icon icon--big" if big else "icon", name)


@register.simple_tag
def options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """What can be chosen in a list, as Django's templates draw it, without a template: of 500
    choices drawing was half of a page.
    """
    drawn = []
    for name, choices, _number in groups:
        rows = format_html_join(
            "",
            '\n  <option value="{}"{}>{}</option>',
            (
                (one["value"], flatatt(one["attrs"]) if one["attrs"] else "", one["label"])
                for one in choices
            ),
        )
        grouped = '\n  <optgroup label="{}">{}\n  </optgroup>'
        drawn.append(format_html(grouped, name, rows) if name else rows)
    return format_html_join("", "{}", ((one,) for one in drawn))


@register.simple_tag
def offered(rows: Iterable[Any], chosen: object) -> SafeString:
    """The options of a filter: of pairs of value and label, or of rows by their keys and names."""
    pairs = (one if isinstance(one, tuple) else (one.pk, one) for one in rows)
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, SafeString(" selected") if value == chosen else "", label)
            for value, label in pairs
        ),
    )


@register.simple_tag
def light(found: Any, bare: object = None) -> SafeString:
    """A light with its shape and words; `bare` leaves the days out."""
    days = None if bare else found.days
    return _light(found.name, str(found.label), days, get_language())


@_kept
def _light(name: str, label: str, days: int | None, _language: str | None) -> SafeString:
    return format_html(
        '<span class="light" data-light="{}">{}<span class="light-words">{}</span></span>',
        name,
        _drawn("light-shape", f"light-{name}"),
        _light_words(name, label, days),
    )


def _light_words(name: str, label: str, days: int | None) -> str:
    if name == "overdue" and days:
        late = abs(days)
        return ngettext("%(days)s day overdue", "%(days)s days overdue", late) % {"days": late}
    if name == "due-soon" and days is not None:
        if days == 0:
            return _("due today")
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return label


@register.simple_tag
def day(when: date | datetime | None) -> str:
    """A day as the page's language writes it; '' for none."""
    if not when:
        return ""
    if isinstance(when, datetime):
        when = (localtime(when) if is_aware(when) else when).date()
    return _day(when, get_language())


@_kept
def _day(when: date, _language: str | None) -> SafeString:
    said = date_format(when)
    return format_html('<time datetime="{}">{}</time>', when.strftime("%Y-%m-%d"), said)


@register.simple_tag
def address(name: str, *numbers: int) -> SafeString:
    """As `url`, for what every page or many rows show: an address is put together once."""
    return _address(name, numbers, get_script_prefix())


@_kept
def _address(name: str, numbers: tuple[int, ...], _prefix: str) -> SafeString:
    return conditional_escape(reverse(name, args=numbers))


@register.simple_tag
def unit(name: str, role: str = "", url: str = "", known: str = "") -> SafeString:
    """A unit by name, with the role it has in the work and its address where they are given."""
    return drawn_unit(name, role, url, known, get_language())


@_kept
def drawn_unit(name: str, role: str, url: str, known: str, _language: str | None) -> SafeString:
    """What the tag `unit` draws in the language of the page."""
    attributes, before = SafeString(""), SafeString("")
    if role:
        attributes = format_html(' data-role="{}"', role)
        before = format_html(
            '<span class="unit-role">{}</span>', ROLES.get(role, ROLES["cooperating"])
        )
    if known:
        attributes += format_html(' data-known="{}"', known)
    shown = (
        format_html('<a href="{}">{}</a>', url, name)
        if url
        else format_html("<span>{}</span>", name)
    )
    return format_html('<span class="unit"{}>{}{}</span>', attributes, before, shown)


@register.inclusion_tag("common/parts/privacy.html")
def privacy(name: str, **said: Any) -> dict[str, Any]:
    """What a form takes of a person: the notice of this name."""
    return {"privacy": notice(name, **said)}
