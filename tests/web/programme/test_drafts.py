from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import Unit, User
from banjie.programme.actions import drafts as actions
from banjie.programme.actions.programmes import NotReady, open_programme
from banjie.programme.models import Assignment, Draft, DraftItem
from banjie.programme.queries import drafts as queries
from tests.web import plans
from tests.web.cast import Cast


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return plans.draft_of(cast)


@pytest.fixture
def item(draft: Draft) -> DraftItem:
    return draft.items.get(title__contains="读书会")


def test_every_field_of_every_item_points_at_its_words(draft: Draft) -> None:
    text = draft.document.reading.text
    for item in draft.items.all():
        for _name, field, entry in queries.entries(item):
            start, end = entry["span"]
            assert "".join(text[start:end].split()) == "".join(entry["text"].split()), field


def test_paper_is_the_whole_text_cut_at_the_fields(draft: Draft) -> None:
    text = draft.document.reading.text
    for paragraph in queries.paper(draft, list(draft.items.all())):
        assert "".join(s.words for s in paragraph.segments) == text[paragraph.start : paragraph.end]


def test_paper_lights_every_field_of_kept_items(draft: Draft, item: DraftItem) -> None:
    lit = {f for p in queries.paper(draft, [item]) for s in p.segments for f in s.fields}
    assert lit == {name for name, _field, _entry in queries.entries(item)}


def test_review_begun_twice_is_the_same_draft(cast: Cast, draft: Draft) -> None:
    assert actions.begin_draft(draft.document, by=cast.officer) == draft


def test_corrected_title_loses_its_words_and_the_rest_keeps_them(
    cast: Cast, item: DraftItem
) -> None:
    changed = actions.correct_item(
        item, version=item.version, number=item.number, title="举办读书会", kind=item.kind,
        fields=item.fields, by=cast.officer,
    )  # fmt: skip
    assert changed.title_span is None
    assert changed.edited
    assert changed.fields["when"][0]["span"]


def test_second_person_does_not_overwrite_the_first(cast: Cast, item: DraftItem) -> None:
    actions.keep_item(item, version=item.version, kept=False, by=cast.officer)
    with pytest.raises(actions.Stale):
        actions.keep_item(item, version=item.version, kept=True, by=cast.officer)


def test_merge_holds_every_entry_and_drops_the_others(cast: Cast, draft: Draft) -> None:
    first, second, *_ = draft.items.all()
    merged = actions.merge_items([first, second], by=cast.officer)
    second.refresh_from_db()
    both = [e["text"] for item in (first, second) for e in item.fields["when"]]
    assert [e["text"] for e in merged.fields["when"]] == both
    assert {"市图书馆"} <= {e["text"] for e in merged.fields["responsible"] + merged.fields["lead"]}
    assert not second.kept


def test_split_moves_what_was_chosen(cast: Cast, item: DraftItem) -> None:
    targets = item.fields["targets"]
    assert len(targets) == 2
    first, second = actions.split_item(
        item, version=item.version, titles=("上半年读书会", "下半年读书会"),
        second={"targets": {1}}, by=cast.officer,
    )  # fmt: skip
    assert (first.fields["targets"], second.fields["targets"]) == ([targets[0]], [targets[1]])
    assert second.fields["lead"] == item.fields["lead"]
    assert [i.title for i in item.draft.items.all()][:2] == ["上半年读书会", "下半年读书会"]


def test_item_added_from_a_paragraph_stands_in_its_place(cast: Cast, draft: Draft) -> None:
    text = draft.document.reading.text
    start = text.index("各单位要加强")
    added = actions.add_item(draft, title="加强组织领导", span=(start, start + 20), by=cast.officer)
    assert text[slice(*added.title_span)] == "加强组织领导"
    assert list(draft.items.all())[-1] == added


def test_unknown_unit_is_a_question_not_a_guess(cast: Cast, draft: Draft) -> None:
    questions = {q.name: q for q in queries.party_questions(draft, list(draft.items.all()))}
    assert questions["市图书馆"].unit == cast.library
    assert not questions["市作家协会"].settled
    with pytest.raises(NotReady) as refused:
        open_programme(draft, by=cast.officer)
    assert "市作家协会" in refused.value.open_names
    assert not hasattr(Draft.objects.get(pk=draft.pk), "programme")


