"""The lunar calendar: 正月十五, 农历八月, 腊月二十三, 五月初五, 三月三."""

from __future__ import annotations

from banjie_reader.dates.form import Form, Made, Match, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import FIGURES, HAN

_DAY = rf"(?:初[{HAN}十]|[二三]?十[{HAN}]?|廿[{HAN}]?|卅|[12]\d|30|[1-9])"
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MIDDLE = 15  # 七月半


def _lunar(match: Match) -> Made | None:
    said = match["m"]
    month = _MONTHS.get(said) or whole(said)
    day = _MIDDLE if match["d"] == "半" else whole((match["d"] or "0").lstrip("初"))
    if not (1 <= month <= 12 and day <= 30):
        return None
    said_year = match.groupdict().get("y")
    year = Anchor("absolute", int(said_year)) if said_year else None
    leap = 1 if match.groupdict().get("leap") else 0
    name = "nearest" if month == 12 else ""
    return Made((Point("lunar", (month, day, leap), name=name, year=year),), match.end())


def _lunar_rest(match: Match) -> Made:
    return Made((Point("lunar", (0, whole(match["d"].lstrip("初")), 0)),), match.end())


def _new_year(match: Match) -> Made:
    if match["d"] == "三十":
        return Made((Point("lunar", (12, 30, 0), name="nearest"),), match.end())
    return Made((Point("lunar", (1, whole(match["d"].lstrip("初")), 0)),), match.end())


def _double(match: Match) -> Made:
    month = whole(match["m"])
    return Made((Point("lunar", (month, month, 0)),), match.end())


def forms() -> tuple[Form, ...]:
    named = (
        r"(?:农历|阴历|旧历|夏历)(?:(?P<y>20\d\d|19\d\d)年)?的?"
        rf"(?P<leap>闰)?(?P<m>[正冬腊]|十[一二]?|[{HAN}]|1[0-2]|[1-9])月份?"
        rf"(?P<d>{_DAY}|半|[{HAN}](?![{HAN}十月]))?"
    )
    first_and_last = rf"(?P<m>[正腊])月份?(?P<d>{_DAY})?"
    by_its_days = rf"(?P<leap>闰)?(?P<m>冬|十[一二]?|[{HAN}])月(?P<d>初[{HAN}十](?!中)|廿[{HAN}]?)"
    rest = rf"(?P<d>初[{HAN}十]|[二三]?十[{HAN}]?|廿[{HAN}]?)(?![{HAN}十年月日号个名])"
    new_year = rf"大?年(?P<d>初[{HAN}十]|三十)(?![{HAN}十中])"
    double = r"(?P<m>[三二九])月(?P=m)(?![月十日号])"
    return (
        Form("lunar", "农阴旧夏", named, _lunar),
        Form("lunar", "正腊", first_and_last, _lunar),
        Form("lunar", "闰冬十" + HAN, by_its_days, _lunar, barred=FIGURES),
        Form("lunar", "初十廿二三", rest, _lunar_rest, "joined"),
        Form("lunar", "大年", new_year, _new_year, barred=f"{FIGURES}今去明本当同次"),
        Form("lunar", "二三九", double, _double),
    )
