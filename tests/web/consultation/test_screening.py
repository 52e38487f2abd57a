"""The check: declined on a ground, going on elsewhere or in parts, handled together."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from banjie.consultation import actions
from banjie.consultation.actions import NewCase, PartPlan, WrongState
from banjie.consultation.models import Case, Handling, Letter, Screening, Visibility
from banjie.consultation.queries.published import published
from tests.web.cast import Cast
from tests.web.consultation import cases


def test_declining_records_where_it_can_be_taken(cast: Cast) -> None:
    case = cases.at(cast, "submitted")
    actions.decline_case(case, ground="in-court", routed_to="临湖市人民法院", by=cast.officer)
    case.refresh_from_db()
    found = Screening.objects.get(case=case)
    assert (case.state, case.ground, found.routed_to) == ("declined", "in-court", "临湖市人民法院")


@pytest.mark.parametrize("left_out", ["ground", "way"])
def test_the_database_refuses_declining_without_a_ground_and_a_way(
    cast: Cast, left_out: str
) -> None:
    said = {"ground": "empty", "routed_to": "协作办"}
    said |= {"ground": ""} if left_out == "ground" else {"routed_to": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.decline_case(cases.at(cast, "submitted"), by=cast.officer, **said)


def test_numbers_run_on_by_kind_and_year(cast: Cast) -> None:
    kinds = ("suggestion", "proposal", "suggestion", "proposal", "request")
    found = [cases.at(cast, "filed", kind=kind) for kind in kinds]
    assert [(case.mark, case.serial) for case in found] == [
        ("建", 1), ("提", 1), ("建", 2), ("提", 2), ("诉", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("stage", ["submitted", "filed"])
def test_a_proposal_goes_on_as_an_information_item(cast: Cast, stage: str) -> None:
    case = cases.at(cast, stage, kind="proposal", by=cast.nobody)
    kept = cases.with_file(case, cast)
    new = actions.transfer_case(case, kind="information", ground="not-filed", by=cast.officer)
    case.refresh_from_db()
    assert (case.state, case.ground) == ("transferred", "not-filed")
    assert (new.state, new.kind, new.came_from) == ("submitted", "information", case)
    assert (new.said, new.title, new.submitted_on) == (case.said, case.title, case.submitted_on)
    assert new.files.get().attachment == kept.attachment
    author = cases.author(new)
    assert author.user == cast.nobody
    assert author.origin == cases.author(case)
    assert list(cases.author(case).everywhere()) == [cases.author(case), author]


def test_a_case_is_not_transferred_to_its_own_kind(cast: Cast) -> None:
    case = cases.at(cast, "filed")
    with pytest.raises(ValidationError):
        actions.transfer_case(case, kind=case.kind, ground="other-kind", by=cast.officer)


def test_a_case_goes_on_in_parts_that_each_answer_its_author(cast: Cast) -> None:
    case = cases.at(cast, "filed")
    parts = [NewCase("关于座位的建议", {"proposal": "增设座位"}, ["增设座位"]),
             NewCase("关于时间的建议", {"proposal": "延长时间"}, ["延长时间"])]  # fmt: skip
    found = actions.split_case(case, parts, by=cast.officer)
    case.refresh_from_db()
    assert case.state == "split"
    assert [one.points.get().text for one in found] == ["增设座位", "延长时间"]
    assert {cases.author(one).origin for one in found} == {cases.author(case)}
    with pytest.raises(WrongState):
        actions.split_case(case, parts, by=cast.officer)


@pytest.mark.parametrize("way", ["transfer", "split"])
def test_what_a_published_case_goes_on_as_is_published_after_its_own_check(
    cast: Cast, way: str
) -> None:
    case = cases.at(cast, "filed", may_be_shown=True)
    actions.show_case(case, visibility=Visibility.PUBLIC, by=cast.officer)
    if way == "split":
        parts = [NewCase(title, {"proposal": title}, [title]) for title in ("增设座位", "延长时间")]
        new, *_others = actions.split_case(case, parts, by=cast.officer)
    else:
        new = actions.transfer_case(case, kind="request", ground="other-kind", by=cast.officer)
    assert [*published()] == [case]
    with pytest.raises(WrongState):
        actions.show_case(new, visibility=Visibility.PUBLIC, by=cast.officer)
    new = actions.file_case(new, by=cast.officer)
    actions.show_case(new, visibility=Visibility.PUBLIC, by=cast.officer)  # the consent came along
    actions.show_case(case, visibility=Visibility.OFFICE, by=cast.officer)
    assert [*published()] == [new]


def test_one_part_is_no_split(cast: Cast) -> None:
    part = NewCase("关于座位的建议", {}, ["增设座位"])
    with pytest.raises(ValidationError):
        actions.split_case(cases.at(cast, "filed"), [part], by=cast.officer)


@pytest.mark.parametrize("when", ["before", "after"])
def test_merging_three_gives_three_letters_and_asks_three_ratings(cast: Cast, when: str) -> None:
    lead, *others = [cases.at(cast, "filed", title=f"关于自习室的建议{n}") for n in range(3)]
    plan = [PartPlan(cast.library, Handling.Role.SOLE)]
    if when == "before":
        actions.merge_cases(lead, others, by=cast.officer)
        actions.assign_case(lead, plan, by=cast.officer)
    else:
        actions.assign_case(lead, plan, by=cast.officer)
        actions.merge_cases(lead, others, by=cast.officer)
    for one in others:
        one.refresh_from_db()
        assert (one.state, one.merged_into, bool(one.due)) == ("merged", lead, True)
    actions.receive_case(lead, by=cast.liaison)
    cases.answered(cast, lead)
    letters = Letter.objects.order_by("case_id")
    assert [letter.case for letter in letters] == [lead, *others]
    assert len({letter.serial for letter in letters}) == 3
    for one in (lead, *others):
        one.refresh_from_db()
        assert (one.state, bool(one.rate_by)) == ("replied", True)


def test_what_was_merged_comes_along(cast: Cast) -> None:
    first, second, third = [cases.at(cast, "filed") for _n in range(3)]
    actions.merge_cases(first, [second], by=cast.officer)
    actions.merge_cases(third, [first], by=cast.officer)
    second.refresh_from_db()
    assert second.merged_into == third


@pytest.mark.parametrize(
    ("lead", "case", "error"),
    [
        ({"stage": "filed"}, {"kind": "proposal"}, ValidationError),
        ({"stage": "submitted"}, {}, WrongState),
        ({"stage": "replied"}, {}, WrongState),
    ],
    ids=["another-kind", "not-filed", "answered"],
)
def test_merging_is_refused_where(
    cast: Cast, lead: dict[str, str], case: dict[str, str], error: type[Exception]
) -> None:
    into, other = cases.at(cast, lead["stage"]), cases.at(cast, "filed", **case)
    with pytest.raises(error):
        actions.merge_cases(into, [other], by=cast.officer)
    other.refresh_from_db()
    assert other.state == "filed"


def test_a_case_that_leads_others_goes_on_nowhere_else(cast: Cast) -> None:
    lead = cases.merged(cast).merged_into
    assert lead is not None
    Case.objects.filter(pk=lead.pk).update(state="filed")
    lead.refresh_from_db()
    for step in ("transfer", "split", "archive"):
        assert not cast.officer.may(f"consultation.{step}", lead)


def test_an_information_item_is_edited_and_closed_on_file(cast: Cast) -> None:
    case = cases.at(cast, "filed", kind="information")
    own = dict(case.said)
    actions.edit_case(case, title="自习座位不足", said={"situation": "座位不足。"}, by=cast.officer)
    actions.edit_case(case, title="自习座位紧张", said={"situation": "座位紧张。"}, by=cast.officer)
    first = case.editions.get(version=1)
    assert (first.title, first.said) == (case.title, own)
    assert case.editions.get(version=2).title == "自习座位不足"
    case = actions.archive_case(case, ground="used", by=cast.officer)
    assert (case.state, case.ground) == ("closed", "used")


@pytest.mark.parametrize("kind", ["suggestion", "proposal", "request"])
def test_only_information_items_are_closed_on_file(cast: Cast, kind: str) -> None:
    case = cases.at(cast, "filed", kind=kind)
    with pytest.raises(WrongState):
        actions.archive_case(case, ground="used", by=cast.officer)
