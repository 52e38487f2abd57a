"""The notice of one event, whose headings are its fields: 一、活动时间 二、活动地点."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.naming import held_names
from banjie_reader.document import is_metadata
from banjie_reader.labels import Label
from banjie_reader.model import Span
from banjie_reader.outline import Section, heading_text
from banjie_reader.outline.described import described_items
from banjie_reader.outline.fields import ATTRIBUTE, OF_EVENTS, OPENER
from banjie_reader.paper import Paper, line_at, trimmed
from banjie_reader.parties import ROLES, with_lines_below
from banjie_reader.places import find_places
from banjie_reader.wordlists import any_of, wordlist

_CALLS = re.compile(r"[^\n]{0,30}?(?:关于|關於)(?:组织)?(?:召开|举办|举行|召開|舉辦|舉行)")
_REGULATES = re.compile(  # 「湖上」研习营活动报名简章, 主委杯锦标赛竞赛规程
    rf"[^\n]*(?:{any_of(wordlist('activities')['event_nouns'])})[^，。\n]{{0,6}}(?:简章|规程|章程|办法)$"
)
_HALF_A_YEAR = 200
_SHORTEST = 3  # characters of a name
_BOTH = re.compile("时间.{0,2}(?:地点|场地)")
_SHORT_LINE = re.compile(r"(?<=\n)[^\n]{2,30}(?<![。；，])(?=\n|$)")
_KEPT = {"when", "where", "lead", "responsible", "cooperating", "participants"}
_AROUND = re.compile(r"奖项|奖励|报名|评分|评审|参赛|竞赛规则|比赛规则")
_NOUN = any_of(wordlist("activities")["event_nouns"])
_WRAPPING = re.compile(
    r"(?:[^“《\n]{0,24}?(?:关于|關於)|[^，。“《「\n]{2,16}(?=(?:举办|舉辦|开展|召开)[「“《]))?(?:举办|开展|召开|组织开展|组织参加|组织|举行|参加|做好|舉辦|開展)?(?P<core>.+?)"
    r"(?:的)?(?:行前)?(?:报名|報名)?(?:通知|公告|启事|实施方案|方案|实施计划|实施计画|计画|规程|邀请函|预告|通告|简章|計畫|簡章|策划书|函|工作总结|总结|小结)?(?:[（(]\d+篇[)）]|\.docx?)?$"
)
_DECIDED = re.compile(
    rf"(?:决定|拟|将|定于[^，。]{{2,30}}|特|本馆|本院|我校|我院|我馆)(?:于[^，。]{{2,24}})?(?:在[^，。]{{2,24}}?)?(?:联合)?(?:举办|开展|召开|组织|举行|办理)"
    rf"(?P<name>(?:[^，。；,;\n]|(?<=[一-龥])\n(?=[一-龥])){{2,40}}?(?:{_NOUN}))(?=[，。；,;\s]|$)"
)
_AIMED = re.compile(  # 为成功举办X，现将有关事项通知如下
    r"(?<![^\n。])为(?:了|成功|圆满|顺利|认真|切实|扎实|全力|精心|进一步){0,2}(?:做好|办好|组织好|举办好?|开展好?|召开好?)"
    rf"(?P<name>[^，。；,;\n]{{4,40}}?(?:{_NOUN}))(?=[，,])"
)

_JOINED = re.compile(  # 主旨请注明「报名2026湖光科学营」: in a text that has no title
    rf"(?:报名参加|报名|参加)(?P<name>[^，。；：,;:“”「」（）()\n]{{2,24}}?(?:{_NOUN}))(?=[，。；,;”」\s]|$)"
)
_HOSTED = re.compile("(?:此|本)次[^，。]{0,12}由[^。]{2,60}(?:主办|承办|协办)")
_LAST_SAID = re.compile(  # …的精神，开展迎新春活动。 at the end of the opening
    rf"(?<=[，,])(?:组织)?(?:开展|举办|举行)(?P<name>[^，。；,;\n]{{2,30}}?(?:{_NOUN}))。[^。\n]{{0,24}}\n"
)


def event_notice(paper: Paper) -> Candidate | None:
    """The one event that the document announces, when its headings are the event's fields."""
    described = described_items(paper.sections, paper.text)
    if len(described) > 1:
        return None
    used = [
        (s, s.field)
        for s in paper.sections
        if s.field and s.role != "annex" and s.parent not in described
    ]
    kinds = {f for _, f in used if f in OF_EVENTS}
    around = sum(bool(_AROUND.search(paper.text, s.text_start, s.text_end)) for s in paper.sections)
    first = min((s.start for s in paper.sections), default=0)
    title = paper.document.title
    told = _says_which(paper, title.span) if title else _announced(paper, first)
    if len(kinds) + min(around, 1) + bool(told and len(used) > 1) < 2:
        return None
    name = _named(paper, used) or _name(paper, first)
    fields = _hosts(paper) | field_values(paper, used)
    if not {"when", "where"} & fields.keys():
        fields |= field_values(paper, _telling(paper))
    fields.setdefault("when", _intro_times(paper, first) or _times_of_parts(paper))
    fields.setdefault("where", _lines_of_places(paper, used) or _intro_places(paper, first))
    if name is None or not (fields["when"] or fields["where"]):
        return None
    fields = {k: v for k, v in fields.items() if v}
    ends = [min(s.end, paper.body_end) for s, f in used if f in _KEPT or f == "theme"]
    line = paper.text.rfind("\n", 0, name.start) + 1
    start = title.span.start if title else min(line, used[0][0].start)
    span = trimmed(paper.text, start, max([*ends, name.end]))
    return Candidate(span, name, "notice of one event", fields=fields)


