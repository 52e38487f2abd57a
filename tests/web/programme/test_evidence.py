"""What each file supports, and which accepted figures rest on none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.programme.actions import reports as actions
from banjie.programme.actions.reports import FigureLine
from banjie.programme.models import Activity
from banjie.programme.queries.evidence import gaps, reports_with_gaps
from tests.web import plans
from tests.web.cast import Cast

LINES = [FigureLine("参加", Decimal(40), "人次"), FigureLine("赠书", Decimal(60), "册")]


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        ({"figures": LINES}, ["参加", "赠书"]),
        ({"figures": LINES, "files": 1}, []),
        ({"figures": LINES, "files": 1, "files_for": 0}, ["赠书"]),
        ({"figures": [FigureLine("参加", Decimal(40), "人次")], "files": 1, "files_for": 0}, []),
    ],
    ids=["no file", "for the whole", "for one figure", "for its only figure"],
)
def test_figures_without_a_file_are_named(
    cast: Cast, activity: Activity, content: dict[str, Any], missing: list[str]
) -> None:
    files = [plans.photo() for _n in range(content.pop("files", 0))]
    report = plans.report(activity, cast, files=files, **content)
    assert not reports_with_gaps(activity.programme, cast.officer).exists()  # not accepted yet
    actions.accept_report(report, by=cast.officer)
    found = gaps(reports_with_gaps(activity.programme, cast.officer))
    assert [f.measure for gap in found for f in gap.figures] == missing
    assert [gap.whole for gap in found] == ([not files] if missing else [])


def test_reused_figure_rests_on_the_files_of_its_source(cast: Cast, activity: Activity) -> None:
    other = activity.programme.activities.get(title__contains="征文")
    source = plans.report(activity, cast, figures=LINES[:1], files=[plans.photo()])
    line = FigureLine("参加", Decimal(0), "人次", None, source.figures.get())
    copy = plans.report(other, cast, figures=[line])
    for report in (source, copy):
        actions.accept_report(report, by=cast.officer)
    assert not reports_with_gaps(activity.programme, cast.officer).exists()


def test_gaps_are_shown_to_those_who_may_see_the_reports(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    actions.accept_report(plans.report(activity, cast), by=cast.officer)
    address = reverse("programme:evidence-gaps", args=(activity.programme_id,))
    for user, number in ((cast.officer, 1), (cast.leader, 1), (cast.liaison, 1)):
        assert len(signed_in(user).get(address).context["gaps"]) == number


def test_page_shows_who_sent_a_file_its_hash_and_what_it_supports(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    report = plans.report(activity, cast, figures=LINES, files=[plans.photo()], files_for=1)
    page = signed_in(cast.officer).get(reverse("programme:report", args=(report.pk,)))
    kept = report.evidence.get()
    shown = page.content.decode()
    assert kept.attachment.sha256 in shown
    assert cast.liaison.name in shown
    assert kept.figure is not None
    assert kept.figure.measure == "赠书"


def test_file_for_an_empty_figure_is_refused(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    address = reverse("programme:new-report", args=(activity.pk,))
    form = client.get(address).context["form"]
    target = activity.targets.all()[0]
    data = {
        "once": form["once"].value(), "unit": cast.library.pk, "held_on": "2026-09-12",
        "text": "举办第四期。", "papers": [plans.photo()], "papers_for": f"target-{target.pk}",
    }  # fmt: skip
    answer = client.post(address, data)
    assert "papers_for" in answer.context["form"].errors
    client.post(address, data | {f"target-{target.pk}": "1", "papers": [plans.photo()]})
    report = activity.reports.get()
    assert report.evidence.get().figure == report.figures.get()
