"""The fields of an item as the review page shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from banjie.common.templatetags.words import days, every, plain
from banjie.documents.language import said_why
from banjie.programme.goals import could_only_be_rounded
from banjie.programme.models import DraftItem
from banjie.programme.queries.drafts import PARTIES, Paragraph, entries

register = template.Library()

LABELS = {
    "when": _("Time"),
    "where": _("Place"),
    "lead": _("Lead"),
    "responsible": _("Responsible"),
    "cooperating": _("Co-operating"),
    "participants": _("Who takes part"),
    "targets": _("Target"),
    "report_deadline": _("Report due"),
}
KINDS = {
    "title": "title",
    "when": "when",
    "where": "place",
    "lead": "unit",
    "responsible": "unit",
    "cooperating": "unit",
    "participants": "unit",
    "targets": "target",
    "report_deadline": "when",
}
# What the reader took for granted, as far as a person should look at it again.
ASSUMED = {
    "year from reference": _("year not in the words"),
    "month carried": _("month from the words before"),
    "month from reference": _("month not in the words"),
}
STATES = {"kept": _("as read"), "edited": _("corrected"), "dropped": _("dropped")}
TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """One field: `anchor` is where its words begin in the paper, None for a person's own."""

    id: str
    kind: str
    label: str
    words: str
    note: str
    anchor: int | None
    known: bool
    why: str


@register.filter
def kind(fields: Sequence[str]) -> str:
    """The kind of a stretch of words, from the fields it belongs to; a title yields to others."""
    names = [field.split("-")[1] for field in fields]
    inner = [name for name in names if name != "title"]
    return KINDS[(inner or names)[0]]


@register.filter
def inner(fields: Sequence[str]) -> str:
    """The field a click on the words leads to: the title only when there is no other."""
    return next((field for field in fields if field.split("-")[1] != "title"), fields[0])


@register.filter
def state(item: DraftItem) -> str:
    """dropped, edited (also added, merged, split off) or kept."""
    if not item.kept:
        return "dropped"
    return "edited" if item.edited or item.origin != DraftItem.Origin.READ else "kept"


@register.filter
def state_words(item: DraftItem) -> str:
    """The state in words; for what a person made, how they made it."""
    if item.kept and item.origin != DraftItem.Origin.READ:
        return item.get_origin_display()
    return str(STATES[state(item)])


@register.filter
def title_anchor(item: DraftItem) -> int | None:
    return item.title_span[0] if item.title_span else None


@register.filter
def asks(item: DraftItem, open_names: Collection[str]) -> bool:
    """Whether a name in the item is still a question."""
    return any(not field.known for field in shown(item, open_names))


@register.filter
def shown(item: DraftItem, open_names: Collection[str]) -> list[Shown]:
    """Every field but the title; a name in `open_names` is still a question."""
    return [
        Shown(
            id=name,
            kind=KINDS[field],
            label=str(LABELS[field]),
            words=_value(field, entry),
            note=_note(field, entry),
            anchor=entry["span"][0] if entry.get("span") else None,
            known=field not in PARTIES or entry["text"] not in open_names,
            why=said_why(entry.get("rule") or "", entry.get("assumed") or ""),
        )
        for name, field, entry in entries(item)
        if field != "title"
    ]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _value(field: str, entry: dict[str, Any]) -> str:
    if field in ("when", "report_deadline"):
        return days(_day(entry.get("start")), _day(entry.get("end"))) or str(entry["text"])
    if field == "targets" and entry.get("of") and entry.get("value") is not None:
        return f"{entry['of']} {plain(entry['value'])}{entry['unit']}"
    return str(entry["text"])


def _note(field: str, entry: dict[str, Any]) -> str:
    """How often a time comes again, what was taken for granted, that no day could be told; or that
    a number could not be kept as it is.
    """
    if field == "targets" and could_only_be_rounded(entry["value"]):
        return str(
            _("more digits than can be kept (six decimals, fifteen in all): to be corrected")
        )
    if field not in ("when", "report_deadline"):
        return ""
    notes = [every(entry.get("recurrence") or "")]
    notes += [str(ASSUMED.get(what, "")) for what in (entry.get("assumed") or "").split(", ")]
    if not entry.get("start") and not entry.get("end") and not notes[0]:
        notes.append(str(_("no day could be told")))
    return " · ".join(filter(None, notes))


@register.filter
def why(item: DraftItem) -> str:
    """Why it was taken for an activity; '' for what a person made."""
    return said_why(item.rule) if item.origin == DraftItem.Origin.READ else ""


@register.filter
def opening(paragraph: Paragraph) -> str:
    """The first words of a paragraph, as the title of an item made from it."""
    words = "".join(segment.words for segment in paragraph.segments).strip()
    return words[:TITLE_LENGTH].splitlines()[0] if words else ""
