"""A reading as a table for a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from banjie_reader.model import Activity, Phrase, Reading
from banjie_reader.why import why
from banjie_reader.wording import sentence

_FIELDS = ("activity", "when", "where", "lead", "responsible", "cooperating", "participants")
_WIDTHS = {"number": 8, "title": 36, "when": 24, "where": 20, "units": 44}


def width(words: str) -> int:
    """How many columns the words take."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def fit(words: str, columns: int) -> str:
    """The words on exactly so many columns, cut with … where they are longer."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    if width(plain) > columns:
        while plain and width(plain) > columns - 2:
            plain = plain[:-1]
        plain += "…"
    return plain + " " * (columns - width(plain))


def table(reading: Reading, language: str = "zh-Hans") -> str:
    """Title, one line for each activity, and how many findings there are."""
    return "\n".join(_lines(reading, language)) + "\n"


def _lines(reading: Reading, language: str) -> Iterator[str]:
    def say(key: str, **values: object) -> str:
        return sentence(f"command.{key}", language, values)

    yield reading.title.text if reading.title else say("untitled")
    issuer = reading.issuer.text if reading.issuer else "—"
    yield say("about", issuer=issuer, kind=say(f"kind.{reading.kind}"), year=reading.year or "—")
    yield ""
    yield " ".join(fit(say(key), columns) for key, columns in _WIDTHS.items()).rstrip()
    yield " ".join("-" * columns for columns in _WIDTHS.values())
    for activity in reading.activities:
        yield _line(activity, language)
    yield ""
    yield say("count", activities=len(reading.activities), findings=len(reading.findings))


def _line(activity: Activity, language: str) -> str:
    cells = {
        "number": ("  " if activity.parent is not None else "") + (activity.number or ""),
        "title": activity.title.text,
        "when": "、".join(w.text for w in activity.when),
        "where": _names(activity.where),
        "units": _units(activity, language),
    }
    return " ".join(fit(cells[key], columns) for key, columns in _WIDTHS.items()).rstrip()


def _units(activity: Activity, language: str) -> str:
    roles = (
        ("lead", activity.lead),
        ("responsible", activity.responsible),
        ("cooperating", activity.cooperating),
    )
    said = [
        sentence(f"command.role.{role}", language, {"names": _names(names)})
        for role, names in roles
        if names
    ]
    return " ".join(said)


def _names(phrases: Sequence[Phrase]) -> str:
    return "、".join(p.text for p in phrases)


def explanation(reading: Reading, language: str = "zh-Hans") -> str:
    """Which words and which rule made each field; nothing is cut short, the longest stands last."""
    labels = {name: sentence(f"command.field.{name}", language, {}) for name in _FIELDS}
    columns = max(map(width, labels.values()))
    out = []
    for activity in reading.activities:
        out.append(f"{activity.number or ''} {activity.title.text}".strip())
        rows = [("activity", why(activity.rule, "", language), "")]
        rows += [("when", why(w.rule, w.assumed, language), w.text) for w in activity.when]
        for name in ("where", "lead", "responsible", "cooperating"):
            rows += [(name, why(p.rule, "", language), p.text) for p in getattr(activity, name)]
        if activity.participants:
            said = activity.participants
            rows.append(("participants", why(said.rule, "", language), said.text))
        for field, rule, words in rows:
            shown = words + " " * (_WIDTHS["where"] - width(words))
            out.append(f"  {fit(labels[field], columns)} {shown} {rule}".rstrip())
    return "\n".join(out) + "\n"


def findings(reading: Reading, language: str = "zh-Hans") -> str:
    """Each finding: how bad, where, why, how to mend it."""
    out = []
    for finding in reading.findings:
        line = reading.source.text.count("\n", 0, finding.span.start) + 1
        severity = sentence(f"command.severity.{finding.severity}", language, {})
        where = sentence("command.line", language, {"line": line})
        out.append(f"{severity} {where} {finding.why(language)}")
        out.append(f"    {finding.mend(language)}")
    return "".join(line + "\n" for line in out)
