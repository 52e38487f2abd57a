"""Whether a sentence that names an event says when, where or by whom it is held."""

from __future__ import annotations

import re

from banjie_reader.model import Span, When
from banjie_reader.paper import Paper
from banjie_reader.parties import is_unit
from banjie_reader.places import find_places

NO_DAY = {"vague", "relative-day", "feast"}
COMING = re.compile(r"(?:将|拟|计划|打算|预计)[^。；]{0,24}?(?:举办|举行|召开|推出)[“《「]")
IS_TO_COME = re.compile(
    r"将(?:在[^，。；]{2,20})?(?:继续|陆续|分别)?"
    r"(?:举办|举行|推出|上演|启动|放映|开展|带来)"
)
_ON_THE_FEAST = re.compile("(?:节日?|假期|除夕|国庆|五一|元旦)(?:当[天日晚]|期间)")
_WHO = re.compile(
    r"(?P<unit>[一-龥]{4,20}?)(?:联合[^，。；,;]{2,20}?)?(?:组织)?(?:开展|举办|举行|召开|启动)了(?!解)"
)
_DECIDED = re.compile("[定拟将]于[^，。；]{2,30}?(?:举办|举行|开展|召开)")
_LATELY = {"近日", "日前", "连日来", "昨天", "昨日", "昨晚", "今天", "今日", "今晚", "前天"}


def has_setting(paper: Paper, sentence: Span) -> bool:
    """Whether a sentence has a time of weeks; in news a place will do, or who held it."""
    days = [w for w in paper.whens_in(*sentence) if w.rule not in NO_DAY]
    fit = [w for w in days if _is_near(w, paper.document.year)]
    said = any(w.text in _LATELY for w in paper.whens_in(*sentence))
    if said and paper.document.kind == "report":
        return True
    if fit or COMING.search(paper.text, *sentence):
        return True
    if days and _DECIDED.search(paper.text, *sentence):
        return True  # however long: 定于5月至10月举办读书节
    if _ON_THE_FEAST.search(paper.text, *sentence) and IS_TO_COME.search(paper.text, *sentence):
        return True
    told = paper.document.kind == "report" or any(w.recurrence for w in days)
    return told and (bool(find_places(paper.text, *sentence)) or _says_who(paper, sentence))


def _says_who(paper: Paper, sentence: Span) -> bool:
    """水杉街道启动了读书月活动, in a report: who did it stands first."""
    done = _WHO.match(paper.text, *sentence) if paper.document.kind == "report" else None
    return done is not None and is_unit(done["unit"])


def _is_near(when: When, year: int | None) -> bool:
    """A time of weeks, in the document's year or next to it, not a time since long ago."""
    if when.text.endswith(("以来", "至今")) or when.rule == "vague":
        return False
    if when.start is None or when.end is None:
        return when.recurrence is None
    if (when.end - when.start).days > 100:
        return False
    return year is None or abs(when.start.year - year) <= 1