def test_answers_become_units_aliases_and_posts(cast: Cast, draft: Draft) -> None:
    plans.settle(draft, cast)
    actions.answer_parties(
        draft, {"市作家协会": f"unit:{cast.museum.pk}", "临湖市读书协会": "post"}, by=cast.officer
    )
    programme = open_programme(draft, by=cast.officer)
    parts = Assignment.objects.filter(activity__programme=programme)
    assert parts.filter(unit=cast.museum, role="cooperating").exists()
    assert parts.filter(post="临湖市读书协会").exists()
    assert list(cast.museum.aliases.values_list("name", flat=True)) == ["市作家协会"]
    assert Unit.objects.filter(name="临湖开放大学").exists()


def test_opened_activities_keep_words_times_and_targets(cast: Cast, draft: Draft) -> None:
    plans.settle(draft, cast)
    programme = open_programme(draft, by=cast.officer)
    activity = programme.activities.get(title__contains="读书会")
    assert activity.words.startswith("（一）举办")
    assert draft.document.reading.text[activity.span_start : activity.span_end] == activity.words
    assert activity.area is not None
    assert activity.area.title == "活动安排"
    assert {str(t.value.normalize()) for t in activity.targets.all()} == {"5", "3E+2"}


def test_opening_twice_gives_one_programme(cast: Cast, draft: Draft) -> None:
    plans.settle(draft, cast)
    assert open_programme(draft, by=cast.officer) == open_programme(draft, by=cast.officer)


def test_dropped_items_do_not_become_activities(cast: Cast, draft: Draft, item: DraftItem) -> None:
    actions.keep_item(item, version=item.version, kept=False, by=cast.officer)
    plans.settle(draft, cast)
    programme = open_programme(draft, by=cast.officer)
    assert not programme.activities.filter(title__contains="读书会").exists()


def test_plan_without_activities_can_be_reviewed_but_not_opened(
    cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    draft = plans.draft_of(
        cast, "关于更换办公电话的通知\n\n各单位：\n我办办公电话已经更换，请互相转告。\n"
    )
    client = signed_in(cast.officer)
    assert client.get(reverse("programme:review", args=(draft.pk,))).status_code == 200
    client.post(reverse("programme:open-draft", args=(draft.pk,)))
    draft.refresh_from_db()
    assert draft.state == Draft.State.OPEN


def form_data(client: Client, draft: Draft, item: DraftItem) -> dict[str, str]:
    """The edit form as a browser would send it back untouched."""
    form = client.get(reverse("programme:edit-item", args=(draft.pk, item.pk))).context["form"]
    data: dict[str, str] = {}
    for part in (form, form.deadline, *form.when.forms, *form.targets.forms):
        for bound in part:
            data[bound.html_name] = "" if bound.value() is None else str(bound.value())
    for rows in (form.when, form.targets):
        for bound in rows.management_form:
            data[bound.html_name] = str(bound.value())
    return {name: value for name, value in data.items() if not name.endswith("-DELETE")}


@pytest.mark.parametrize("fields", [{}, plans.HARD, plans.LONG], ids=["as-read", "hard", "long"])
def test_form_sent_back_untouched_changes_nothing(
    cast: Cast,
    draft: Draft,
    item: DraftItem,
    signed_in: Callable[[User], Client],
    fields: dict[str, Any],
) -> None:
    client = signed_in(cast.officer)
    before = item.fields = item.fields | fields
    item.save()
    answer = client.post(
        reverse("programme:edit-item", args=(draft.pk, item.pk)), form_data(client, draft, item)
    )
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.fields == before
    assert not item.edited


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("when-0-text", "春" * 101),
        ("targets-0-unit", "册" * 21),
        ("when-0-last", "2020-01-01"),
        ("when-0-last", "9999-12-31"),
    ],
)
def test_what_is_typed_has_its_bounds(
    cast: Cast,
    draft: Draft,
    item: DraftItem,
    signed_in: Callable[[User], Client],
    field: str,
    typed: str,
) -> None:
    client = signed_in(cast.officer)
    data = form_data(client, draft, item) | {f"item{item.pk}-{field}": typed}
    answer = client.post(reverse("programme:edit-item", args=(draft.pk, item.pk)), data)
    assert answer.status_code == 422
    item.refresh_from_db()
    assert item.version == 1


