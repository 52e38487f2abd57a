"""Scans: text recognition, and what becomes of its answers."""

from __future__ import annotations

import math
from datetime import date

import pytest
from PIL import Image

from banjie_reader import bulk, read
from banjie_reader.errors import NoTextLayer
from banjie_reader.inputs import limits, open_source, scan
from banjie_reader.inputs.layout import Rule, Word
from banjie_reader.inputs.scan import child
from banjie_reader.inputs.scan.lines import Line, is_text, parted, tilt_of, words_of
from banjie_reader.source import tables
from banjie_reader.wording import LANGUAGES
from tests.reader.inputs.build import PLAN as TITLE
from tests.reader.inputs.build import pdf
from tests.reader.inputs.scans import PLAN, bound, picture, scanned_pdf, set_text, sheet

LONG = "为推进全民阅读，市文旅局会同市教育局在临湖书院举办读书分享会，组织各单位职工参加，"


@pytest.fixture(scope="module")
def plan():
    """The reading of a scanned plan: 150 dots an inch, one degree askew, with noise."""
    return read(scanned_pdf(sheet(set_text(PLAN))), "plan.pdf")


def test_scanned_plan_gives_its_activities(plan):
    found = [
        (
            activity.title.text,
            [(when.start, when.end) for when in activity.when],
            [unit.text for unit in (*activity.lead, *activity.responsible, *activity.cooperating)],
            [(target.value, target.unit) for target in activity.targets],
        )
        for activity in plan.activities
    ]
    assert found == [
        ("举办读书会", [(date(2026, 4, 11), date(2026, 4, 21))], ["市文旅局", "市教育局", "团市委"],
         [(60, "人")]),
        ("开展走访", [(None, date(2026, 7, 1))], ["市工商联"], [(30, "家")]),
        ("举办成果展", [(date(2026, 9, 18), date(2026, 9, 26))], ["市文联"], [(120, "件")]),
        ("召开总结会", [(date(2026, 12, 1), date(2026, 12, 11))], ["市委宣传部"], [(80, "人")]),
    ]  # fmt: skip


def test_scanned_plan_keeps_paragraphs_pages_and_places(plan):
    source = plan.source
    assert source.format == "pdf"
    assert plan.title.text == "临湖市2026年“书香临湖”活动方案"
    assert {piece.page for piece in source.pieces} == {1}
    assert len(source.text.splitlines()) == 8
    for activity in plan.activities:
        for field in (activity.title, *activity.when, *activity.lead, *activity.where):
            assert source.text[field.span.start : field.span.end] == field.text


def ruled(xs: list[float], ys: list[float]) -> list:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def test_columns_and_ruled_table_of_two_scanned_sheets_are_found():
    columns = []
    for row in range(5):
        for x, words in ((60, LONG + "形成报告。" + LONG), (310, LONG[10:] + "编印文集。" + LONG)):
            columns.append((x, 100 + 20 * row, 12, words[18 * row : 18 * row + 18]))
    table = ruled([60, 120, 320, 520], [100, 130, 180, 215])
    rows = [(105, "序号", "内容", "单位"), (137, "第一", "举办读书分享会，组织各单位职工", "市文旅局"),
            (155, "", "参加", "市教育局"), (188, "第二", "开展主题征文", "市文联")]  # fmt: skip
    for top, *cells in rows:
        table += [(x, top, 12, cell) for x, cell in zip((70, 126, 340), cells, strict=True) if cell]
    sheets = [sheet(columns, tilt=-0.8), sheet(table, tilt=0.6)]
    data = picture(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="jpeg")
    source = open_source(data)
    first, second = source.text.splitlines()[:2]
    assert (first, second) == (
        (LONG + "形成报告。" + LONG)[:90],
        (LONG[10:] + "编印文集。" + LONG)[:90],
    )
    (grid,) = tables(source)
    assert [[source.text[span.start : span.end] for span in row if span] for row in grid] == [
        ["序号", "内容", "单位"],
        ["第一", "举办读书分享会，组织各单位职工参加", "市文旅局\v市教育局"],
        ["第二", "开展主题征文", "市文联"],
    ]
    assert [source.pieces[0].page, source.pieces[-1].page] == [1, 2]
    assert source.format == "picture"


def test_only_pages_without_text_are_recognised():
    written = pdf([(90, 100, 16, TITLE), (90, 140, 12, "第一页有文字层。")])
    data = bound(written, scanned_pdf(sheet(set_text("附件\n  五、举办征文。10月底前完成。"))))
    source = open_source(data, "mixed.pdf")
    assert source.text.splitlines()[:2] == [TITLE, "第一页有文字层。"]
    assert "五、举办征文。10月底前完成。" in source.text.splitlines()
    assert {piece.page for piece in source.pieces} == {1, 2}


