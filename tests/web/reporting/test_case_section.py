"""The summary's section on what people said: every number opens on its cases."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from banjie.common import clock, once
from banjie.consultation.actions import release_figures
from banjie.consultation.models import Case, Channel, Submitter
from banjie.people.models import User
from banjie.programme.models import Programme
from banjie.reporting.actions import write_summary
from banjie.reporting.models import Summary
from banjie.reporting.paper import write_paper
from banjie.reporting.queries import case_measures
from tests.web.cast import Cast
from tests.web.consultation.cases import at, promised
from tests.web.consultation.rated import rated

TITLE = "意见建议办理情况"
SignedIn = Callable[[User], Client]


@pytest.fixture
def summary(cast: Cast, programme: Programme) -> Summary:
    at(cast, "submitted")
    at(cast, "closed", title="关于某事的建议")
    promised(cast)
    return written(cast, programme)


def written(cast: Cast, programme: Programme, *, with_cases: bool = True) -> Summary:
    return write_summary(
        programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer,
        with_cases=with_cases,
    )  # fmt: skip


def told(summary: Summary) -> str:
    words = {figure.code: figure.words for figure in summary.figures.all()}
    pieces = [p for block in summary.blocks for p in block.get("paragraph", [])]
    return "".join(words.get(p.get("figure", ""), "") or p.get("text", "") for p in pieces)


def test_section_says_what_became_of_the_cases(summary: Summary) -> None:
    text = told(summary)
    for words in (
        "共收到意见建议3件，立案2件，已答复2件。",
        "应审查2件，按期审查2件，按期审查率100.0%；未计入的：尚在期限内1件。",
        "应答复2件，按期答复2件，按期答复率100.0%。",
        "A类：已经解决或基本解决1件，B类：正在解决或列入计划逐步解决1件",
        "提出者应作评价2份，收回1份，到期未作评价0份",
        "对办理工作的评价（截至2026年9月18日）份数过少，不作统计。",
        "答复中作出承诺1项，正在落实1项。",
    ):
        assert words in text, text
    assert {"heading": [1, TITLE]} in summary.blocks


def test_every_number_of_the_section_adds_up_from_its_cases(summary: Summary) -> None:
    figures = summary.figures.filter(measure__startswith="cases.")
    assert figures.count() > 10
    for figure in figures:
        assert figure.value == sum(Decimal(record["value"]) for record in figure.records)
        assert all(record["case"] or record["rows"] for record in figure.records)
    paragraphs = [p for block in summary.blocks for p in block.get("paragraph", [])]
    plain = "".join(piece.get("text", "") for piece in paragraphs)
    assert not re.search(r"\d+(?!\d*[年月日])", plain.split("意见建议")[1].split("以上统计")[0])


def test_records_open_on_their_cases_and_tell_no_title(
    cast: Cast, summary: Summary, signed_in: SignedIn
) -> None:
    figure = summary.figures.get(measure="cases.received.counted")
    page = signed_in(cast.officer).get(reverse("reporting:figure", args=(summary.pk, figure.code)))
    body = page.content.decode()
    for case in Case.objects.all():
        assert case.get_absolute_url() in body
        assert case.title not in body
    out = io.BytesIO()
    write_paper(summary, out)
    rows = [
        cell.text for table in docx.Document(out).tables for row in table.rows for cell in row.cells
    ]
    assert any(Case.objects.exclude(serial=None)[0].number in text for text in rows)


def test_what_people_said_stands_beside_no_case(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    rated(cast, cast.museum, 12, submitted_on=date(2026, 6, 30), replied_on=clock.today())
    Submitter.objects.update(confirmed_on=clock.today())
    summary = written(cast, programme)
    said = summary.figures.filter(measure__regex=r"^cases\.(returned|silent|attitude|result)\.")
    assert {"cases.result.grade0", "cases.result.grade2"} <= {one.measure for one in said}
    client, out = signed_in(cast.officer), io.BytesIO()
    write_paper(summary, out)
    rows = [[c.text for c in row.cells] for t in docx.Document(out).tables for row in t.rows]
    with translation.override("zh-hans"):  # as papers are, whatever a test before spoke
        names = [case.logged_as for case in Case.objects.all()]
    assert any(name in row[2] for row in rows for name in names)  # others list their cases
    for figure in said:
        page = client.get(reverse("reporting:figure", args=(summary.pk, figure.code)))
        lines = [row[2] for row in rows if row[1] == figure.label]
        assert lines
        for text in (page.content.decode(), *lines):
            assert not [name for name in names if name in text], figure.measure
        for record in figure.records:
            assert client.get(record["rows"]).status_code == 200


@pytest.mark.parametrize(
    ("as_of", "told"), [(date(2026, 7, 1), 0), (date(2026, 7, 29), 0), (date(2026, 7, 30), 1)]
)
def test_what_people_said_waits_as_long_as_the_figures_for_everybody(
    cast: Cast, programme: Programme, as_of: date, told: int
) -> None:
    rated(cast, cast.museum, 12, submitted_on=date(2026, 6, 30))
    found = case_measures.case_facts(programme, as_of)
    assert found is not None
    assert len(found.said) == told


def test_what_people_said_is_what_everybody_reads_whatever_comes_later(
    cast: Cast, programme: Programme, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    Channel.objects.create(office=cast.office, kind="suggestion", name="建言直通车")
    day = {"submitted_on": date(2026, 6, 30), "replied_on": date(2026, 7, 9)}
    rated(cast, cast.museum, 31, **day)
    Submitter.objects.update(confirmed_on=clock.today())
    assert "尚无已公布的半年" in told(written(cast, programme))  # its day came, nobody counted
    release_figures()
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 31))
    before = told(written(cast, programme))
    rated(cast, cast.museum, 40, **day)
    Submitter.objects.update(confirmed_on=clock.today())
    summary = written(cast, programme)
    for words in (
        "上半年的评价内容采用2026年9月18日公布的数据",
        "上半年所提意见建议对办理结果的评价，满意10份，基本满意10份，不满意10份，合计30份。",
        "上半年所提意见建议对办理工作的评价，满意不公布，基本满意不公布，不满意不公布，合计30份。",
    ):
        assert words in before
        assert words in told(summary)
    assert "截至2026年12月31日，提出者应作评价71份，收回71份" in told(summary)
    figure = summary.figures.get(measure="cases.result.among")
    page = signed_in(cast.officer).get(figure.records[0]["rows"]).content.decode()
    assert ">30<" in page


def test_too_many_records_stand_in_one_line_that_opens_on_them(
    cast: Cast, summary: Summary, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_measures, "MOST", 2)
    again = written(cast, summary.programme)
    figure = again.figures.get(measure="cases.received.counted")
    assert (figure.value, len(figure.records)) == (3, 1)
    page = signed_in(cast.officer).get(figure.records[0]["rows"])
    assert len(page.context["stretch"].rows) == 3


def test_section_is_there_when_it_is_wanted_and_there_are_cases(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    assert TITLE not in str(written(cast, programme).blocks)
    at(cast, "submitted")
    assert TITLE not in str(written(cast, programme, with_cases=False).blocks)
    address = reverse("reporting:summaries", args=(programme.pk,))
    sent = {"once": once.new_key(), "opening": "", "next_steps": "", "with_cases": "on"}
    signed_in(cast.officer).post(address, sent)
    assert TITLE in str(Summary.objects.first().blocks)  # type: ignore[union-attr]  # just written


def test_cases_of_another_year_are_not_told(cast: Cast, programme: Programme) -> None:
    case = at(cast, "submitted")
    Case.objects.filter(pk=case.pk).update(submitted_on=clock.today().replace(year=2025))
    assert case_measures.case_facts(programme, clock.today()) is None