def test_form_corrects_a_day_and_keeps_the_words(
    cast: Cast, draft: Draft, item: DraftItem, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.officer)
    data = form_data(client, draft, item)
    data[f"item{item.pk}-when-0-last"] = "2026-11-28"
    client.post(reverse("programme:edit-item", args=(draft.pk, item.pk)), data)
    item.refresh_from_db()
    assert item.fields["when"][0]["end"] == "2026-11-29"
    assert item.fields["when"][0]["span"]
    assert item.edited


def test_form_tells_times_of_the_same_words_apart(
    cast: Cast, draft: Draft, item: DraftItem, signed_in: Callable[[User], Client]
) -> None:
    first, second = plans.HARD["when"]
    item.fields |= plans.HARD
    item.save()
    client, at = signed_in(cast.officer), f"item{item.pk}"
    data = form_data(client, draft, item)
    data |= {f"{at}-when-0-first": "2026-03-09", f"{at}-targets-0-DELETE": "on"}
    client.post(reverse("programme:edit-item", args=(draft.pk, item.pk)), data)
    item.refresh_from_db()
    assert item.fields["when"] == [first | {"start": "2026-03-09", "assumed": ""}, second]
    assert item.fields["targets"] == plans.HARD["targets"][1:]


def test_target_typed_without_a_number_is_given_back(
    cast: Cast, draft: Draft, item: DraftItem, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.officer)
    row = f"item{item.pk}-targets-{len(item.fields['targets'])}"
    data = form_data(client, draft, item) | {f"{row}-of": "讲座", f"{row}-unit": "场"}
    answer = client.post(reverse("programme:edit-item", args=(draft.pk, item.pk)), data)
    assert answer.status_code == 422
    assert list(answer.context["form"].targets.forms[-1].errors) == ["value"]


def test_target_of_every_session_is_not_summed(cast: Cast) -> None:
    plan = plans.PLAN.replace("参加不少于300人次", "每期参加不少于30人")
    activity = plans.open_plan(cast, plan).activities.get(title__contains="湖畔夜读")
    assert [(t.each, t.unit) for t in activity.targets.all()] == [("", "场"), ("每期", "人")]


def answer_data(draft: Draft, **changes: str) -> dict[str, str]:
    """The units' form as the page draws it now, with some answers changed (by name)."""
    questions = queries.party_questions(draft, list(draft.items.all()))
    data = {}
    for n, question in enumerate(questions):
        data[f"name-{n}"] = question.name
        data[f"was-{n}"] = question.answer
        data[f"answer-{n}"] = changes.get(question.name, question.answer)
    return data


def test_answer_finds_its_name_when_the_items_have_changed_meanwhile(
    cast: Cast, draft: Draft, item: DraftItem, signed_in: Callable[[User], Client]
) -> None:
    data = answer_data(draft, 临湖开放大学="new")
    actions.keep_item(item, version=item.version, kept=False, by=cast.officer)
    signed_in(cast.officer).post(reverse("programme:answer-parties", args=(draft.pk,)), data)
    draft.refresh_from_db()
    assert draft.unit_answers == {"临湖开放大学": "new"}


def test_answers_of_two_officers_stand_side_by_side(
    cast: Cast, draft: Draft, signed_in: Callable[[User], Client]
) -> None:
    address = reverse("programme:answer-parties", args=(draft.pk,))
    client = signed_in(cast.officer)
    first, second = answer_data(draft, 临湖开放大学="new"), answer_data(draft, 市作家协会="post")
    client.post(address, first)
    client.post(address, second)
    draft.refresh_from_db()
    assert draft.unit_answers == {"临湖开放大学": "new", "市作家协会": "post"}


def test_answer_can_be_taken_back(
    cast: Cast, draft: Draft, signed_in: Callable[[User], Client]
) -> None:
    actions.answer_parties(draft, {"临湖开放大学": "new"}, by=cast.officer)
    draft.refresh_from_db()
    client = signed_in(cast.officer)
    client.post(
        reverse("programme:answer-parties", args=(draft.pk,)), answer_data(draft, 临湖开放大学="")
    )
    draft.refresh_from_db()
    assert draft.unit_answers == {}


