"""Reviewing a reading: begin, correct, add, drop, merge, split, and two of the three ways out."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Max

from banjie.common import audit, clock
from banjie.documents.models import Document
from banjie.people.models import User
from banjie.people.queries import folded
from banjie.programme.models import ActivityKind, Draft, DraftItem
from banjie.programme.queries.drafts import LISTS, PARTIES, SINGLES


class Stale(Exception):
    """The item was changed by somebody else since the page was drawn."""


class Closed(Exception):
    """The draft was opened or discarded since the page was drawn."""


def living(draft: Draft) -> Draft:
    """The draft as it is now, locked, so that one hand at a time changes it; raises `Closed`."""
    current = Draft.objects.select_for_update().get(pk=draft.pk)
    if not current.living:
        raise Closed
    return current


@transaction.atomic
def begin_draft(document: Document, *, by: User) -> Draft:
    """The living draft of a document; made from its reading when there is none."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    living = document.drafts.filter(state__in=(Draft.State.OPEN, Draft.State.KEPT)).first()
    if living:
        return living
    result = document.reading.result
    title = result["title"] or document.name.rsplit(".", 1)[0]
    draft = Draft.objects.create(
        document=document,
        unit=document.unit,
        title=title[:200],
        year=result["year"] or clock.today().year,
        begun_by=by,
    )
    made: list[DraftItem] = []
    titles: dict[str, DraftItem] = {}
    for position, read in enumerate(result["activities"]):
        parent = read.get("parent")
        item = _item_of(draft, position * 10, read)
        item.parent = made[parent] if parent is not None and parent < position else None
        item.repeats = titles.get(folded(item.title)) if item.parent is None else None
        item.kept = item.repeats is None
        item.save()
        made.append(item)
        titles.setdefault(folded(item.title), item)
    audit.record(by=by, verb="draft.begun", target=draft, items=len(made))
    return draft


def _item_of(draft: Draft, position: int, read: dict[str, Any]) -> DraftItem:
    """One item from one activity of the reading."""
    spans, rules = read["spans"], read["rules"]
    fields: dict[str, Any] = {"targets": read["targets"]}
    fields["when"] = [
        entry | {"rule": rule} for entry, rule in zip(read["when"], rules["when"], strict=True)
    ]
    for name in ("where", *PARTIES):
        fields[name] = [
            {"text": text, "span": span, "rule": rule}
            for text, span, rule in zip(read[name], spans[name], rules[name], strict=True)
        ]
    fields["participants"] = (
        {"text": read["participants"], "span": spans["participants"]}
        if read["participants"]
        else None
    )
    fields["report_deadline"] = read["report_deadline"]
    return DraftItem(
        draft=draft,
        position=position,
        heading=read.get("heading"),
        number=(read["number"] or "")[:20],
        title=read["title"][:300],
        title_span=spans["title"],
        kind=read["kind"],
        span_start=read["span"][0],
        span_end=read["span"][1],
        fields=fields,
        rule=rules["activity"],
    )


def _claim(item: DraftItem, version: int) -> DraftItem:
    """The item as it is now, its draft locked; raises `Stale` when it moved on."""
    draft = living(item.draft)
    current = draft.items.get(pk=item.pk)
    if current.version != version:
        raise Stale
    return current


def _save(item: DraftItem, *names: str) -> None:
    item.version += 1
    item.save(update_fields=[*names, "version"])


@transaction.atomic
def correct_item(
    item: DraftItem,
    *,
    version: int,
    number: str,
    title: str,
    kind: str,
    fields: dict[str, Any],
    by: User,
) -> DraftItem:
    """Put a person's values in place of the reader's; untouched entries keep their words."""
    current = _claim(item, version)
    if title != current.title:
        current.title_span = None
    changed = [
        name
        for name in (*LISTS, *SINGLES)
        if (fields.get(name) or None) != (current.fields.get(name) or None)
    ]
    changed += [
        name
        for name, value in (("number", number), ("title", title), ("kind", kind))
        if getattr(current, name) != value
    ]
    current.number, current.title, current.kind, current.fields = number, title, kind, fields
    current.edited = current.edited or bool(changed)
    _save(current, "number", "title", "title_span", "kind", "fields", "edited")
    if changed:
        audit.record(
            by=by, verb="draft.corrected", target=current.draft, item=current.pk, fields=changed
        )
    return current


@transaction.atomic
def keep_item(item: DraftItem, *, version: int, kept: bool, by: User) -> DraftItem:
    """Drop an item, or take it back; its steps go with it."""
    current = _claim(item, version)
    current.kept = kept
    _save(current, "kept")
    current.steps.update(kept=kept, version=F("version") + 1)
    verb = "draft.restored" if kept else "draft.dropped"
    audit.record(by=by, verb=verb, target=current.draft, item=current.pk)
    return current