@pytest.mark.parametrize("turn", [{"turned": 90}, {"turned": 180}, {"exif": 6}], ids=str)
def test_sheet_that_lay_on_its_side_is_turned(turn):
    page = sheet(set_text(PLAN)[:5])
    options: dict[str, object] = {}
    if "exif" in turn:  # a telephone held upright says how to turn what it took
        page, tag = page.rotate(90, expand=True), Image.Exif()
        tag[0x0112] = turn["exif"]
        options["exif"] = tag
    else:
        page = page.rotate(turn["turned"], expand=True)
    text = open_source(picture(page, **options)).text
    assert text.startswith("临湖市2026年“书香临湖”活动方案\n为推进全民阅读")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize(
    "data", [scanned_pdf(Image.new("L", (99, 99))), picture(Image.new("L", (9, 9)))]
)
def test_without_text_recognition_the_error_says_what_to_install(monkeypatch, data, language):
    monkeypatch.setattr(scan, "find_spec", lambda _name: None)
    with pytest.raises(NoTextLayer) as caught:
        open_source(data)
    assert "banjie[ocr]" in caught.value.say(language)


def test_without_text_recognition_a_mixed_file_is_read_and_its_missing_pages_told(monkeypatch):
    monkeypatch.setattr(scan, "find_spec", lambda _name: None)
    written = pdf([(90, 100, 16, TITLE), (90, 140, 12, "有文字层的一页。" * 5)])
    blank = scanned_pdf(Image.new("L", (99, 99)))
    reading = read(bound(blank, written, blank, blank), "mixed.pdf")
    assert reading.source.text.startswith(TITLE)
    assert reading.source.unread_pages == (1, 3, 4)
    told = [found for found in reading.findings if found.code == "pages_not_read"]
    assert [(found.severity, found.words, found.values["pages"]) for found in told] == [
        ("warning", TITLE, "1, 3-4")
    ]
    for language in LANGUAGES:
        assert "1, 3-4" in told[0].why(language)
        assert "banjie[ocr]" in told[0].mend(language)


def test_file_whose_pages_all_have_text_misses_none(monkeypatch):
    monkeypatch.setattr(scan, "find_spec", lambda _name: None)
    reading = read(pdf([(90, 100, 16, TITLE), (90, 140, 12, "有文字层的一页。")]), "written.pdf")
    assert reading.source.unread_pages == ()
    assert "pages_not_read" not in [found.code for found in reading.findings]


def test_scans_can_be_left_alone():
    with pytest.raises(NoTextLayer):
        open_source(scanned_pdf(Image.new("L", (99, 99))), scans=False)


def test_limits_of_time_stand_in_order():
    """The processor's limit can be reached before the clock's, and an archive waits for both."""
    assert child.SECONDS < child.THREADS * limits.SCAN_SECONDS
    assert limits.SCAN_SECONDS < bulk.SECONDS


def line(text: str, x: float, y: float, size: float, tilt: float = 0.0) -> Line:
    """A line set at (x, y) on a sheet turned by `tilt`, with a box a third higher than its type."""
    width = size * sum(0.5 if char.isascii() else 1 for char in text)
    corners = [(0, -0.15 * size), (width, -0.15 * size), (width, 1.15 * size), (0, 1.15 * size)]
    cos, sin = math.cos(tilt), math.sin(tilt)
    places = [(x + a, y + b) for a, b in corners]
    return Line([(a * cos - b * sin, a * sin + b * cos) for a, b in places], text)


def test_lines_of_a_sheet_askew_are_set_level():
    tilt = math.radians(2)
    lines = [line(LONG, 60, 100, 12, tilt), line(LONG[:20], 60, 130, 12.6, tilt),
             line("团市委", 60, 160, 12, tilt), line(TITLE, 90, 40, 20, tilt)]  # fmt: skip
    assert tilt_of(lines) == pytest.approx(tilt, abs=1e-3)
    words = words_of(lines, tilt_of(lines), (0, 0), 1.0)
    assert [word.left for word in words] == pytest.approx([60, 60, 60, 90], abs=0.2)
    assert [word.size for word in words] == pytest.approx([12, 12, 12, 20], abs=0.6)
    assert words[1].base - words[0].base == pytest.approx(30, abs=0.6)


def test_line_read_across_a_table_is_parted_at_its_lines():
    word = Word(100, 196, 112, 12, False, "市文旅局4月底前")
    assert [part.text for part in parted(word, [Rule(150, 90, 150, 140)])] == [
        "市文旅局",
        "4月底前",
    ]
    for rule in (Rule(150, 200, 150, 240), Rule(90, 105, 200, 105), Rule(100, 90, 100, 140)):
        assert parted(word, [rule]) == [word]


def test_picture_taken_for_a_huge_sign_is_no_text():
    assert not is_text(line("1", 0, 100, 800), (500, 900))
    assert is_text(line("通知", 0, 100, 100), (500, 900))