def test_answer_that_names_a_unit_no_longer_there_is_a_question_again(
    cast: Cast, draft: Draft
) -> None:
    gone = Unit.objects.create(name="一时的单位")
    actions.answer_parties(draft, {"临湖开放大学": f"unit:{gone.pk}"}, by=cast.officer)
    gone.delete()
    draft.refresh_from_db()
    asked = {q.name for q in queries.party_questions(draft, draft.items.all()) if not q.settled}
    assert "临湖开放大学" in asked


@pytest.mark.parametrize("data", [{}, {"version": "x", "kept": "1"}, {"version": "1"}])
def test_step_without_its_values_is_a_bad_request(
    cast: Cast,
    draft: Draft,
    item: DraftItem,
    signed_in: Callable[[User], Client],
    data: dict[str, str],
) -> None:
    address = reverse("programme:keep-item", args=(draft.pk, item.pk))
    assert signed_in(cast.officer).post(address, data).status_code == 400


def test_stale_form_keeps_what_was_typed_on_the_page(
    cast: Cast, draft: Draft, item: DraftItem, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.officer)
    data = form_data(client, draft, item)
    actions.keep_item(item, version=item.version, kept=True, by=cast.officer)
    address = reverse("programme:edit-item", args=(draft.pk, item.pk))
    answer = client.post(address, data, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "HX-Refresh" not in answer.headers


def test_draft_closed_since_the_page_was_drawn_is_not_changed(
    cast: Cast, draft: Draft, item: DraftItem
) -> None:
    seen = Draft.objects.get(pk=draft.pk)
    plans.settle(draft, cast)
    programme = open_programme(draft, by=cast.officer)
    for change in (
        lambda: actions.leave_draft(seen, state=Draft.State.DISCARDED, by=cast.officer),
        lambda: actions.set_draft_head(seen, title="另一个", year=2027, by=cast.officer),
        lambda: actions.add_item(seen, title="晚到的一项", by=cast.officer),
        lambda: actions.keep_item(item, version=item.version, kept=False, by=cast.officer),
        lambda: actions.merge_items(list(seen.items.all()), by=cast.officer),
        lambda: actions.answer_parties(seen, {"市作家协会": "post"}, by=cast.officer),
    ):
        with pytest.raises(actions.Closed):
            change()
    draft.refresh_from_db()
    assert (draft.state, draft.programme) == (Draft.State.OPENED, programme)


def test_discarded_draft_is_not_opened(cast: Cast, draft: Draft) -> None:
    plans.settle(draft, cast)
    actions.leave_draft(draft, state=Draft.State.DISCARDED, by=cast.officer)
    with pytest.raises(actions.Closed):
        open_programme(draft, by=cast.officer)


def test_item_added_twice_is_one_item(cast: Cast, draft: Draft) -> None:
    paragraph = next(p for p in queries.paper(draft, []) if p.role != "activity")
    span = (paragraph.start, paragraph.end)
    added = [actions.add_item(draft, title="补充", span=span, by=cast.officer) for _ in range(2)]
    assert added[0] == added[1]
    assert draft.items.filter(title="补充").count() == 1


def test_list_of_drafts_leaves_the_readings_where_they_are(cast: Cast, draft: Draft) -> None:
    listed = queries.living_drafts_for(cast.officer).get()
    assert listed == draft
    assert {"text", "result"} <= listed.document.reading.get_deferred_fields()


def test_name_too_long_for_a_unit_does_not_stop_the_opening(cast: Cast, item: DraftItem) -> None:
    name = "临湖市" + "很长" * 60 + "协会"
    fields = item.fields | {"cooperating": [{"text": name, "span": None}]}
    actions.correct_item(
        item, version=item.version, number=item.number, title=item.title, kind=item.kind,
        fields=fields, by=cast.officer,
    )  # fmt: skip
    plans.settle(item.draft, cast)
    open_programme(item.draft, by=cast.officer)
    assert Unit.objects.get(name__startswith="临湖市很长").name == name[:100]


def test_number_too_long_for_a_target_does_not_stop_the_opening(cast: Cast) -> None:
    plan = plans.PLAN.replace("300人次", "30000000000000000人次")
    activity = plans.open_plan(cast, plan).activities.get(title__contains="湖畔夜读")
    assert [t.unit for t in activity.targets.all()] == ["场"]
    assert "30000000000000000人次" in activity.words
