"""A reading as plain data: the JSON of `banjie read --json`."""

from __future__ import annotations

from datetime import date
from typing import Any

from banjie_reader.model import Activity, Finding, Phrase, Quantity, Reading, Span, Use, When

_APPROX = {"min": "over", "max": "under", "range": "about", "vague": "about"}


def as_dict(reading: Reading, language: str = "zh-Hans") -> dict[str, Any]:
    """The reading as JSON-ready data; spans are `[start, end)` into the text as given."""
    text = reading.source.text
    return {
        "title": reading.title.text if reading.title else None,
        "issuer": reading.issuer.text if reading.issuer else None,
        "kind": reading.kind,
        "year": reading.year,
        "outline": [
            {"number": h.number, "level": h.level, "text": h.text, "span": list(h.span)}
            for h in reading.outline
        ],
        "activities": [_activity(a) for a in reading.activities],
        "figures": [_figure(q) for q in reading.figures],
        "report_deadlines": [_when(w) for w in reading.report_deadlines],
        "findings": [_finding(f, language) for f in reading.findings],
        "coverage": [_use(u) for u in reading.coverage],
        "format": reading.source.format,
        "text_length": len(text),
    }


def _activity(activity: Activity) -> dict[str, Any]:
    report = activity.report_deadline
    return {
        "number": activity.number,
        "title": activity.title.text,
        "kind": activity.kind,
        "when": [_when(w) for w in activity.when],
        "where": _texts(activity.where),
        "lead": _texts(activity.lead),
        "responsible": _texts(activity.responsible),
        "cooperating": _texts(activity.cooperating),
        "participants": activity.participants.text if activity.participants else None,
        "targets": [_target(q) for q in activity.targets],
        "report_deadline": _when(report) if report else None,
        "span": list(activity.span),
        "spans": {
            "title": list(activity.title.span),
            "where": _spans(activity.where),
            "lead": _spans(activity.lead),
            "responsible": _spans(activity.responsible),
            "cooperating": _spans(activity.cooperating),
            "participants": list(activity.participants.span) if activity.participants else None,
        },
        "rules": _rules(activity),
        "parent": activity.parent,
        "heading": activity.heading,
    }


def _rules(activity: Activity) -> dict[str, Any]:
    """Which rule made each field."""
    return {
        "activity": activity.rule,
        "when": [w.rule for w in activity.when],
        "where": [p.rule for p in activity.where],
        "lead": [p.rule for p in activity.lead],
        "responsible": [p.rule for p in activity.responsible],
        "cooperating": [p.rule for p in activity.cooperating],
    }


def _texts(phrases: tuple[Phrase, ...]) -> list[str]:
    return [p.text for p in phrases]


def _spans(phrases: tuple[Phrase, ...]) -> list[list[int]]:
    return [list(p.span) for p in phrases]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(when: When) -> dict[str, Any]:
    return {
        "text": when.text,
        "start": _day(when.start),
        "end": _day(when.end),
        "recurrence": when.recurrence,
        "span": list(when.span),
        "assumed": when.assumed,
    }


def _target(quantity: Quantity) -> dict[str, Any]:
    return {
        "text": quantity.text,
        "value": quantity.value,
        "unit": quantity.unit,
        "approx": _APPROX.get(quantity.approx, quantity.approx),
        "of": quantity.of,
        "span": list(quantity.span),
    }


def _figure(quantity: Quantity) -> dict[str, Any]:
    return {
        "what": quantity.of,
        "value": quantity.value,
        "approx": _APPROX.get(quantity.approx, quantity.approx),
        "unit": quantity.unit,
        "counted": quantity.of,
        "text": quantity.text,
        "span": list(quantity.span),
    }


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "words": finding.words,
        "span": list(finding.span),
        "why": finding.why(language),
        "mend": finding.mend(language),
        "values": {name: str(value) for name, value in finding.values.items()},
        "activity": finding.activity,
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "span": list(use.span),
        "role": use.role,
        "reason": use.reason,
        "activity": use.activity,
    }


def spans_of(reading: Reading) -> list[tuple[Span, str]]:
    """Every span of a reading that quotes words, with the words it stands for."""
    found = [(p.span, p.text) for p in (reading.title, reading.issuer) if p]
    for activity in reading.activities:
        phrases = [activity.title, *activity.where, *activity.lead, *activity.responsible]
        phrases += [
            *activity.cooperating,
            *([activity.participants] if activity.participants else []),
        ]
        found += [(p.span, p.text) for p in phrases]
        found += [(w.span, w.text) for w in activity.when]
        found += [(q.span, q.text) for q in activity.targets]
    found += [(q.span, q.text) for q in reading.figures]
    found += [(w.span, w.text) for w in reading.report_deadlines]
    return found + [(f.span, f.words) for f in reading.findings]