def _says_which(paper: Paper, title: Span) -> re.Match[str] | None:
    return _CALLS.match(paper.text, *title) or _REGULATES.fullmatch(paper.text, *title)


def event_title(paper: Paper) -> Span:
    """The event that a notice's title names: 关于举办X的通知 is X."""
    title = paper.document.title
    if title is None:
        return Span(0, 0)
    words = paper.text[title.span.start : title.span.end]
    core = _WRAPPING.match(words)
    if core and "\n" not in words and len(core["core"]) >= 4:
        return Span(title.span.start + core.start("core"), title.span.start + core.end("core"))
    return title.span


def _named(paper: Paper, used: list[tuple[Section, str]]) -> Span | None:
    """1.定名：X, the event's name as a field of its own."""
    values = (_after_heading(paper.text, s, s.end) for s, field in used if field == "title")
    return next((v for v in values if v.end - v.start > _SHORTEST), None)


def _hosts(paper: Paper) -> dict[str, list[Span]]:
    """六、此次比赛由甲会主办，乙局协办: who holds the event, in a sentence with a number."""
    for section in paper.sections:
        if not section.field and _HOSTED.match(paper.text, section.text_start, section.text_end):
            found = paper.parties_in(section.start, section.end)
            names = {role: [name.span for name in getattr(found, role)] for role in ROLES}
            return {role: spans for role, spans in names.items() if spans}
    return {}


def _telling(paper: Paper) -> list[tuple[Section, str]]:
    """The first sections that tell when and where in labels, below headings of another kind."""
    first: dict[str, Section] = {}
    for section in paper.sections:
        if not section.field:
            labels = paper.labels.within(section.text_start, min(section.end, paper.body_end))
            for label in labels:
                first.setdefault(label.field, section)
    if not {"when", "where"} <= first.keys():
        return []
    return [(first[field], "content") for field in ("when", "where")]


