"""What the words of a plan say of stages, sessions, their themes, and 规定 or 自选.

The words themselves are data: `data/plan.json`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from banjie.programme.models import Activity, DraftItem

_FILE = Path(__file__).parent / "data" / "plan.json"
_OWN_PARTS = ("lead", "responsible")
_THEME = 40  # more characters between two quotation marks are a sentence


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return found


def is_stage(item: DraftItem, above: DraftItem | None) -> bool:
    """Whether an item is a stretch of the one above it (动员部署阶段), not work of its own.

    One that names units which the item above does not name stays an activity: a stage has none.
    """
    if above is None:
        return False
    words = _known()
    called = re.search(words["stage_titles"], item.title) or (
        item.fields.get("when") and any(word in item.title for word in words["stage_words"])
    )
    return bool(called) and all(
        entry["text"] in {known["text"] for role in _OWN_PARTS for known in above.fields[role]}
        for role in _OWN_PARTS
        for entry in item.fields.get(role, [])
    )


def stages(items: list[DraftItem]) -> set[int]:
    """The items that are stages of a kept item above them, by key."""
    kept = {item.pk: item for item in items}
    return {
        item.pk for item in items if item.parent_id and is_stage(item, kept.get(item.parent_id))
    }


def deliverable(words: str) -> str:
    """The paper or product that a stage ends with, as its words name it; '' where none is named."""
    known = _known()
    passed_on = re.search(known["deliverable_passed_on"], words)
    if passed_on:
        return passed_on["what"]
    verbs, nouns = "|".join(known["deliverable_verbs"]), "|".join(known["deliverable_nouns"])
    made = re.search(rf"(?:{verbs})(?P<what>[^，。；：、\n]{{0,20}}?(?:{nouns}))", words)
    return made["what"] if made else ""


def duty(words: str, *headings: str) -> str:
    """规定 or 自选: as its own words have it, or else the nearest heading; else required."""
    for said in (words, *headings):
        optional = any(word in said for word in _known()["optional"])
        required = any(word in said for word in _known()["required"])
        if optional != required:
            return Activity.Duty.OPTIONAL if optional else Activity.Duty.REQUIRED
    return Activity.Duty.REQUIRED


def by_the_calendar(words: str) -> bool:
    """Whether sessions follow the quarters of the year and not the first day of the work."""
    return any(word in words for word in _known()["by_the_calendar"])


def counts_sessions(measure: str, unit: str, title: str) -> bool:
    """Whether a target counts the sessions themselves: 6期; 5场 of what the title names.

    调研中召开座谈会6场 counts something inside the work.
    """
    known = _known()
    if unit in known["sessions_always"]:
        return True
    said = measure.removesuffix(f"{unit}数")
    for word in known["sessions_said"]:
        said = said.replace(word, "")
    return unit in known["sessions_perhaps"] and said in title


def counted_thing(said: str, unit: str, title: str) -> str:
    """What a number counts, by the words the reader found for it (`said`, perhaps none).

    全年培训 names 培训. 全年共, 举办 and 活动 name nothing: then 6期 are sessions of the work
    that `title` names, and other units stand for themselves (人数, 人次).
    """
    known = _known()
    words = re.sub(rf"^(?:{'|'.join(known['scope'])})+", "", said)
    if words not in unit and re.sub("|".join(known["sessions_said"]), "", words):
        return words
    if unit in known["sessions_always"] or unit in known["sessions_perhaps"]:
        return _work(title) or f"{unit}数"
    return unit if unit.endswith("次") else f"{unit}数"


def _work(title: str) -> str:
    """The work itself: 举办“湖畔共读”读书会 → “湖畔共读”读书会."""
    clause = re.split("[，。；：,;:]", title)[0].strip()
    return re.sub(rf"^(?:{'|'.join(_known()['sessions_said'])})", "", clause)


def themes(words: str, months: list[int | None]) -> list[str]:
    """A theme for each session, in its order; '' where the plan lists none.

    Either a month stands before the theme (3月“春日读城”), or as many themes as there are sessions
    stand in a row (依次以“…”“…”为主题).
    """
    quoted = "|".join(
        f"{re.escape(pair[0])}[^{re.escape(pair)}\n]{{1,{_THEME}}}{re.escape(pair[1])}"
        for pair in _known()["quotes"]
    )
    by_month: dict[int, str] = {}
    for found in re.finditer(rf"(?<!\d)(1[0-2]|[1-9])月份?[：:，\s]*(?:主题为?)?({quoted})", words):
        by_month.setdefault(int(found[1]), found[2][1:-1])
    if by_month:
        return [by_month.get(month, "") if month else "" for month in months]
    for run in _runs(words, quoted):
        if len(run) == len(months):
            return run
    return [""] * len(months)


def _runs(words: str, quoted: str) -> list[list[str]]:
    """Quotations that stand in a row, nothing but a comma between them."""
    found = list(re.finditer(quoted, words))
    runs = [[found[0]]] if found else []
    between = set(_known()["quotes_between"])
    for before, after in pairwise(found):
        if set(words[before.end() : after.start()]) <= between:
            runs[-1].append(after)
        else:
            runs.append([after])
    return [[match[0][1:-1] for match in run] for run in runs]