@transaction.atomic
def add_item(
    draft: Draft, *, title: str, by: User, span: tuple[int, int] | None = None
) -> DraftItem:
    """An item the reader did not see: by hand, or from a paragraph of the paper (`span`).

    Pressed twice, it is the same item.
    """
    draft = living(draft)
    same = draft.items.filter(
        origin=DraftItem.Origin.ADDED, title=title, span_start=span and span[0], edited=False
    ).first()
    if same:
        return same
    if span is None:
        last = draft.items.aggregate(m=Max("position"))["m"]
        position = 0 if last is None else last + 10
    else:
        before = draft.items.filter(span_start__lt=span[0]).aggregate(m=Max("position"))["m"]
        position = 0 if before is None else before + 1
    words = draft.document.reading.text
    start = words.find(title, span[0], span[1]) if span else -1
    item = DraftItem.objects.create(
        draft=draft,
        position=position,
        title=title,
        title_span=[start, start + len(title)] if start >= 0 else None,
        kind=ActivityKind.OTHER,
        span_start=span[0] if span else None,
        span_end=span[1] if span else None,
        fields={name: [] for name in LISTS} | dict.fromkeys(SINGLES),
        origin=DraftItem.Origin.ADDED,
    )
    audit.record(by=by, verb="draft.added", target=draft, item=item.pk)
    return item


@transaction.atomic
def merge_items(items: list[DraftItem], *, by: User) -> DraftItem:
    """Make the first item hold every entry of the others, which are dropped."""
    draft = living(items[0].draft)
    items = list(draft.items.filter(pk__in=[item.pk for item in items]))
    first, *others = items
    fields: dict[str, Any] = {name: list(first.fields.get(name, [])) for name in LISTS}
    for other in others:
        for name in LISTS:
            known = {entry["text"] for entry in fields[name]}
            fields[name] += [e for e in other.fields.get(name, []) if e["text"] not in known]
    for name in SINGLES:
        said = [item.fields[name] for item in items if item.fields.get(name)]
        fields[name] = said[0] if said else None
    first.fields = fields
    first.origin = DraftItem.Origin.MERGED
    first.edited = True
    spans = [(i.span_start, i.span_end) for i in items if i.span_start is not None]
    first.span_start = min((a for a, _b in spans if a is not None), default=None)
    first.span_end = max((b for _a, b in spans if b is not None), default=None)
    _save(first, "fields", "origin", "edited", "span_start", "span_end")
    for other in others:
        other.kept = False
        _save(other, "kept")
        other.steps.exclude(pk=first.pk).update(parent=first)
    audit.record(by=by, verb="draft.merged", target=first.draft, items=[i.pk for i in items])
    return first


@transaction.atomic
def split_item(
    item: DraftItem,
    *,
    version: int,
    titles: tuple[str, str],
    second: dict[str, set[int]],
    by: User,
) -> tuple[DraftItem, DraftItem]:
    """Two items out of one. `second` names the entries, field by field, that go to the new one.

    Units stay with both: who answers for the whole answers for each part until corrected.
    """
    current = _claim(item, version)
    stay: dict[str, Any] = dict(current.fields)
    go: dict[str, Any] = dict(current.fields) | {"report_deadline": None}
    for name in ("when", "where", "targets"):
        entries = current.fields.get(name, [])
        moved = second.get(name, set())
        stay[name] = [entry for n, entry in enumerate(entries) if n not in moved]
        go[name] = [entry for n, entry in enumerate(entries) if n in moved]
    twin = DraftItem.objects.create(
        draft=current.draft,
        position=current.position + 1,
        parent=current.parent,
        heading=current.heading,
        title=titles[1],
        kind=current.kind,
        span_start=current.span_start,
        span_end=current.span_end,
        fields=go,
        origin=DraftItem.Origin.SPLIT,
        edited=True,
    )
    if titles[0] != current.title:
        current.title, current.title_span = titles[0], None
    current.fields, current.edited = stay, True
    _save(current, "title", "title_span", "fields", "edited")
    audit.record(by=by, verb="draft.split", target=current.draft, items=[current.pk, twin.pk])
    return current, twin


@transaction.atomic
def answer_parties(draft: Draft, answers: dict[str, str], *, by: User) -> None:
    """Remember what names stand for: `unit:<id>`, `new` or `post`; '' leaves it open."""
    current = living(draft)
    current.unit_answers = {
        name: answer for name, answer in (current.unit_answers | answers).items() if answer
    }
    current.save(update_fields=["unit_answers"])
    audit.record(by=by, verb="draft.units", target=current, names=len(answers))


@transaction.atomic
def set_draft_head(draft: Draft, *, title: str, year: int, by: User) -> None:
    """The programme's title and year as they will stand."""
    current = living(draft)
    current.title, current.year = title, year
    current.save(update_fields=["title", "year"])
    audit.record(by=by, verb="draft.head", target=current)


@transaction.atomic
def leave_draft(draft: Draft, *, state: str, by: User) -> None:
    """Keep as draft, or discard. A discarded draft stays readable; its document can begin anew."""
    current = living(draft)
    current.state = state
    current.save(update_fields=["state"])
    audit.record(by=by, verb=f"draft.{state}", target=current)