def _name(paper: Paper, first: int) -> Span | None:
    """The event's name: what the title names, or what is decided or said to be held."""
    if paper.document.title:
        return event_title(paper)
    if announced := _announced(paper, first):
        return Span(*announced.span("name"))
    if plain := _LAST_SAID.search(paper.text, 0, first):
        return Span(*plain.span("name"))
    if held := held_names(paper.text, Span(0, first)):
        return held[-1]
    joined = _JOINED.search(paper.text, first, paper.body_end)
    return Span(*joined.span("name")) if joined else _theme(paper)


def _theme(paper: Paper) -> Span | None:
    """1、活动主题：小年兽, where nothing else names the event."""
    themes = [x for x in paper.labels.within(0, paper.body_end) if x.field == "theme"]
    return themes[0].span(paper.text) if len(themes) == 1 else None


def _announced(paper: Paper, first: int) -> re.Match[str] | None:
    return _DECIDED.search(paper.text, 0, first) or _AIMED.search(paper.text, 0, first)


def field_values(paper: Paper, used: list[tuple[Section, str]]) -> dict[str, list[Span]]:
    """The values of the fields: what labels inside the sections say, or what follows a heading."""
    fields: dict[str, list[Span]] = {}
    for section, field in used:
        end = min(section.end, paper.body_end)
        if field in {"signup", "contact"}:
            continue
        labels = paper.labels.within(section.text_start, end)
        for label in labels:
            if label.field in _KEPT:
                fields.setdefault(label.field, []).append(_of_label(paper, label, labels, end))
        if field in _KEPT and not any(label.field == field for label in labels):
            value = _after_heading(paper.text, section, labels[0].start if labels else end)
            fields.setdefault(field, []).append(value)
    distinct = {k: dict.fromkeys(values) for k, values in fields.items()}
    return {k: [v for v in values if v.start < v.end] for k, values in distinct.items()}


def _of_label(paper: Paper, label: Label, labels: Sequence[Label], end: int) -> Span:
    if label.field in ROLES:
        return with_lines_below(paper.text, label, labels, end)
    return label.span(paper.text)


def _after_heading(text: str, section: Section, end: int) -> Span:
    colon = re.compile(r"[：:]").search(text, section.text_start, section.text_end)
    start = colon.end() if colon else section.text_end
    if named := (
        ATTRIBUTE.match(text, section.text_start) or OPENER.match(text, section.text_start)
    ):
        start = named.end()
    while start < end and text[start] in "：: 。\n\t　":
        start += 1
    return trimmed(text, start, max(start, end))


def _times_of_parts(paper: Paper) -> list[Span]:
    """Without a time of its own, an event takes those of its rounds: 预赛 …, 决赛 …."""
    parts = [s for s in paper.sections if s.role in {"work", "phases", "programme"}]
    times = [w for s in parts for w in paper.whens_in(s.start, min(s.end, paper.body_end))]
    return sorted({w.span for w in times if w.rule != "vague"})


def _lines_of_places(paper: Paper, used: list[tuple[Section, str]]) -> list[Span]:
    """Below 时间地点 the place has a line to itself, after the time."""
    for section, field in used:
        if field != "when" or not _BOTH.search(heading_text(section, paper.text)):
            continue
        for line in _SHORT_LINE.finditer(paper.text, section.text_end, section.end):
            if not paper.whens_in(*line.span()):
                return [trimmed(paper.text, *line.span())]
    return []


def _intro_places(paper: Paper, first: int) -> list[Span]:
    announced = _announced(paper, first)
    return [p.span for p in find_places(paper.text, *announced.span())[:1]] if announced else []


def _intro_times(paper: Paper, first: int) -> list[Span]:
    """Where the introduction names the day: …将于3月30日开赛."""
    begin = paper.document.title.span.end if paper.document.title else 0
    for when in paper.whens_in(begin, first):
        days = (when.end - when.start).days if when.start and when.end else 0
        if 0 < days < _HALF_A_YEAR and not is_metadata(line_at(paper.text, when.span.start)):
            return [when.span]
    announced = _announced(paper, first)
    return [when.span for when in paper.whens_in(*announced.span())[:1]] if announced else []
