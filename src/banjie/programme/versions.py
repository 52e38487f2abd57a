"""What a report said when it was sent, and what changed between two such versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from banjie.common.differences import pieces
from banjie.common.templatetags.words import plain
from banjie.programme.models import Figure, Report, ReportVersion

_FIELDS = {
    "part": gettext_lazy("Session or phase"),
    "held_on": gettext_lazy("Day"),
    "held_until": gettext_lazy("Last day"),
    "place": gettext_lazy("Place"),
    "completes": gettext_lazy("Completion"),
}


def content_of(report: Report) -> dict[str, Any]:
    """The content of a `ReportVersion`: the report as it stands in the database now."""
    part = report.occurrence or report.phase
    figures = report.figures.order_by("pk")
    files = report.evidence.select_related("attachment").order_by("pk")
    return {
        "part": part.label if part else "",
        "held_on": report.held_on.isoformat(),
        "held_until": report.held_until.isoformat() if report.held_until else "",
        "place": report.place,
        "text": report.text,
        "completes": report.completes,
        "figures": [
            {"measure": f.measure, "value": plain(f.value), "unit": f.unit} for f in figures
        ],
        "files": [{"name": e.attachment.name, "sha256": e.attachment.sha256} for e in files],
    }


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure was put right: what it was before, when, why."""

    before: str
    at: datetime
    reason: str


def with_corrections(
    figures: Iterable[Figure], versions: Iterable[ReportVersion]
) -> list[tuple[Figure, Correction | None]]:
    """Each figure of a report, in their order, with its last correction; none where a later version
    says another number without one.
    """
    found: dict[tuple[str, str, int], Correction] = {}
    for old, new in pairwise(versions):
        before = _by_name(old.content["figures"])
        for name, value in _by_name(new.content["figures"]).items():
            if before.get(name, value) == value:
                continue
            found.pop(name, None)
            if new.correction:
                found[name] = Correction(before[name], new.at, new.correction)
    turns: Counter[tuple[str, str]] = Counter()
    marked = []
    for figure in sorted(figures, key=attrgetter("pk")):
        kind = figure.measure, figure.unit
        marked.append((figure, found.get((*kind, turns[kind]))))
        turns[kind] += 1
    return marked


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed; '' where a version has nothing. `pieces` is a text with its edits."""

    label: str
    before: str = ""
    after: str = ""
    pieces: tuple[tuple[str, str], ...] = ()


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """What changed from one content to another: fields, words, figures, files."""
    found = [
        Difference(str(label), _said(name, old.get(name)), _said(name, new.get(name)))
        for name, label in _FIELDS.items()
        if old.get(name) != new.get(name)
    ]
    if old["text"] != new["text"]:
        found.append(Difference(_("What was done"), pieces=pieces(old["text"], new["text"])))
    return [*found, *_figures(old["figures"], new["figures"]), *_files(old["files"], new["files"])]


def _said(name: str, value: Any) -> str:
    if name != "completes":
        return str(value or "")
    return _("this completes the activity") if value else pgettext("completion", "not yet")


def _figures(old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Difference]:
    """Figures whose number changed, that came or that were taken out."""
    before, after = _by_name(old), _by_name(new)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield Difference(name[0], before.get(name, ""), after.get(name, ""))


def _by_name(figures: list[dict[str, str]]) -> dict[tuple[str, str, int], str]:
    """By measure and unit; one that stands twice is told apart by its turn."""
    turns: Counter[tuple[str, str]] = Counter()
    found = {}
    for figure in figures:
        name = figure["measure"], figure["unit"]
        found[*name, turns[name]] = f"{figure['value']}{figure['unit']}"
        turns[name] += 1
    return found


def _files(old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Difference]:
    known = {file["sha256"] for file in old}
    for file in new:
        if file["sha256"] not in known:
            yield Difference(_("Photos and papers"), "", file["name"])
