"""Unit lists and the words that give them a role."""

from __future__ import annotations

import pytest

from banjie_reader import Roster
from banjie_reader.model import Span
from banjie_reader.parties import find_parties, is_unit, split_names

ROWS = [
    ("（牵头单位：市文旅局，配合单位：市教育局、团市委）", "市文旅局", "", "市教育局、团市委"),
    ("（责任科室：办公室）", "", "办公室", ""),
    ("（负责单位：市水务局、市财政局）", "", "市水务局、市财政局", ""),
    ("（牵头领导：李主任，责任单位：宣传科，配合单位：各科室）", "李主任", "宣传科", "各科室"),
    ("（市体育局负责）", "", "市体育局", ""),
    ("（市体育局、市教育局负责）", "", "市体育局、市教育局", ""),
    ("（市体育局牵头，市教育局配合）", "市体育局", "", "市教育局"),
    ("（由市体育局牵头，市教育局、各区政府按职责分工负责）", "市体育局", "市教育局、各区政府", ""),
    ("（市体育局牵头；各区政府负责；市财政局配合）", "市体育局", "各区政府", "市财政局"),
    ("（市教育局会同市财政局负责）", "", "市教育局", "市财政局"),
    ("由市园林中心牵头、市水务局配合，开展巡查。", "市园林中心", "", "市水务局"),
    ("主办单位：临湖市图书馆\n承办单位：临湖市读者协会\n协办单位：湖畔书店公司", "临湖市图书馆", "临湖市读者协会", "湖畔书店公司"),
    ("主办：市科协 承办：市科技馆", "市科协", "市科技馆", ""),
    ("指导单位：省文旅厅\n支持单位：临湖银行", "", "", ""),
    ("责任单位：市城管局、市住建局。2.对街面进行整治", "", "市城管局、市住建局", ""),
    ("责任单位：\n市城管局\n市住建局\n下一项开始了", "", "市城管局、市住建局", ""),
    ("（責任單位：文化局；協辦單位：教育局）", "", "文化局", "教育局"),
    ("牵头负责领导：李副市长\n协同责任单位：市林业局、市水务局等。", "李副市长", "", "市林业局、市水务局"),
    ("部门分工：市水务局牵头，各区、各部门配合。", "市水务局", "", "各区、各部门"),
    ("责任分工：市水务局、市林业局", "", "市水务局、市林业局", ""),
    ("組織單位：臨湖市體育總會", "臨湖市體育總會", "", ""),
    ("（责任单位：市民政局等部门）", "", "市民政局", ""),
    ("（责任单位：1.市民政局；2.市财政局）", "", "市民政局、市财政局", ""),
    ("（市住建局、市水务局负责。列第一位者为牵头单位，下同）", "市住建局", "市住建局、市水务局", ""),
    ("（配合处室：各民主党派市委（总支）办公室、研究室）", "", "", "各民主党派市委（总支）办公室、研究室"),
    ("（责任单位：人力资源和社会保障局、工业和信息化局）", "", "人力资源和社会保障局、工业和信息化局", ""),
    ("（责任单位：市委组织部和市委宣传部）", "", "市委组织部、市委宣传部", ""),
    ("（牵头单位：市发改委，配合单位：各区、县级市）", "市发改委", "", "各区、县级市"),
    ("由市水务局会同市财政局、市林业局等部门研究提出。", "", "市水务局", "市财政局、市林业局"),
    ("由市農業農村局會同市財政局負責落實。", "", "市農業農村局", "市財政局"),
    ("（市數據局牽頭，市級各有關部門及各區政府按職責分工負責）", "市數據局", "市級各有關部門、各區政府", ""),
    ("（配合单位：市融媒体中心、市广电台站等宣传媒体单位）", "", "", "市融媒体中心、市广电台站"),
    ("每季度演练一次，总务处牵头，各年级配合。", "总务处", "", "各年级"),
    ("5月发布，市文明办、市妇联共同负责。", "", "市文明办、市妇联", ""),
    ("清理垃圾。由各区政府组织实施，市城管局指导。", "", "各区政府", ""),
    ("评选卫士（市水务局、市委宣传部，12月）", "", "市水务局、市委宣传部", ""),
    ("这项工作由大家负责。", "", "", ""),
    ("我们负责的态度得到好评。", "", "", ""),
    ("（含配套设施）", "", "", ""),
    ("（办科学开放日由市科协牵头，市文旅局配合）", "市科协", "", "市文旅局"),
    ("（自由贸易试验区管委会牵头）", "自由贸易试验区管委会", "", ""),
    ("主办单位：市科协\n承办单位\n市科技馆\n湖畔小学", "市科协", "市科技馆、湖畔小学", ""),
    ("牵头科室：办公室\n责任（科室）单位：市直各学校、各县区教育局", "办公室", "市直各学校、各县区教育局", ""),
    ("牵头(主办)单位：市文旅局\n協辦（支持）單位：市文化馆", "市文旅局", "", "市文化馆"),
    ("由各民主党派牵头，市青联配合。", "各民主党派", "", "市青联"),
    ("主办单位\n市科协\n承办单位\n市科技馆\n协办单位\n湖畔小学", "市科协", "市科技馆", "湖畔小学"),
]  # fmt: skip


def names(phrases) -> str:
    return "、".join(p.text for p in phrases)


@pytest.mark.parametrize(("text", "lead", "responsible", "cooperating"), ROWS)
def test_units_get_the_role_their_words_give(
    text: str, lead: str, responsible: str, cooperating: str
) -> None:
    found = find_parties(text, 0, len(text))
    assert (names(found.lead), names(found.responsible), names(found.cooperating)) == (
        lead,
        responsible,
        cooperating,
    )


@pytest.mark.parametrize("row", ROWS)
def test_every_name_quotes_the_text(row: tuple[str, ...]) -> None:
    found = find_parties(row[0], 0, len(row[0]))
    for phrase in (*found.lead, *found.responsible, *found.cooperating):
        assert row[0][phrase.span.start : phrase.span.end] == phrase.text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("甲局、乙局和丙局等", ["甲局", "乙局", "丙局"]),
        ("甲局，乙办；丙委/丁院", ["甲局", "乙办", "丙委", "丁院"]),
        ("市局（分局）、县局", ["市局（分局）", "县局"]),
        ("党外干部和民主党派科", ["党外干部和民主党派科"]),
        ("", []),
    ],
)
def test_a_list_is_split_at_whole_names(words: str, expected: list[str]) -> None:
    assert [p.text for p in split_names(words, Span(0, len(words)))] == expected


@pytest.mark.parametrize(
    ("words", "unit"), [("市教育局", True), ("全体干部", False), ("读书", False), ("宣传科", True)]
)
def test_a_body_is_known_by_its_ending(words: str, unit: bool) -> None:
    assert is_unit(words) is unit


def test_a_roster_explains_how_a_name_was_matched() -> None:
    roster = Roster({"临湖市教育局": ["市教委"], "临湖市体育局": []})
    found = [roster.match(name) for name in ("临湖市教育局", "市教委", "市体育局", "市水务局")]
    assert [(m.unit, m.how) if m else None for m in found] == [
        ("临湖市教育局", "name"),
        ("临湖市教育局", "alias"),
        ("临湖市体育局", "ending"),
        None,
    ]
