"""Where the year comes from, and that it is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from banjie_reader.dates import find_dates, resolve, scan


@pytest.mark.parametrize(
    "text",
    ["6月底前", "春节期间", "三季度", "今年以来", "下周三", "上半年", "25日前", "除夕", "近三年"],
)
def test_without_reference_or_year_stays_open(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.start, found.end) == (None, None)


def test_explicit_year_needs_no_reference() -> None:
    found = find_dates("2025年3月立项，9月结题")
    assert [when.start for when in found] == [date(2025, 3, 1), date(2025, 9, 1)]


def test_year_given_is_in_force_at_the_start() -> None:
    found = find_dates("3月部署，次年1月总结", date(2026, 3, 10), 2024)
    assert [when.start for when in found] == [date(2024, 3, 1), date(2025, 1, 1)]


def test_since_without_reference_has_a_start_only() -> None:
    (found,) = find_dates("2025年9月以来")
    assert (found.start, found.end) == (date(2025, 9, 1), None)


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("6月", "year from reference"),
        ("2025年6月", ""),
        ("25日前", "year from reference, month from reference"),
        ("每月5日前", ""),
    ],
)
def test_what_was_assumed_is_said(text: str, assumed: str) -> None:
    assert find_dates(text, date(2026, 3, 10))[0].assumed == assumed


def test_carried_year_is_said() -> None:
    assert find_dates("2025年3月，9月", date(2026, 3, 10))[1].assumed == "year carried"


def test_scanned_once_resolves_for_any_year() -> None:
    expressions = scan("6月底前完成")
    assert [resolve(expressions, None, year)[0].end for year in (2024, 2026)] == [
        date(2024, 7, 1),
        date(2026, 7, 1),
    ]


def test_far_aim_does_not_govern_what_follows() -> None:
    found = find_dates("到2030年建成体系。6月底前印发方案", date(2026, 3, 10))
    assert found[1].end == date(2026, 7, 1)


def test_year_named_aside_ends_with_its_paragraph() -> None:
    text = "2012年建馆，8月开放。\n6月底前完成扩建。"
    found = find_dates(text, date(2026, 3, 10))
    assert [when.end for when in found] == [date(2013, 1, 1), date(2012, 9, 1), date(2026, 7, 1)]


def test_year_of_a_heading_holds_for_the_lines_below() -> None:
    found = find_dates("2025年工作安排\n一、宣传\n6月底前完成", date(2026, 3, 10))
    assert found[1].end == date(2025, 7, 1)
