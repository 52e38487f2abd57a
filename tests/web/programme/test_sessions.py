"""The sessions that follow from a plan's words: how many, on which days, with which theme."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjie.programme import planwords
from banjie.programme.models import Schedule
from banjie.programme.sessions import MOST, windows

YEAR = 2026


def schedule(rule: str, start: str = "", end: str = "") -> Schedule:
    return Schedule(
        recurrence=rule,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )


# rule, first day, end (exclusive), aligned → windows as month-day of start and end (exclusive)
WINDOWS = [
    ("FREQ=MONTHLY;INTERVAL=2", "2026-03-01", "2026-12-01", False,
     ["03-01 05-01", "05-01 07-01", "07-01 09-01", "09-01 11-01", "11-01 12-01"]),
    ("FREQ=MONTHLY;INTERVAL=3", "", "", True,
     ["01-01 04-01", "04-01 07-01", "07-01 10-01", "10-01 01-01"]),
    ("FREQ=MONTHLY;INTERVAL=3", "2026-02-01", "2027-01-01", True,
     ["02-01 04-01", "04-01 07-01", "07-01 10-01", "10-01 01-01"]),
    ("FREQ=MONTHLY;INTERVAL=3", "2026-02-01", "2026-11-01", False,
     ["02-01 05-01", "05-01 08-01", "08-01 11-01"]),
    ("FREQ=MONTHLY;INTERVAL=6", "2026-03-10", "", True, ["03-10 07-01", "07-01 01-01"]),
    ("FREQ=MONTHLY;BYDAY=1FR", "2026-09-01", "", False,
     ["09-04 09-05", "10-02 10-03", "11-06 11-07", "12-04 12-05"]),
    ("FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10", "2026-10-05", "2026-12-01", False,
     ["10-05 10-11", "11-01 11-11"]),
    ("FREQ=MONTHLY;BYMONTHDAY=21,22,23,24,25,26,27,28,29,30,31", "2026-02-01", "2026-04-01", False,
     ["02-21 03-01", "03-21 04-01"]),
    ("FREQ=WEEKLY", "2026-04-01", "2026-04-20", False,
     ["04-01 04-08", "04-08 04-15", "04-15 04-20"]),
    ("FREQ=DAILY", "2026-04-01", "2026-04-20", False, []),
    ("FREQ=YEARLY", "", "", False, []),
    ("", "2026-03-01", "2026-12-01", False, []),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", "", False, []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "start", "end", "aligned", "expected"), WINDOWS)
def test_recurrence_gives_its_windows(
    rule: str, start: str, end: str, aligned: bool, expected: list[str]
) -> None:
    found = windows(schedule(rule, start, end), YEAR, aligned=aligned)
    assert [f"{w.start:%m-%d} {w.end:%m-%d}" for w in found] == expected


RULES = st.one_of(
    st.integers(1, 12).map(lambda n: f"FREQ=MONTHLY;INTERVAL={n}"),
    st.integers(1, 8).map(lambda n: f"FREQ=WEEKLY;INTERVAL={n}"),
    st.sampled_from(["1FR", "2SA", "-1MO"]).map(lambda day: f"FREQ=MONTHLY;BYDAY={day}"),
    st.tuples(st.integers(1, 31), st.integers(0, 9)).map(
        lambda s: (
            "FREQ=MONTHLY;BYMONTHDAY="
            + ",".join(str(n) for n in range(s[0], min(s[0] + s[1], 31) + 1))
        )
    ),
)
DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))


@given(rule=RULES, first=st.none() | DAYS, end=st.none() | DAYS, aligned=st.booleans())
def test_windows_are_inside_the_schedule_in_order_and_apart(
    rule: str, first: date | None, end: date | None, aligned: bool
) -> None:
    found = windows(Schedule(recurrence=rule, start=first, end=end), YEAR, aligned=aligned)
    assert len(found) <= MOST
    for window in found:
        assert window.start is not None
        assert window.end is not None
        assert window.start < window.end
        assert first is None or window.start >= first
        assert end is None or window.end <= end
    assert all(one.end <= other.start for one, other in pairwise(found) if one.end and other.start)


@given(months=st.integers(1, 12), length=st.integers(1, 36), start=st.integers(0, 30))
def test_every_so_many_months_gives_as_many_windows_as_fit(
    months: int, length: int, start: int
) -> None:
    first = date(2026 + start // 12, start % 12 + 1, 1)
    last = start + length
    rule = f"FREQ=MONTHLY;INTERVAL={months}"
    end = date(2026 + last // 12, last % 12 + 1, 1)
    found = windows(Schedule(recurrence=rule, start=first, end=end), YEAR)
    assert len(found) == -(-length // months)
    assert (found[0].start, found[-1].end) == (first, end)


THEMES = [
    ("3月“春日读城”、5月“初夏读湖”，在市图书馆举行", [3, 5, 7], ["春日读城", "初夏读湖", ""]),
    ("3月：“春日读城”\n11月：“岁末读书”", [3, 5, 11], ["春日读城", "", "岁末读书"]),
    ("举办“湖畔”读书会，依次以“一座城”“两条河”“三座桥”为主题", [2, 4, 6],
     ["一座城", "两条河", "三座桥"]),
    ("分别以“一座城”、“两条河”和“三座桥”为主题", [None] * 3, ["一座城", "两条河", "三座桥"]),
    ("举办“湖畔”读书会，以“一座城”“两条河”为主题", [2, 4, 6], ["", "", ""]),
    ("每两个月举办一期", [1, 3], ["", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "months", "expected"), THEMES)
def test_themes_are_the_plan_s_own_or_blank(
    words: str, months: list[int | None], expected: list[str]
) -> None:
    assert planwords.themes(words, months) == expected


COUNTING = [
    ("期数", "期", "举办读书会", True),
    ("全年共", "期", "举办读书会", True),
    ("场数", "场", "举办“湖畔夜读”读书会", True),
    ("读书会", "场", "举办“湖畔夜读”读书会", True),
    ("全年开展活动", "场次", "开展巡讲", True),
    ("居民座谈会", "场", "开展养老服务专题调研", False),
    ("集中行动", "次", "开展岸线整治", False),
    ("参加", "人次", "举办读书会", False),
    ("征集作品", "篇", "开展征文", False),
]


@pytest.mark.parametrize(("measure", "unit", "title", "counts"), COUNTING)
def test_only_targets_of_the_work_itself_count_sessions(
    measure: str, unit: str, title: str, counts: bool
) -> None:
    assert planwords.counts_sessions(measure, unit, title) == counts


COUNTED = [
    ("全年共", "期", "举办“湖畔共读”双月读书会", "“湖畔共读”双月读书会"),
    ("全年共举办", "场", "举办方志讲座，走进社区", "方志讲座"),
    ("", "期", "读书会", "读书会"),
    ("", "场", "举办", "场数"),
    ("全年培训", "人次", "开展培训", "培训"),
    ("预计", "人次", "开展培训", "人次"),
    ("人", "人", "举办健步走", "人数"),
    ("", "篇", "开展征文", "篇数"),
    ("入湖河道", "条", "开展岸线整治", "入湖河道"),
    ("集中行动", "次", "开展岸线整治", "集中行动"),
]


@pytest.mark.parametrize(("said", "unit", "title", "expected"), COUNTED)
def test_target_is_named_by_what_it_counts(said: str, unit: str, title: str, expected: str) -> None:
    assert planwords.counted_thing(said, unit, title) == expected
