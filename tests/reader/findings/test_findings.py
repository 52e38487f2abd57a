"""What is wrong with a document, said so that it can be mended."""

from __future__ import annotations

import pytest

from banjie_reader import Finding, Roster, read_text
from banjie_reader.wording import LANGUAGES

HEAD = "临湖市2026年工作计划\n一、主要任务\n"


def findings(text: str, roster: Roster | None = None) -> list[Finding]:
    return list(read_text(HEAD + text, roster=roster).findings)


ROWS = [
    (
        "no_responsible",
        "（一）举办讲座。5月举办。\n（二）举办展览。6月举办。（市文旅局负责）",
        "举办讲座",
    ),
    (
        "no_time",
        "（一）举办讲座。面向市民。（市文旅局负责）\n（二）办展。6月举办。（市文旅局负责）",
        "举办讲座",
    ),
    ("number_gap", "（一）举办讲座。5月。\n（三）举办展览。6月。", "（三）举办展览"),
    (
        "number_repeated",
        "（一）举办讲座。5月。\n（二）举办展览。6月。\n（二）举办比赛。7月。",
        "（二）举办比赛",
    ),
    (
        "total_differs",
        "今年抓好以下3项工作。\n（一）举办讲座。5月。\n（二）举办展览。6月。",
        "抓好以下3项工作",
    ),
    ("placeholder", "（一）举办讲座。时间待定。\n（二）举办展览。在XX馆举办。", "时间待定"),
    (
        "clash_place",
        "（一）举办讲座。5月8日在文化馆举办。\n（二）举办展览。5月8日在文化馆举办。",
        "文化馆",
    ),
    (
        "clash_unit",
        "（一）办讲座。5月8日举办。（宣传科负责）\n（二）办展览。5月8日举办。（宣传科负责）",
        "宣传科",
    ),
    (
        "deadline_after_end",
        "（一）举办讲座。5月8日至5月9日举办，6月30日前布置完毕。\n（二）展览。",
        "6月30日前",
    ),
]


@pytest.mark.parametrize(("code", "text", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_a_fault_is_found_with_its_words(code: str, text: str, words: str) -> None:
    assert words in [f.words for f in findings(text) if f.code == code]


@pytest.mark.parametrize(("code", "text", "words"), ROWS, ids=[row[0] for row in ROWS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_says_why_and_how_to_mend(
    code: str, text: str, words: str, language: str
) -> None:
    for finding in findings(text):
        assert finding.why(language)
        assert finding.mend(language)
        assert "{" not in finding.why(language) + finding.mend(language)


def test_a_finding_of_a_traditional_text_quotes_its_own_characters() -> None:
    text = (
        "臨湖縣社區藝術推廣計畫\n一、活動內容\n"
        "（一）舉辦社區藝術工作坊。5月於圖書館辦理。\n（二）舉辦藝文巡演。6月於廣場辦理。\n"
    )
    said = [f.why("zh-Hant") for f in findings(text) if f.code == "no_responsible"]
    assert ["社區藝術工作坊" in said[0], "藝文巡演" in said[1]] == [True, True]


def test_a_clean_plan_has_no_findings() -> None:
    text = "（一）举办讲座。5月8日在文化馆举办。（宣传科负责）\n（二）举办展览。6月1日在美术馆举办。（展览科负责）"
    assert findings(text) == []


def test_a_unit_the_roster_does_not_know_is_a_finding() -> None:
    text = (
        "（一）举办讲座。5月8日举办。（市文旅局负责）\n（二）举办展览。6月1日举办。（市文体局负责）"
    )
    roster = Roster({"临湖市文化和旅游局": ["市文旅局"]})
    assert [f.words for f in findings(text, roster) if f.code == "unknown_unit"] == ["市文体局"]


def test_two_figures_for_one_thing_are_a_finding() -> None:
    text = "临湖读书社工作总结\n全年招收会员九十多个。春季招新中，招收会员70多个。"
    reading = read_text(text)
    codes = {f.code for f in reading.findings}
    same = len({q.of for q in reading.figures}) < len(reading.figures)
    assert ("figures_differ" in codes) is same


@pytest.mark.parametrize("text", ["", "　\n", "通知。"])
def test_a_text_without_activities_is_a_finding_not_an_error(text: str) -> None:
    reading = read_text(text)
    assert reading.activities == ()
    assert [f.code for f in reading.findings] == ["no_activity"]


def test_words_of_a_finding_are_those_of_the_source() -> None:
    reading = read_text(HEAD + "（一）举办讲座。\n（三）举办展览。在XX馆。")
    for finding in reading.findings:
        assert reading.source.text[finding.span.start : finding.span.end] == finding.words
